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
            return Gaps(@case.Claim.Closed, sizes, point).ToList();
        }

        // What has to vanish. Symbols of finite domains run through them, all others are free.
        IEnumerable<Jet> Gaps(Term formula, Scope scope, int[]? point)
        {
            if (formula is Quantified { Kind: QuantifierKind.ForAll } all)
            {
                var open = all.Binders.Where(b => scope.Find(b.Symbol) is null).ToLookup(b => Domains.IsFinite(b.RangesOver));
                var inner = open[false].Aggregate(scope, (s, b) => s.With(b.Symbol, Free(b.Symbol, s, point)));
                return evaluator.Points(open[true].ToSequence(), inner).SelectMany(p => Gaps(all.Body, p.Scope, point));
            }

            return formula is Derive or Connective { Kind: ConnectiveKind.And } ? formula.Children.SelectMany(c => Gaps(c, scope, point))
                : formula is Comparison chain && chain.Relations.All(r => r == Relation.Equal)
                    ? chain.Children.Skip(1).SelectMany(c => Value.AsTensor(evaluator.Of(Build.Subtract(chain.Children[0], c), scope)).Elements)
                    : throw new NotShownException("this is no equation");
        }

        // The listed point, or anything.
        Value Free(Symbol symbol, Scope scope, int[]? point) => evaluator.Free(symbol, scope, _ =>
            count++ is var i && point is null ? Jet.Quotient(1, 0) : (1009 * (i + 1) * (i + 1)) + point[i]);
    }

    private static IEnumerable<int[]> Points(int count, int degree) =>
        count == 0 ? [[]] : Enumerable.Range(0, degree + 1).SelectMany(first => Points(count - 1, degree - first).Select(rest => (int[])[first, .. rest]));
}
