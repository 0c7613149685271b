using TheoryCheck.Core;
using TheoryCheck.Numerics.Elementary;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The closed unit ball of ℝᵈ and its uniform law: a uniform direction times u^(1/d), never outside.</summary>
public sealed class Ball : SetConstructor, ISampledLaw
{
    /// <inheritdoc/>
    public override string Name => "ball";

    /// <inheritdoc/>
    public override string Usage => "ball(d)";

    /// <inheritdoc/>
    public override string Summary => "The closed unit ball in R^d, a set; drawn from, its uniform law.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in ball(d)\nclaim bounded: norm(u) <= 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Space("𝔹", "\\mathbb{B}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Integer(Name, arguments, 0)
        ?? new SetType(TermType.Vector(arguments[0]));

    /// <inheritdoc/>
    public Sequence<Term> Extent(Sequence<Term> arguments) => [Build.Num(-1), Number.One];

    /// <inheritdoc/>
    public Term? Mean(Sequence<Term> arguments) => MomentTerms.ConstantVector(arguments[0], Number.Zero);

    /// <inheritdoc/>
    public Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => a is null || b is null ? null : Build.Divide(MomentTerms.Delta(a, b), Build.Add(arguments[0], Build.Num(2)));

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        source.Normal(point);
        Sphere.Normalise(point);

        // Shrunk by more than the rounding of the direction, so that the point stays in the ball.
        const double Inside = 1 - 16.0 / 9007199254740992;
        var radius = ElementaryFunctions.Exp(ElementaryFunctions.Log(1 - source.Uniform()) / point.Length) * Inside;
        foreach (ref var x in point)
        {
            x *= radius;
        }
    }
}
