using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>Reads terms as polynomials in atoms, and writes polynomials as canonical terms.</summary>
internal sealed partial class Normalizer(Facts facts)
{
    private const int Limit = 4000;
    private const int UnrollLimit = 8;
    private const int MostFactors = 64;
    private const int MostProducts = 500;
    private readonly Dictionary<Term, Polynomial> parsed = [];
    private readonly Dictionary<Symbol, (Term Lower, Term Upper)> spans = [];

    /// <summary>The laws used so far.</summary>
    public SortedSet<string> Laws { get; } = new(StringComparer.Ordinal);

    /// <summary>What was cancelled and is not known to differ from 0.</summary>
    public HashSet<Term> Restrictions { get; } = [];

    /// <summary>The canonical form of anything: scalars as polynomials, other nodes part by part.</summary>
    public Term Any(Term term)
    {
        if (term.Type.IsScalar && term is not IndexRange)
        {
            return Write(Parse(term));
        }

        return term.Children.IsEmpty ? term : Parts(term);
    }

    /// <summary>The canonical term of a polynomial.</summary>
    public Term Write(Polynomial polynomial)
    {
        var written = polynomial.Summands.Select(s => (Skeleton: Closing.Skeleton(s), s.Coefficient)).ToArray();
        Array.Sort(written, static (a, b) => TermOrder.Instance.Compare(a.Skeleton, b.Skeleton));
        var terms = written.Select(w => Scaled(w.Coefficient, w.Skeleton)).ToArray();
        return terms.Length switch
        {
            0 => Number.Zero,
            1 => terms[0],
            _ => Build.Add(terms),
        };
    }

    /// <summary>A scalar as a polynomial in atoms.</summary>
    public Polynomial Parse(Term term)
    {
        if (!parsed.TryGetValue(term, out var result))
        {
            Guard();
            result = Compute(term);
            parsed[term] = result;
        }

        return result;
    }

    public Polynomial Add(params ReadOnlySpan<Polynomial> polynomials)
    {
        var all = new List<Summand>();
        foreach (var polynomial in polynomials)
        {
            all.AddRange(polynomial.Summands);
        }

        return Collect(all);
    }

    public Polynomial Subtract(Polynomial left, Polynomial right) => Add(left, right.Times(-1));

    public Polynomial Multiply(Polynomial left, Polynomial right)
    {
        if (left.IsZero || right.IsZero)
        {
            return Polynomial.Zero;
        }

        if (left.Constant is { } a)
        {
            return right.Times(a);
        }

        if (right.Constant is { } b)
        {
            return left.Times(b);
        }

        if ((long)left.Summands.Length * right.Summands.Length > Limit)
        {
            throw new NoClosedFormException("the expanded product is too large");
        }

        var all = new List<Summand>();
        foreach (var x in left.Summands)
        {
            foreach (var y in right.Summands)
            {
                all.AddRange(Product(x, y).Summands);
            }
        }

        return Collect(all);
    }

    /// <summary>base^exponent for a rational exponent.</summary>
    public Polynomial Power(Polynomial @base, Rational exponent)
    {
        Guard();
        if (exponent.IsZero)
        {
            return Polynomial.One;
        }

        if (exponent == Rational.One)
        {
            return @base;
        }

        if (@base.Constant is { } number)
        {
            return NumberPower(number, exponent);
        }

        if (@base.Summands is [{ Ranges.IsEmpty: true } single])
        {
            return MonomialPower(single, exponent);
        }

        if (IsMultipliedOut(@base, exponent))
        {
            var result = @base;
            for (var i = 1; i < exponent.Numerator; i++)
            {
                result = Multiply(result, @base);
            }

            return result;
        }

        // (1 + exp(-t))^e = exp(t)^(-e) (exp(t) + 1)^e, so that what divides is one sum whatever the sign of t.
        if (Exponentials(@base) is { IsEmpty: false } below)
        {
            var common = new Polynomial([new Summand(Rational.One, [], below)]);
            return Multiply(Power(Multiply(@base, common), exponent), Power(common, -exponent));
        }

        return CompositePower(@base, exponent);
    }

    // The exponentials that divide some of the summands.
    private static ImmutableArray<Factor> Exponentials(Polynomial polynomial) =>
    [
        .. polynomial.Summands.SelectMany(static s => s.Factors.Where(f => f is { Exponent.Sign: < 0, Base: Call { Operation.Name: "exp" } } && !s.Ranges.Any(r => f.Base.Mentions(r.Symbol))))
            .GroupBy(static f => f.Base, static f => -f.Exponent).Select(static g => new Factor(g.Key, g.Max())),
    ];

    // Powers of sums are multiplied out while that gives few products; indices of sums multiply too, so there the exponent itself is limited.
    private static bool IsMultipliedOut(Polynomial @base, Rational exponent)
    {
        if (exponent is not { IsInteger: true, Sign: > 0 } || exponent > MostFactors)
        {
            return false;
        }

        var products = 1.0;
        for (var i = 1; i < @base.Summands.Length; i++)
        {
            products *= (exponent.ToDouble() + i) / i;
        }

        return exponent <= UnrollLimit || (products <= MostProducts && @base.Summands.All(s => s.Ranges.IsEmpty));
    }

    /// <summary>Merges summands with equal skeletons.</summary>
    private static Polynomial Collect(List<Summand> all)
    {
        if (all.Count == 0)
        {
            return Polynomial.Zero;
        }

        if (all.Count == 1)
        {
            return all[0].Coefficient.IsZero ? Polynomial.Zero : new([all[0]]);
        }

        var merged = new Dictionary<Term, Summand>();
        foreach (var summand in all)
        {
            var key = Closing.Skeleton(summand);
            merged[key] = merged.TryGetValue(key, out var other)
                ? new Summand(other.Coefficient + summand.Coefficient, other.Ranges, other.Factors) { Skeleton = key }
                : summand;
        }

        return new([.. merged.Values.Where(s => !s.Coefficient.IsZero)]);
    }

    private static Term Scaled(Rational coefficient, Term skeleton) =>
        skeleton is Number { Value.IsOne: true } ? new Number(coefficient)
        : coefficient == Rational.One ? skeleton
        : skeleton is Arithmetic { Operator: ArithmeticOperator.Multiply } product ? Build.Multiply([new Number(coefficient), .. product.Children])
        : Build.Multiply(new Number(coefficient), skeleton);

    private Polynomial Compute(Term term)
    {
        switch (term)
        {
            case Number number:
                return Polynomial.Of(number.Value);
            case Constant or Reference:
                return Polynomial.Atom(term);
            case Element element:
                var tensor = Any(element.Tensor);
                return Polynomial.Atom(Substitution.ElementAt(tensor, element.Indices.Map(Any), term.Type));
            case Arithmetic arithmetic:
                return OfArithmetic(arithmetic);
            case Call { Operation: ScalarFunction } call:
                return OfFunction(call);
            case Call { Operation: Functional functional } call when functional.Closed(call.Arguments) is { } closed && closed.Conditions.All(IsKnown):
                Laws.Add($"closed form of {functional.Name}");
                return Parse(IndexForm.Of(closed.Value));
            case Binding { Form: Sum } sum when sum.Binders.All(b => b.Domain is IndexRange && b.At is null):
                return OfSum(sum);
            case Binding { Form: Prod } product when Factors(product) is { } written:
                return written;
            case Conditional conditional:
                return OfConditional(conditional);
            default:
                return Polynomial.Atom(Parts(term));
        }
    }

    private Polynomial OfArithmetic(Arithmetic term)
    {
        switch (term.Operator)
        {
            case ArithmeticOperator.Add:
                return Add([.. term.Children.Select(Parse)]);
            case ArithmeticOperator.Negate:
                return Parse(term.Children[0]).Times(-1);
            case ArithmeticOperator.Multiply:
                return term.Children.Select(Parse).Aggregate(Multiply);
            case ArithmeticOperator.Divide:
                return Multiply(Parse(term.Children[0]), Power(Parse(term.Children[1]), -1));
            default:
                return PowerOf(Parse(term.Children[0]), Parse(term.Children[1]), term.Children[1].Type is TensorType { Kind: NumberKind.Integer });
        }
    }

    /// <summary>b^(c₁m₁ + c₂m₂ + …) = Π (b^mᵢ)^cᵢ where b is positive, or everything is an integer.</summary>
    private Polynomial PowerOf(Polynomial @base, Polynomial exponent, bool integer)
    {
        if (exponent.Constant is { } number)
        {
            return Power(@base, number);
        }

        if (@base.Constant is { IsOne: true })
        {
            return Polynomial.One;
        }

        if (@base.Summands is [{ Ranges.IsEmpty: true } single] && (single.Factors.Length > 1 || (single.Factors.Length == 1 && single.Coefficient != Rational.One))
            && (integer || (single.Coefficient.Sign > 0 && single.Factors.All(f => IsPositive(f.Base)))))
        {
            Laws.Add("power of a product");
            return single.Factors.Select(f => PowerOf(Polynomial.Atom(f.Base), exponent.Times(f.Exponent), integer && f.Exponent.IsInteger))
                .Append(single.Coefficient.IsOne ? Polynomial.One : PowerOf(Polynomial.Of(single.Coefficient), exponent, integer)).Aggregate(Multiply);
        }

        var root = Write(@base);
        var positive = SignOf(@base) == Signs.Positive;
        var result = Polynomial.One;
        foreach (var summand in exponent.Summands)
        {
            if (!positive && !(integer && summand.Coefficient.IsInteger && summand.Factors.All(f => f.Base.Type is TensorType { Kind: NumberKind.Integer } && f.Exponent is { IsInteger: true, Sign: > 0 })))
            {
                return Polynomial.Atom(Build.Power(root, Write(exponent)));
            }

            Laws.Add("power of a sum of exponents");
            result = Multiply(result, summand.IsConstant ? Power(@base, summand.Coefficient) : Polynomial.Atom(Build.Power(root, Closing.Skeleton(summand)), summand.Coefficient));
        }

        return result;
    }

    private Polynomial NumberPower(Rational number, Rational exponent)
    {
        if (exponent.IsInteger && !(number.IsZero && exponent.Sign < 0) && exponent * exponent < 4096)
        {
            return Polynomial.Of(Rational.Power(number, exponent.Numerator));
        }

        if (number.Sign <= 0)
        {
            return number.IsZero && exponent.Sign > 0 ? Polynomial.Zero : Polynomial.Atom(new Number(number), exponent);
        }

        var result = new Summand(Rational.One, [], []);
        var made = new Polynomial([result]);
        foreach (var (prime, count) in Primes(number))
        {
            made = Multiply(made, Assemble(Rational.One, [], [new Factor(new Number(prime), exponent * count)]));
        }

        return made;
    }

    /// <summary>(c·Π aᵢ^eᵢ)^q, factor by factor where that is sound.</summary>
    private Polynomial MonomialPower(Summand single, Rational exponent)
    {
        if (exponent.IsInteger)
        {
            return Assemble(Rational.Power(single.Coefficient, exponent.Numerator), [], single.Factors.Select(f => f with { Exponent = f.Exponent * exponent }));
        }

        var inside = new List<Factor>();
        var result = Polynomial.One;
        var coefficient = single.Coefficient;
        if (coefficient.Sign > 0)
        {
            result = NumberPower(coefficient, exponent);
            coefficient = Rational.One;
        }

        foreach (var factor in single.Factors)
        {
            var sign = FactorSign(factor);
            if ((sign & Signs.Negative) != Signs.None || ((SignOfAtom(factor.Base) & Signs.Negative) != Signs.None && !(factor.Exponent.IsInteger && factor.Exponent.Numerator.IsEven)))
            {
                inside.Add(factor);
            }
            else if ((SignOfAtom(factor.Base) & Signs.Negative) == Signs.None)
            {
                Laws.Add("root of a product of nonnegative factors");
                result = Multiply(result, Assemble(Rational.One, [], [factor with { Exponent = factor.Exponent * exponent }]));
            }
            else
            {
                Laws.Add("root of an even power is a power of the absolute value");
                var power = factor.Exponent * exponent;
                result = Multiply(result, power.IsInteger && power.Numerator.IsEven
                    ? Assemble(Rational.One, [], [factor with { Exponent = power }])
                    : power == Rational.One ? AbsoluteOf(Polynomial.Atom(factor.Base)) : Assemble(Rational.One, [], [new Factor(Write(AbsoluteOf(Polynomial.Atom(factor.Base))), power)]));
            }
        }

        if (inside.Count == 0 && coefficient == Rational.One)
        {
            return result;
        }

        var rest = new Polynomial([new Summand(coefficient, [], [.. inside])]);
        return Multiply(result, Polynomial.Atom(Write(rest), exponent));
    }

    private Polynomial CompositePower(Polynomial @base, Rational exponent)
    {
        var (sign, content, common, primitive) = Primitive(@base, exponent.IsInteger);
        var outside = NumberPower(content, exponent);
        foreach (var factor in common)
        {
            outside = Multiply(outside, Assemble(Rational.One, [], [factor with { Exponent = factor.Exponent * exponent }]));
        }

        if (sign < 0)
        {
            if (exponent.IsInteger)
            {
                outside = exponent.Numerator.IsEven ? outside : outside.Times(-1);
            }
            else
            {
                primitive = primitive.Times(-1);
            }
        }

        return Multiply(outside, primitive.Constant is { } unit && unit.IsOne ? Polynomial.One
            : Assemble(Rational.One, [], [new Factor(Write(primitive), exponent)]));
    }

    private static void Guard()
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new NoClosedFormException("a canonical form that nests too deeply");
        }
    }

    private Polynomial Product(Summand x, Summand y)
    {
        Guard();
        if (!x.Ranges.IsEmpty && !y.Ranges.IsEmpty)
        {
            y = Renamed(y);
        }

        return Assemble(x.Coefficient * y.Coefficient, x.Ranges.AddRange(y.Ranges), x.Factors.Concat(y.Factors));
    }

    private Summand Renamed(Summand summand)
    {
        var map = new Dictionary<Symbol, Term>();
        foreach (var range in summand.Ranges)
        {
            map.Add(range.Symbol, Build.Ref(Substitution.Fresh(range.Symbol)));
        }

        var ranges = summand.Ranges.Select(r => new BoundIndex(((Reference)map[r.Symbol]).Symbol, r.Lower.Replace(map), r.Upper.Replace(map))).ToImmutableArray();
        foreach (var range in ranges)
        {
            spans[range.Symbol] = (range.Lower, range.Upper);
        }

        return new Summand(summand.Coefficient, ranges, [.. summand.Factors.Select(f => f with { Base = f.Base.Replace(map) })]) { Skeleton = summand.Skeleton };
    }

    /// <summary>Merges equal bases, applies the laws of single factors, then those of sums.</summary>
    public Polynomial Assemble(Rational coefficient, ImmutableArray<BoundIndex> ranges, IEnumerable<Factor> factors)
    {
        var merged = new Dictionary<Term, Rational>();
        foreach (var (atom, exponent) in factors)
        {
            if (merged.TryGetValue(atom, out var other))
            {
                if ((other.Sign < 0) != (exponent.Sign < 0) && !IsNonzero(atom))
                {
                    Laws.Add("cancellation of a factor that is not zero");
                    if (!ranges.Any(r => atom.Mentions(r.Symbol)))
                    {
                        Restrictions.Add(atom);
                    }
                }

                merged[atom] = other + exponent;
            }
            else
            {
                merged.Add(atom, exponent);
            }
        }

        var kept = new List<Factor>(merged.Count);
        var expanded = new List<Polynomial>();
        foreach (var (atom, exponent) in merged)
        {
            if (!exponent.IsZero)
            {
                coefficient *= Simplify(new Factor(atom, exponent), kept, expanded);
            }
        }

        if (coefficient.IsZero)
        {
            return Polynomial.Zero;
        }

        Indicators(kept);
        if (expanded.Count > 0)
        {
            // The indices stay open while the expanded factors are multiplied in, for these may mention them.
            var inner = new Polynomial([new Summand(coefficient, [], [.. kept])]);
            inner = expanded.Aggregate(inner, Multiply);
            return ranges.IsEmpty ? inner : Summed(ranges, inner);
        }

        return Reduce(new Summand(coefficient, ranges, [.. kept]));
    }

    /// <summary>The laws of one factor; returns the number split off.</summary>
    private Rational Simplify(Factor factor, List<Factor> kept, List<Polynomial> expanded)
    {
        var (atom, exponent) = factor;
        switch (atom)
        {
            case Number { Value: { Sign: > 0 } prime }:
                var whole = Rational.Floor(exponent);
                if (exponent != whole)
                {
                    kept.Add(new Factor(atom, exponent - whole));
                }

                return Rational.Power(prime, whole.Numerator);
            case Call { Operation: Step } or Conditional { Then: Number { Value.IsOne: true }, Otherwise: Number { Value.IsZero: true } } when exponent.Sign > 0:
                kept.Add(new Factor(atom, Rational.One));
                return Rational.One;
            case Call { Operation.Name: "sin" } sine when exponent >= 2 && exponent.IsInteger:
                Laws.Add("sin^2 = 1 - cos^2");
                var cosine = OfFunction(new Call(OperationCatalogue.Find("cos")!, TermType.Real, sine.Arguments));
                expanded.Add(Power(Subtract(Polynomial.One, Multiply(cosine, cosine)), Rational.Floor(exponent / 2)));
                if (!exponent.Numerator.IsEven)
                {
                    kept.Add(new Factor(atom, Rational.One));
                }

                return Rational.One;
            case Arithmetic { Operator: ArithmeticOperator.Power, Children: [Number { Value: var minus }, _] } when minus == -1 && exponent.IsInteger:
                if (!exponent.Numerator.IsEven)
                {
                    kept.Add(new Factor(atom, Rational.One));
                }

                return Rational.One;
            case Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Multiply } or Binding { Form: Sum } when exponent >= 1:
                var (sum, natural) = (Parse(atom), Rational.Floor(exponent));
                if (sum.Constant is null && sum.Summands is not [{ Ranges.IsEmpty: true }] && !IsMultipliedOut(sum, natural))
                {
                    kept.Add(factor);
                    return Rational.One;
                }

                expanded.Add(Power(sum, natural));
                if (exponent != natural)
                {
                    kept.Add(new Factor(atom, exponent - natural));
                }

                return Rational.One;
            case Arithmetic { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Negate } when exponent.IsInteger:
                expanded.Add(Power(Parse(atom), exponent));
                return Rational.One;
            default:
                kept.Add(factor);
                return Rational.One;
        }
    }

    /// <summary>[t = 0]·step(t) = [t = 0].</summary>
    private static void Indicators(List<Factor> kept)
    {
        foreach (var zero in kept.Where(f => Vanishing(f.Base) is not null).ToList())
        {
            kept.RemoveAll(f => f.Base is Call { Operation: Step, Arguments: [var t] } && t.Equals(Vanishing(zero.Base)));
        }
    }

    /// <summary>The t of an indicator [t = 0], or null.</summary>
    public static Term? Vanishing(Term atom) =>
        atom is Conditional { Condition: Comparison { Relations: [Relation.Equal], Children: [var t, Number { Value.IsZero: true }] }, Then: Number { Value.IsOne: true }, Otherwise: Number { Value.IsZero: true } } ? t : null;

    private static IEnumerable<(System.Numerics.BigInteger Prime, int Count)> Primes(Rational number)
    {
        foreach (var (value, sign) in new[] { (number.Numerator, 1), (number.Denominator, -1) })
        {
            var rest = value;
            for (var p = 2; p < 2000 && rest > 1; p++)
            {
                var count = 0;
                while ((rest % p).IsZero)
                {
                    rest /= p;
                    count++;
                }

                if (count > 0)
                {
                    yield return (p, sign * count);
                }
            }

            if (rest > 1)
            {
                yield return (rest, sign);
            }
        }
    }
}
