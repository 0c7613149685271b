using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Expectations;

/// <summary>Moments of one point of a law: of products of its elements and of half-space indicators step(w·u).</summary>
/// <param name="normalizer">Makes canonical forms.</param>
/// <param name="point">The point.</param>
/// <param name="running">The indices that run over a range around the moment: a formula must hold at each of their values.</param>
/// <param name="laws">Takes the laws that were used.</param>
/// <param name="restrictions">Takes what the moments rest on besides.</param>
[Cites("cho2009kernel", "Section 2.1, arc-cosine kernels of order 0 and 1")]
[Cites("isserlis1918formula", "moments of products of Gaussian variables")]
internal sealed class PointMoments(Normalizer normalizer, DrawnPoint point, IReadOnlySet<Symbol> running, SortedSet<string> laws, HashSet<Comparison> restrictions)
{
    private const int Degree = 8;

    /// <summary>The moment, or null where no closed form is known.</summary>
    public Polynomial? TryClosed(Term law, List<Factor> factors)
    {
        if (law is Call { Operation.Name: "normal", Arguments: [var mean, var variance] } && point.Axes.IsEmpty && !(mean is Number { Value.IsZero: true } && variance is Number { Value.IsOne: true }))
        {
            return Standardised(mean, variance, factors);
        }

        if (factors is [{ Base: Call { Operation: Step, Arguments: [var affine] }, Exponent.IsOne: true }] && law is Call { Operation.Name: "normal" } gaussian && IsStandard(gaussian) && HalfSpace(affine) is { } half)
        {
            return half;
        }

        if (factors is [{ Base: var square, Exponent: var power }] && !power.IsInteger && power.Sign > 0 && law is Call { Operation.Name: "normal", Arguments: [var dimension] } && IsSquaredLength(square)
            && OperationCatalogue.Find("gamma") is { } gamma)
        {
            laws.Add("moments of the length of a normal vector");
            var degrees = Build.Divide(dimension, Build.Num(2));
            Polynomial Gamma(Term at) => normalizer.Parse(new Call(gamma, TermType.Real, [at]));
            return normalizer.Multiply(normalizer.Power(Polynomial.Of(2), power), normalizer.Multiply(Gamma(Build.Add(degrees, Build.Num(power))), normalizer.Power(Gamma(degrees), -1)));
        }

        var elements = new List<Term?>();
        var directions = new List<Direction>();
        var tilt = new List<Direction>();
        foreach (var factor in factors)
        {
            if (point.IsElement(factor.Base, out var inside) && factor.Exponent is { IsInteger: true, Sign: > 0 } && inside.Count == point.Axes.Count && inside.Count <= 1)
            {
                for (var i = Rational.Zero; i < factor.Exponent; i += Rational.One)
                {
                    elements.Add(inside.IsEmpty ? null : inside[0]);
                }
            }
            else if (factor.Base is Call { Operation: Step, Arguments: [var t] } && factor.Exponent.IsOne && Linear(t) is { } direction)
            {
                directions.Add(direction);
            }
            else if (factor.Base is Call { Operation.Name: "exp", Arguments: [var s] } && Linear(s) is { } slope)
            {
                tilt.Add(slope.Times(factor.Exponent));
            }
            else if (Normalizer.Vanishing(factor.Base) is { } zero && Linear(zero) is { } plane && IsContinuous(law))
            {
                Nonzero(plane);
                laws.Add("a hyperplane has probability 0");
                return Polynomial.Zero;
            }
            else
            {
                return null;
            }
        }

        if (elements.Count > Degree)
        {
            return null;
        }

        return law switch
        {
            Call { Operation.Name: "normal" } normal when IsStandard(normal) => tilt.Count > 0
                ? directions.Count == 0 && elements.Count == 0 ? Generating(tilt) : null
                : Gaussian(elements, directions),
            Call { Operation.Name: "sphere", Arguments: [var d] } when tilt.Count == 0 => Spherical(d, elements, directions),
            _ when directions.Count + tilt.Count == 0 => OfScalarLaw(law, elements),
            _ => null,
        };
    }

    // Σ of the squares of all elements.
    private bool IsSquaredLength(Term term)
    {
        if (point.Axes.Count != 1)
        {
            return false;
        }

        var index = normalizer.Open(point.Axes[0]);
        var element = Build.At(point.Leaf, [.. point.Indices.Take(point.FamilyIndices), Build.Ref(index.Symbol)]);
        return normalizer.Subtract(normalizer.Parse(term), normalizer.Summed([index], normalizer.Power(normalizer.Parse(element), 2))).IsZero;
    }

    private static bool IsContinuous(Term law) => law is Call { Operation.Name: "normal" or "sphere" or "ball" or "uniform" or "exponential" };

    private static bool IsStandard(Call normal) => normal.Arguments is [_]
        || normal.Arguments is [Number { Value.IsZero: true }, Number { Value.IsOne: true }];

    /// <summary>z ~ normal(m, v) is m + √v·ζ with ζ standard.</summary>
    private Polynomial? Standardised(Term mean, Term variance, List<Factor> factors)
    {
        if (OperationCatalogue.Find("normal") is not { } normal)
        {
            return null;
        }

        laws.Add("standardised normal");
        var zeta = new Symbol("zeta", SymbolRole.Draw, default) { Type = TermType.Real, Domain = new Call(normal, point.Law.Type, [Number.Zero, Number.One]) };
        var value = Tidy.Add([mean, Tidy.Multiply(Build.Power(variance, Build.Num(new Rational(1, 2))), Build.Ref(zeta))]);
        var body = factors.Select(f => normalizer.Power(normalizer.Parse(point.Moved(f.Base, value)), f.Exponent)).Aggregate(normalizer.Multiply);
        var inner = new PointMoments(normalizer, new DrawnPoint(Build.Ref(zeta), zeta, [], 0), running, laws, restrictions);
        var total = Polynomial.Zero;
        foreach (var summand in body.Summands)
        {
            var drawn = summand.Factors.Where(f => f.Base.Mentions(zeta)).ToList();
            var rest = new Polynomial([new Summand(summand.Coefficient, [], [.. summand.Factors.Where(f => !f.Base.Mentions(zeta))])]);
            var moment = drawn.Count == 0 ? Polynomial.One : inner.TryClosed(zeta.Domain, drawn);
            if (moment is null)
            {
                return null;
            }

            total = normalizer.Add(total, normalizer.Over(summand.Ranges, normalizer.Multiply(rest, moment)));
        }

        return total;
    }

    /// <summary>The direction u of t = w·u, or null where t is not linear in the point.</summary>
    private Direction? Linear(Term t)
    {
        var parts = new List<(Summand Summand, Factor Element, Term? At)>();
        foreach (var summand in normalizer.Parse(t).Summands)
        {
            var elements = summand.Factors.Where(f => point.IsElement(f.Base, out _)).ToList();
            if (elements is not [{ Exponent.IsOne: true } only] || summand.Factors.Any(f => f != only && Contains(f.Base)))
            {
                return null;
            }

            point.IsElement(only.Base, out var inside);
            if (inside.Count > 1 || inside.Count != point.Axes.Count)
            {
                return null;
            }

            parts.Add((summand, only, inside.IsEmpty ? null : inside[0]));
        }

        return new Direction([.. parts]);
    }

    private bool Contains(Term term) => point.IsElement(term, out _) || term.Children.Any(Contains);

    /// <summary>u at a component.</summary>
    private Polynomial At(Direction direction, Term? component)
    {
        var total = Polynomial.Zero;
        foreach (var (summand, element, at) in direction.Parts)
        {
            var others = summand.Factors.Remove(element);
            if (component is null || at is null)
            {
                total = normalizer.Add(total, normalizer.Over(summand.Ranges, new Polynomial([new Summand(summand.Coefficient, [], others)])));
                continue;
            }

            var body = new Polynomial([new Summand(summand.Coefficient, [], others)]);
            var picked = normalizer.ZeroOf(normalizer.Subtract(normalizer.Parse(at), normalizer.Parse(component)));
            total = normalizer.Add(total, normalizer.Over(summand.Ranges, normalizer.Multiply(body, picked)));
        }

        return direction.Scale.IsOne ? total : total.Times(direction.Scale);
    }

    private Polynomial Inner(Direction u, Direction v)
    {
        if (point.Axes.IsEmpty)
        {
            return normalizer.Multiply(At(u, null), At(v, null));
        }

        var index = normalizer.Open(point.Axes[0]);
        Term at = Build.Ref(index.Symbol);
        return normalizer.Summed([index], normalizer.Multiply(At(u, at), At(v, at)));
    }

    private Polynomial Length(Direction u, Rational exponent) => normalizer.Power(Inner(u, u), exponent / 2);

    private void Nonzero(Direction u)
    {
        var square = Inner(u, u);
        if ((normalizer.SignOf(square) & Signs.Zero) != Signs.None)
        {
            restrictions.Add(new Comparison(normalizer.Write(square), Relation.NotEqual, Number.Zero));
        }
    }

    private Polynomial Delta(Term? a, Term? b) =>
        a is null || b is null ? Polynomial.One : normalizer.ZeroOf(normalizer.Subtract(normalizer.Parse(a), normalizer.Parse(b)));

    private Polynomial? Gaussian(List<Term?> elements, List<Direction> directions)
    {
        switch (directions.Count)
        {
            case 0:
                laws.Add("moments of a standard normal vector by pairings");
                return elements.Count % 2 == 1 ? Polynomial.Zero : Pairings([.. elements], Delta);
            case 1:
                laws.Add("Gaussian moments over a half-space");
                Nonzero(directions[0]);
                return HalfSpace([.. elements], directions[0]);
            case 2:
                Nonzero(directions[0]);
                Nonzero(directions[1]);
                return TwoHalfSpaces(elements, directions[0], directions[1]);
            default:
                return null;
        }
    }

    /// <summary>Isserlis: the sum over all pairings of the products of covariances.</summary>
    private Polynomial Pairings(ImmutableArray<Term?> items, Func<Term?, Term?, Polynomial> covariance)
    {
        if (items.IsEmpty)
        {
            return Polynomial.One;
        }

        var total = Polynomial.Zero;
        for (var i = 1; i < items.Length; i++)
        {
            var rest = Pairings(items.RemoveAt(i).RemoveAt(0), covariance);
            total = normalizer.Add(total, normalizer.Multiply(covariance(items[0], items[i]), rest));
        }

        return total;
    }

    /// <summary>
    /// E[1{w·u &gt; 0} Π w_a]: w = û g + v with g standard normal and v independent of it, of covariance δ - û û'.
    /// </summary>
    private Polynomial HalfSpace(ImmutableArray<Term?> elements, Direction u)
    {
        if (elements.Length % 2 == 0)
        {
            // w and -w have one law, and the monomial is even: half of the full moment.
            return Pairings(elements, Delta).Times(new Rational(1, 2));
        }

        var unit = elements.Distinct().ToDictionary(e => e ?? Number.Zero, e => normalizer.Multiply(At(u, e), Length(u, -1)));
        Polynomial Unit(Term? at) => unit[at ?? Number.Zero];
        Polynomial Covariance(Term? a, Term? b) => normalizer.Subtract(Delta(a, b), normalizer.Multiply(Unit(a), Unit(b)));
        var total = Polynomial.Zero;
        for (var mask = 0; mask < 1 << elements.Length; mask++)
        {
            var along = elements.Where((_, i) => (mask & (1 << i)) != 0).ToList();
            if ((elements.Length - along.Count) % 2 == 1)
            {
                continue;
            }

            var across = Pairings([.. elements.Where((_, i) => (mask & (1 << i)) == 0)], Covariance);
            var term = along.Select(Unit).Aggregate(across, normalizer.Multiply);
            total = normalizer.Add(total, normalizer.Multiply(term, HalfMoment(along.Count)));
        }

        return total;
    }

    /// <summary>P(w·u + c &gt; 0) = (1 + erf(c/(|u|√2)))/2 for c other than 0; null where the form is not affine.</summary>
    private Polynomial? HalfSpace(Term affine)
    {
        var form = normalizer.Parse(affine);
        var offset = new Polynomial([.. form.Summands.Where(s => !s.Factors.Any(f => Contains(f.Base)))]);
        if (offset.IsZero || Linear(normalizer.Write(normalizer.Subtract(form, offset))) is not { } direction || OperationCatalogue.Find("erf") is not { } erf)
        {
            return null;
        }

        laws.Add("a half-space of a normal vector by the error function");
        Nonzero(direction);
        var distance = normalizer.Multiply(normalizer.Multiply(offset, Length(direction, -1)), normalizer.Power(Polynomial.Of(2), new Rational(-1, 2)));
        return normalizer.Add(Polynomial.One, normalizer.Parse(new Call(erf, TermType.Real, [normalizer.Write(distance)]))).Times(new Rational(1, 2));
    }

    /// <summary>E[g^k 1{g &gt; 0}] for odd k: (k-1)!!/√(2π).</summary>
    private Polynomial HalfMoment(int k)
    {
        Rational factorial = 1;
        for (var i = k - 1; i > 1; i -= 2)
        {
            factorial *= i;
        }

        return normalizer.Power(Polynomial.Atom(Constant.Pi).Times(2), new Rational(-1, 2)).Times(factorial);
    }

    /// <summary>Products of two half-space indicators with at most two elements.</summary>
    private Polynomial? TwoHalfSpaces(List<Term?> elements, Direction u, Direction v)
    {
        var cosine = normalizer.Multiply(Inner(u, v), normalizer.Multiply(Length(u, -1), Length(v, -1)));
        var arccos = OperationCatalogue.Find("arccos") ?? throw new NoClosedFormException("the catalogue has no 'arccos'");
        var angle = normalizer.Parse(new Call(arccos, TermType.Real, [normalizer.Write(cosine)]));
        var inverse = normalizer.Power(Polynomial.Atom(Constant.Pi).Times(2), -1);
        var both = normalizer.Subtract(Polynomial.Of(new Rational(1, 2)), normalizer.Multiply(inverse, angle));
        laws.Add("arc-cosine moments of two half-spaces");
        switch (elements)
        {
            case []:
                return both;
            case [var a]:
                // E[1u 1v w] = (û + v̂)/(2√(2π)).
                var sum = normalizer.Add(normalizer.Multiply(At(u, a), Length(u, -1)), normalizer.Multiply(At(v, a), Length(v, -1)));
                return normalizer.Multiply(sum, normalizer.Power(Polynomial.Atom(Constant.Pi).Times(8), new Rational(-1, 2)));
            case [_, _] when new Coincidence(normalizer, running).IsPossible(Inner(u, u), Inner(u, v), Inner(v, v)):
                // The formula divides by the sine of the angle: it has no value where a sum meets two equal directions.
                return null;
            case [var a, var b]:
                // P·δ + (û v̂' + v̂ û' - c(û û' + v̂ v̂'))/(2π s), with c and s the cosine and sine of the angle.
                var (ua, ub) = (normalizer.Multiply(At(u, a), Length(u, -1)), normalizer.Multiply(At(u, b), Length(u, -1)));
                var (va, vb) = (normalizer.Multiply(At(v, a), Length(v, -1)), normalizer.Multiply(At(v, b), Length(v, -1)));
                var mixed = normalizer.Add(normalizer.Multiply(ua, vb), normalizer.Multiply(va, ub));
                var own = normalizer.Add(normalizer.Multiply(ua, ub), normalizer.Multiply(va, vb));
                var sine = normalizer.Power(normalizer.Subtract(Polynomial.One, normalizer.Multiply(cosine, cosine)), new Rational(-1, 2));
                var gram = normalizer.Subtract(normalizer.Multiply(Inner(u, u), Inner(v, v)), normalizer.Multiply(Inner(u, v), Inner(u, v)));
                if (normalizer.SignOf(gram) != Signs.Positive)
                {
                    restrictions.Add(new Comparison(normalizer.Write(gram), Relation.Greater, Number.Zero));
                }

                return normalizer.Add(
                    normalizer.Multiply(both, Delta(a, b)),
                    normalizer.Multiply(normalizer.Multiply(inverse, sine), normalizer.Subtract(mixed, normalizer.Multiply(cosine, own))));
            default:
                // Both indicators of an even monomial: only the orders above are known here.
                return null;
        }
    }

    /// <summary>E[exp(w·u)] = exp(|u|²/2).</summary>
    private Polynomial? Generating(List<Direction> tilt)
    {
        if (tilt is not [var u])
        {
            return null;
        }

        laws.Add("moment generating function of a normal vector");
        var exp = OperationCatalogue.Find("exp")!;
        return normalizer.Parse(new Call(exp, TermType.Real, [normalizer.Write(Inner(u, u).Times(new Rational(1, 2)))]));
    }

    /// <summary>A normal vector is its length times a uniform direction, independent: E_sphere[p] = E_normal[p]/(d(d+2)…(d+k-2)) for p homogeneous of even degree k.</summary>
    private Polynomial? Spherical(Term dimension, List<Term?> elements, List<Direction> directions)
    {
        if (elements.Count % 2 == 1)
        {
            laws.Add("odd moments of a symmetric law vanish");
            return directions.Count == 0 ? Polynomial.Zero : null;
        }

        var gaussian = Gaussian(elements, directions);
        laws.Add("a uniform direction is a normal vector over its length");
        for (var i = 0; gaussian is not null && i < elements.Count; i += 2)
        {
            gaussian = normalizer.Multiply(gaussian, normalizer.Power(normalizer.Add(normalizer.Parse(dimension), Polynomial.Of(i)), -1));
        }

        return gaussian;
    }

    private Polynomial? OfScalarLaw(Term law, List<Term?> elements)
    {
        var k = elements.Count;
        if (elements.TrueForAll(e => e is null))
        {
            switch (law)
            {
                case Call { Operation.Name: "rademacher" }:
                    laws.Add("moments of a random sign");
                    return k % 2 == 0 ? Polynomial.One : Polynomial.Zero;
                case Call { Operation.Name: "bernoulli", Arguments: [var p] }:
                    laws.Add("moments of a Bernoulli variable");
                    return normalizer.Parse(p);
                case Call { Operation.Name: "uniform", Arguments: [var low, var high] }:
                    laws.Add("moments of a uniform variable");
                    var (a, b) = (normalizer.Parse(low), normalizer.Parse(high));
                    var sum = Polynomial.Zero;
                    for (var i = 0; i <= k; i++)
                    {
                        sum = normalizer.Add(sum, normalizer.Multiply(normalizer.Power(a, i), normalizer.Power(b, k - i)));
                    }

                    return sum.Times(new Rational(1, k + 1));
                case Call { Operation.Name: "exponential", Arguments: [var rate] }:
                    laws.Add("moments of an exponential variable");
                    var factorial = Enumerable.Range(1, k).Aggregate(Rational.One, (f, i) => f * i);
                    return normalizer.Power(normalizer.Parse(rate), -k).Times(factorial);
            }
        }

        if (law is Call { Operation: Law known } call)
        {
            var term = k switch
            {
                1 when known.Mean(call.Arguments) is { } mean => elements[0] is { } at ? Substitution.ElementAt(mean, [at], TermType.Real) : mean,
                2 => known.SecondMoment(call.Arguments, elements[0], elements[1]),
                _ => null,
            };
            laws.Add("mean and second moment of the law");
            return term is null ? null : normalizer.Parse(IndexForms.IndexForm.Of(term));
        }

        return k == 1 && law is Reference { Symbol: var given } && IsCentred(given.Restriction, given) ? Polynomial.Zero : null;
    }

    /// <summary>Whether the declaration of a quantified law says that its mean is 0.</summary>
    private bool IsCentred(Term? formula, Symbol given)
    {
        switch (formula)
        {
            case Connective { Kind: ConnectiveKind.And } both:
                return both.Children.Any(c => IsCentred(c, given));
            case Comparison { Relations: [Relation.Equal], Children: [Call { Operation.Name: "mean", Arguments: [Reference { Symbol: var s }] }, var zero] } when s == given:
                laws.Add("the law has mean 0, as declared");
                return zero is Number { Value.IsZero: true } or Call { Operation.Name: "zeros" };
            default:
                return false;
        }
    }
}

/// <summary>The direction u of a linear form w·u, summand by summand of the form.</summary>
internal sealed record Direction(ImmutableArray<(Summand Summand, Factor Element, Term? At)> Parts)
{
    /// <summary>A factor of all of it.</summary>
    public Rational Scale { get; private init; } = Rational.One;

    /// <summary>The direction scaled.</summary>
    public Direction Times(Rational factor) => this with { Scale = Scale * factor };
}
