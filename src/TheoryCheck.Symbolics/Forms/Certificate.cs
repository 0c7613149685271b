using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>
/// The dual certificate of a minimisation over measures: with e = L(∫ φ dν) + λ·tvnorm(ν), η(t) = Σ qᵢ φᵢ(t)/λ with a solution q of the dual problem, which is −∂L/∂f at the outputs of the minimisers where L is smooth. A statement about it
/// speaks of all solutions. |η| ≤ 1 everywhere, and ν is a minimiser if and only if ∫ η dν = tvnorm(ν) and −q is a slope of L at its outputs.
/// </summary>
public sealed class Certificate : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "certificate";

    /// <inheritdoc/>
    public override string Usage => "certificate(nu in measures(S): e)";

    /// <inheritdoc/>
    public override string Summary =>
        "The dual certificate of a minimisation over measures, a function on S: minus the slope of the loss at the optimum in the direction of dirac(t), divided by the factor of tvnorm(nu) and the multiplier of a bound on it together.";

    /// <inheritdoc/>
    public override string Example =>
        "eta = certificate(nu in measures(sphere(2)): (1 - integral(t wrt nu: relu(t[0])))^2 + 1/10*tvnorm(nu))\nclaim touches: eta([1, 0]) == 1";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("certificate", "\\operatorname{certificate}", IsLarge: true);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given) =>
        BodyTyping.Number(Name, bodies[0]) is { Type: null } wrong ? wrong
        : bodies[0].Type is ErrorType ? bodies[0].Type
        : BodyTyping.Point(binders) switch
        {
            ErrorType error => error,
            MeasureType measure => new FunctionType([measure.Point], TermType.Real),
            var other => Typing.Wrong($"'{Name}' runs over measures, not over {TypeText.Describe(other)}", 0),
        };
}
