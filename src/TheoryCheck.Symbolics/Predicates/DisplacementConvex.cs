using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>F(g(t)) &lt;= (1 - t)*F(g(0)) + t*F(g(1)) - c/2*t*(1 - t)*wasserstein(2, g(0), g(1))^2 along every W2 geodesic g; c is 0 when left out.</summary>
public sealed class DisplacementConvex : Predicate
{
    /// <inheritdoc/>
    public override string Name => "displacement_convex";

    /// <inheritdoc/>
    public override string Usage => "displacement_convex(F, c)";

    /// <inheritdoc/>
    public override string Summary => "F(g(t)) <= (1 - t)*F(g(0)) + t*F(g(1)) - c/2*t*(1 - t)*wasserstein(2, g(0), g(1))^2 along every W2 geodesic g; c is 0 when left out.";

    /// <inheritdoc/>
    public override string Example => "given d in 1..\nF(P in densities(vector(d))) = entropy(P)\nclaim mccann: displacement_convex(F, 0)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("displacement_convex", "\\operatorname{displacement\\_convex}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Scalar], () =>
            ((FunctionType)arguments[0].Type).Parameters is [MeasureType or ErrorType]
                ? TermType.Truth
                : Typing.Wrong("'displacement_convex' takes a function of one law", 0), optional: 1);
}
