using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The infimum over couplings of (E norm(x - y)^p)^(1/p), for p &gt;= 1.</summary>
public sealed class Wasserstein : Functional
{
    /// <inheritdoc/>
    public override string Name => "wasserstein";

    /// <inheritdoc/>
    public override string Usage => "wasserstein(p, mu, nu)";

    /// <inheritdoc/>
    public override string Summary => "The infimum over couplings of (E norm(x - y)^p)^(1/p), for p >= 1.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., p in laws(vector(d)), q in laws(vector(d))\nclaim order: wasserstein(1, p, q) <= wasserstein(2, p, q)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("W", "W");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Scalar, Slot.Measure, Slot.Measure], () =>
            MeasureTyping.WrongPoints(Name, arguments, 1, 2) ?? TermType.Real);

    /// <inheritdoc/>
    public override ClosedForm? Closed(Sequence<Term> arguments)
    {
        // Of order 2 between normal laws on the line: ((m - n)² + (√v - √w)²)^(1/2).
        if (arguments is not [
            Number { Value: var order },
            Call { Operation.Name: "normal", Arguments: [{ Type.IsScalar: true } m, { Type.IsScalar: true } v] },
            Call { Operation.Name: "normal", Arguments: [{ Type.IsScalar: true } n, { Type.IsScalar: true } w] }] || order != 2)
        {
            return null;
        }

        var two = Build.Num(2);
        var spread = Build.Subtract(Build.Call<Sqrt>(v), Build.Call<Sqrt>(w));
        return new(
            Build.Call<Sqrt>(Build.Add(Build.Power(Build.Subtract(m, n), two), Build.Power(spread, two))),
            [new(v, Relation.GreaterOrEqual, Number.Zero), new(w, Relation.GreaterOrEqual, Number.Zero)]);
    }
}
