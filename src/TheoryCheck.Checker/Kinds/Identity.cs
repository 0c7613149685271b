using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// Equations between quotients of polynomials hold for all real values of the symbols that are not listed; body: <c>instance</c>, the sizes. The degree D
/// of the numerator of a difference is bounded by the operations that build it, and it vanishes at all points of natural numbers whose sum is at
/// most D, moved to where denominators hardly vanish: only the polynomial 0 does. So it proves the identity at these sizes, and says nothing of others.
/// </summary>
internal sealed class Identity() : CertificateKind("identity", "instance")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (evaluator, sizes, count) = (@case.Evaluator, @case.Instance(fields[0]), 0);
        var degree = evaluator.Jets.While(Motion.Rational, sizes, _ => At(null)).Max(gap => gap.Length) - 1;
        var points = Points(count, degree).Take(2001).ToList();
        Require(points.Count <= 2000, "the identity has too many values for its degree");
        Require(points.TrueForAll(p => At(p).TrueForAll(gap => gap.Exact is { IsZero: true })), "the sides differ, or are not known exactly");
        return new(Certainty.Unknown, $"at the sizes listed both sides are one function of {count} values, equal at {points.Count} points, degree {degree}");

        List<Jet> At(int[]? point)
        {
            count = 0;
            return evaluator.Gaps(@case.Claim.Closed, sizes, (symbol, scope) => Free(symbol, scope, point)).Select(g => g.Relation == Relation.Equal ? g.Gap
                : throw new NotShownException("this is no equation")).ToList();
        }

        // The listed point, or anything.
        Value Free(Symbol symbol, Scope scope, int[]? point) => evaluator.Free(symbol, scope, _ =>
            count++ is var i && point is null ? Jet.Quotient(1, 0) : (1009 * (i + 1) * (i + 1)) + point[i]);
    }

    private static IEnumerable<int[]> Points(int count, int degree) =>
        count == 0 ? [[]] : Enumerable.Range(0, degree + 1).SelectMany(first => Points(count - 1, degree - first).Select(rest => (int[])[first, .. rest]));
}
