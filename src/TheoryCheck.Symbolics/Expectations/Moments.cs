using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>
/// Expectations, variances and probabilities over draws in closed form: linearity; independence of distinct symbols and
/// indices; moments of the laws. What has no closed form becomes an integral over the law, so that equal expectations over
/// different symbols of one law have one canonical form.
/// </summary>
public sealed class Moments(Facts facts)
{
    private readonly Normalizer normalizer = new(facts);
    private readonly HashSet<Symbol> running = [];
    private readonly HashSet<Comparison> conditions = [];

    /// <summary>The laws used.</summary>
    public SortedSet<string> Laws { get; } = new(StringComparer.Ordinal);

    /// <summary>What the results rest on besides: that laws exist, that directions are not 0, that cancelled denominators are not 0; each a comparison with 0.</summary>
    public Sequence<Comparison> Conditions => conditions
        .Concat(normalizer.Restrictions.Select(divisor => new Comparison(divisor, Relation.NotEqual, Number.Zero)))
        .Distinct().OrderBy(condition => condition, TermOrder.Instance).ToSequence();

    /// <summary>The term with its expectations carried out, innermost first.</summary>
    /// <param name="term">A scalar in index form.</param>
    public Term Resolve(Term term)
    {
        if (term.Children.IsEmpty)
        {
            return term;
        }

        var entered = term is BinderTerm binder ? binder.Binders.Select(b => b.Symbol).Where(running.Add).ToList() : [];
        var children = term.Children.Map(Resolve);
        running.ExceptWith(entered);
        var made = children == term.Children ? term : Substitution.Rebuild(term, children);
        return made is Binding { Form.Name: "expect" or "var" or "prob" } binding ? Closed(binding) : made;
    }

    private Term Closed(Binding binding)
    {
        var draws = new DrawSet(binding, facts);
        var body = binding.Form.Name == "prob" ? new Conditional(binding.Body, Number.One, Number.Zero) : binding.Body;
        var value = normalizer.Parse(Unroll.Steps(body, facts));
        var mean = Expect(value, draws);
        if (binding.Form.Name == "var")
        {
            Laws.Add("var(e) = E[e^2] - E[e]^2");
            mean = normalizer.Subtract(Expect(normalizer.Multiply(value, value), draws), normalizer.Multiply(mean, mean));
        }

        Laws.UnionWith(normalizer.Laws);
        return normalizer.Write(mean);
    }

    private Polynomial Expect(Polynomial polynomial, DrawSet draws)
    {
        Laws.Add("linearity of expectation");
        var total = Polynomial.Zero;
        foreach (var summand in polynomial.Summands)
        {
            var entered = summand.Ranges.Select(r => r.Symbol).Where(running.Add).ToList();
            var inner = Inner(summand.Coefficient, summand.Factors, draws, []);
            running.ExceptWith(entered);
            total = normalizer.Add(total, normalizer.Over(summand.Ranges, inner));
        }

        return total;
    }

    /// <summary>E[c·Π factors]; two points of one family that may coincide are taken apart by cases.</summary>
    private Polynomial Inner(Rational coefficient, ImmutableArray<Factor> factors, DrawSet draws, ImmutableList<(DrawnPoint, DrawnPoint)> apart)
    {
        var drawn = factors.Where(f => draws.Occurs(f.Base)).ToList();
        var result = new Polynomial([new Summand(coefficient, [], [.. factors.Where(f => !draws.Occurs(f.Base))])]);
        if (drawn.Count == 0)
        {
            return result;
        }

        var points = drawn.Select(f => draws.PointsOf(f.Base)).ToList();
        var all = points.SelectMany(p => p).Distinct().ToList();
        foreach (var (x, y) in all.SelectMany((x, i) => all.Skip(i + 1).Select(y => (x, y))))
        {
            if (!x.IsSameFamily(y) || apart.Contains((x, y)) || apart.Contains((y, x)))
            {
                continue;
            }

            var same = x.Indices.Zip(y.Indices).Select(p => normalizer.ZeroOf(normalizer.Subtract(normalizer.Parse(p.First), normalizer.Parse(p.Second)))).Aggregate(Polynomial.One, normalizer.Multiply);
            if (same.IsZero)
            {
                apart = apart.Add((x, y));
                continue;
            }

            Laws.Add("points of one family: equal indices and different ones apart");
            var body = new Polynomial([new Summand(coefficient, [], factors)]);
            var equal = normalizer.Multiply(body, same);
            if (apart.Count > 8 || equal.Summands.Any(s => s.Factors.Any(f => draws.PointsOf(f.Base).Contains(x)) && s.Factors.Any(f => draws.PointsOf(f.Base).Contains(y))))
            {
                throw new NoClosedFormException("an expectation over a family at indices that cannot be told apart");
            }

            return normalizer.Add(
                Expect(equal, draws),
                normalizer.Multiply(normalizer.Subtract(Polynomial.One, same), Inner(coefficient, factors, draws, apart.Add((x, y)))));
        }

        return Independent(drawn, points, draws).Aggregate(result, normalizer.Multiply);
    }

    /// <summary>One expectation for each group of factors that share a drawn point.</summary>
    private IEnumerable<Polynomial> Independent(List<Factor> factors, List<HashSet<DrawnPoint>> points, DrawSet draws)
    {
        var groups = new List<(HashSet<DrawnPoint> Points, List<Factor> Factors)>();
        for (var i = 0; i < factors.Count; i++)
        {
            var touching = groups.Where(g => g.Points.Overlaps(points[i])).ToList();
            var joined = (Points: new HashSet<DrawnPoint>(points[i]), Factors: new List<Factor> { factors[i] });
            foreach (var group in touching)
            {
                joined.Points.UnionWith(group.Points);
                joined.Factors.AddRange(group.Factors);
                groups.Remove(group);
            }

            groups.Add(joined);
        }

        if (groups.Count > 1)
        {
            Laws.Add("independent factors");
        }

        foreach (var (members, list) in groups)
        {
            yield return members.Count == 1 ? OfOnePoint(members.First(), list) : throw new NoClosedFormException("an expectation of several draws that do not separate");
        }
    }

    private Polynomial OfOnePoint(DrawnPoint point, List<Factor> factors)
    {
        var law = point.Law;
        conditions.UnionWith(new LawConditions(normalizer).Open(law));
        var moments = new PointMoments(normalizer, point, running, Laws, conditions);
        return moments.TryClosed(law, factors) ?? Integral(point, law, factors);
    }

    /// <summary>E over one point as ∫ … dP: the same for every draw of the law.</summary>
    private Polynomial Integral(DrawnPoint point, Term law, List<Factor> factors)
    {
        var form = OperationCatalogue.FindForm("integral") ?? throw new NoClosedFormException("the catalogue has no 'integral' form");
        var variable = new Symbol("t", SymbolRole.Bound, default) { Type = law.Type is MeasureType measure ? measure.Point : ((SetType)law.Type).Element };
        var body = Tidy.Multiply([.. factors.Select(f => point.Moved(Closing.Power(f), new Reference(variable)))]);
        Laws.Add("an expectation over one draw is the integral over its law");
        return normalizer.Parse(new Binding(form, TermType.Real, [], [new Binder(variable, law)], [body], null));
    }
}
