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
    private const int MostOutcomes = 16;
    private const int MostTogether = 64;

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
        if (binding is { Form.Name: "prob", Given: null } && binding.Binders.All(static b => b.Where is null && b.At is null) && binding.Body is Comparison { Relations: [not (Relation.Equal or Relation.NotEqual)] } side && (HalfSpace(side, draws) ?? OutsideOfStrip(side, draws)) is { } share)
        {
            return share;
        }

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

    // P(m + s·u > 0) = (1 + erf(m/(s√2)))/2 for a linear form of normal draws with mean m ≠ 0 and standard deviation s > 0; null for others. Those with mean 0 have simpler moments.
    private Term? HalfSpace(Comparison side, DrawSet draws)
    {
        var form = normalizer.Parse(Unroll.Steps(side.Relations[0] is Relation.Greater or Relation.GreaterOrEqual ? Build.Subtract(side.Children[0], side.Children[1]) : Build.Subtract(side.Children[1], side.Children[0]), facts));
        if (!form.Summands.All(s => s.Factors.Where(f => draws.Occurs(f.Base)).ToList() is [] or [{ Exponent.IsOne: true }] && s.Factors.All(f => !draws.Occurs(f.Base) || IsNormal(f.Base))))
        {
            return null;
        }

        var mean = Expect(form, draws);
        var variance = normalizer.Subtract(Expect(normalizer.Multiply(form, form), draws), normalizer.Multiply(mean, mean));
        if (mean.IsZero || normalizer.SignOf(variance) != Signs.Positive)
        {
            return null;
        }

        Laws.Add("probability of a half-space under a normal law");
        Laws.UnionWith(normalizer.Laws);
        var deviations = Build.Divide(normalizer.Write(mean), Build.Call<Sqrt>(Build.Multiply(Build.Num(2), normalizer.Write(variance))));
        return normalizer.Write(normalizer.Parse(Build.Divide(Build.Add(Number.One, Build.Call<Erf>(deviations)), Build.Num(2))));

        bool IsNormal(Term atom) => draws.PointsOf(atom) is { Count: 1 } points && points.Single() is var point && point.IsElement(atom, out _) && point.Law is Call { Operation.Name: "normal" };
    }

    // P(|l| > t) = P(l > t) + P(-l > t) for t ≥ 0, and the rest is P(|l| ≤ t).
    private Term? OutsideOfStrip(Comparison side, DrawSet draws)
    {
        var (relation, left, right) = (side.Relations[0], side.Children[0], side.Children[1]);
        if (left is not Call { Operation: Abs, Arguments: [var form] })
        {
            return right is Call { Operation: Abs } ? OutsideOfStrip(new Comparison(right, relation.Turned(), left), draws) : null;
        }

        if (draws.Occurs(right) || (normalizer.SignOf(normalizer.Parse(right)) & Signs.Negative) != Signs.None
            || HalfSpace(new Comparison(form, Relation.Greater, right), draws) is not { } above || HalfSpace(new Comparison(Build.Negate(form), Relation.Greater, right), draws) is not { } below)
        {
            return null;
        }

        var outside = Build.Add(above, below);
        return normalizer.Write(normalizer.Parse(relation is Relation.Greater or Relation.GreaterOrEqual ? outside : Build.Subtract(Number.One, outside)));
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
            yield return members.Count == 1 ? OfOnePoint(members.First(), list, draws)
                : (members.Aggregate(1L, (count, point) => count * (Outcomes(point)?.Count ?? 1)) <= MostTogether
                    ? members.Select(point => OverOutcomes(point, list, draws)).FirstOrDefault(sum => sum is not null)
                    : null)
                ?? throw new NoClosedFormException("an expectation of several draws that do not separate");
        }
    }

    private static IReadOnlyList<(Term Point, Term Probability)>? Outcomes(DrawnPoint point) =>
        point.Axes.IsEmpty && point.Law is Call { Operation: ISampledLaw law, Arguments: var arguments }
            && law.Outcomes(arguments, static known => (known as Number)?.Value) is { Count: <= MostOutcomes } outcomes ? outcomes : null;

    /// <summary>Σ P(x = v)·E[f(v, ..)] over the finitely many values v of a number x; null where its law has no written list of them.</summary>
    private Polynomial? OverOutcomes(DrawnPoint point, List<Factor> factors, DrawSet draws)
    {
        if (Outcomes(point) is not { } outcomes)
        {
            return null;
        }

        Laws.Add("a sum over the values of a draw");
        var total = Polynomial.Zero;
        foreach (var (value, probability) in outcomes)
        {
            var body = factors.Select(f => normalizer.Power(normalizer.Parse(point.Moved(f.Base, value)), f.Exponent)).Aggregate(normalizer.Multiply);
            total = normalizer.Add(total, normalizer.Multiply(normalizer.Parse(IndexForm.Of(probability)), Expect(body, draws)));
        }

        return total;
    }

    private Polynomial OfOnePoint(DrawnPoint point, List<Factor> factors, DrawSet draws)
    {
        var law = point.Law;
        conditions.UnionWith(new LawConditions(normalizer).Open(law));
        var moments = new PointMoments(normalizer, point, running, Laws, conditions);
        return moments.TryClosed(law, factors) ?? OverOutcomes(point, factors, draws) ?? ByParts(point, law, factors, draws) ?? Integral(point, law, factors);
    }

    /// <summary>
    /// Stein's identity E[zᵢ f(z)] = E[∂ᵢ f(z)] of a standard normal z, for f a product of powers of z and of smooth functions of linear forms in it, which grow at most like
    /// exponentials of them; null for others.
    /// </summary>
    [Cites("stein1981estimation", "Lemma 1")]
    private Polynomial? ByParts(DrawnPoint point, Term law, List<Factor> factors, DrawSet draws)
    {
        var isStandard = law is Call { Operation.Name: "normal", Arguments: [_] or [Number { Value.IsZero: true }, Number { Value.IsOne: true }] };
        var at = factors.FindIndex(f => point.IsElement(f.Base, out _) && f.Exponent is { IsInteger: true, Sign: > 0 });
        if (!isStandard || at < 0 || !factors.TrueForAll(f => (point.IsElement(f.Base, out _) || IsSmooth(f.Base)) && f.Exponent is { IsInteger: true, Sign: > 0 }))
        {
            return null;
        }

        var coordinate = factors[at].Base;
        var rest = factors.Select((f, i) => i == at ? f with { Exponent = f.Exponent - Rational.One } : f).Where(f => !f.Exponent.IsZero).ToList();
        var total = Polynomial.Zero;
        foreach (var factor in rest)
        {
            if (Slope(factor.Base) is not { } slope)
            {
                return null;
            }

            var others = rest.Select(f => f == factor ? f with { Exponent = f.Exponent - Rational.One } : f).Where(f => !f.Exponent.IsZero);
            var product = others.Select(f => normalizer.Power(Polynomial.Atom(f.Base), f.Exponent)).Aggregate(slope.Times(factor.Exponent), normalizer.Multiply);
            total = normalizer.Add(total, product);
        }

        Laws.Add("Stein's identity");
        return Expect(total, draws);

        bool IsSmooth(Term term) => term is Call { Operation: ScalarFunction { MinimumArity: 1 } function, Arguments: [var inside] } call
            && function.Kink(call.Arguments) is null && function.Domain(call.Arguments) is null && function.IsContinuous && Linear(inside) is not null;

        // The coefficients of a linear form in the elements of the point.
        List<(Summand Summand, Factor Element)>? Linear(Term term)
        {
            var parts = new List<(Summand, Factor)>();
            foreach (var summand in normalizer.Parse(term).Summands)
            {
                switch (summand.Factors.Where(f => draws.Occurs(f.Base)).ToList())
                {
                    case []:
                        break;
                    case [{ Exponent.IsOne: true } only] when point.IsElement(only.Base, out _):
                        parts.Add((summand, only));
                        break;
                    default:
                        return null;
                }
            }

            return parts;
        }

        // ∂/∂(the coordinate).
        Polynomial? Slope(Term term)
        {
            if (point.IsElement(term, out _))
            {
                return Same(term);
            }

            if (term is not Call { Operation: ScalarFunction function, Arguments: [var inside] } call || Linear(inside) is not { } parts)
            {
                return null;
            }

            var slope = Polynomial.Zero;
            foreach (var (summand, element) in parts)
            {
                var body = normalizer.Multiply(new Polynomial([new Summand(summand.Coefficient, [], summand.Factors.Remove(element))]), Same(element.Base));
                slope = normalizer.Add(slope, normalizer.Over(summand.Ranges, body));
            }

            return normalizer.Multiply(normalizer.Parse(function.Derivative(call.Arguments, 0)), slope);
        }

        // 1 where an element is the coordinate, else 0.
        Polynomial Same(Term element)
        {
            point.IsElement(element, out var one);
            point.IsElement(coordinate, out var other);
            return one.Zip(other).Select(p => normalizer.ZeroOf(normalizer.Subtract(normalizer.Parse(p.First), normalizer.Parse(p.Second)))).Aggregate(Polynomial.One, normalizer.Multiply);
        }
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
