using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The least nonzero eigenvalue of the generator f |-&gt; laplacian(f)/beta - dot(grad L, grad f), with its sign changed.</summary>
public sealed class SpectralGap : Functional
{
    /// <inheritdoc/>
    public override string Name => "spectral_gap";

    /// <inheritdoc/>
    public override string Usage => "spectral_gap(L, beta)";

    /// <inheritdoc/>
    public override string Summary => "The least nonzero eigenvalue of the generator f |-> laplacian(f)/beta - dot(grad L, grad f), with its sign changed.";

    /// <inheritdoc/>
    public override string Example => "given beta > 0\nL(x in reals) = x^2/2\nclaim quadratic: spectral_gap(L, beta) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("gap", "\\operatorname{gap}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Scalar], () =>
            ((FunctionType)arguments[0].Type) is { Parameters.Count: 1, Result: { IsScalar: true } or ErrorType }
                ? TermType.Real
                : Typing.Wrong("'spectral_gap' takes a function of one point with numbers as values", 0));
}
