using System.Collections.Immutable;
using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <content>Signs, integers, and the split of a polynomial into number, positive factors and a primitive rest.</content>
internal sealed partial class Normalizer
{
    /// <summary>Whether a comparison of two numbers is known to hold.</summary>
    public bool IsKnown(Comparison comparison)
    {
        var excluded = comparison.Relations[0] switch
        {
            Relation.Greater => Signs.Negative | Signs.Zero,
            Relation.GreaterOrEqual => Signs.Negative,
            Relation.Less => Signs.Positive | Signs.Zero,
            Relation.LessOrEqual => Signs.Positive,
            Relation.NotEqual => Signs.Zero,
            _ => Signs.Negative | Signs.Positive,
        };
        return (SignOf(Difference(comparison)) & excluded) == Signs.None;
    }

    /// <summary>The left side of a comparison minus the right one.</summary>
    public Polynomial Difference(Comparison comparison) => Subtract(Parse(IndexForm.Of(comparison.Children[0])), Parse(IndexForm.Of(comparison.Children[1])));

    /// <summary>The signs a polynomial may take.</summary>
    public Signs SignOf(Polynomial polynomial)
    {
        if (polynomial.IsZero)
        {
            return Signs.Zero;
        }

        var sum = polynomial.Summands.Select(SummandSign).Aggregate(SignArithmetic.Add);
        if (sum is not (Signs.Positive or Signs.Negative) && !polynomial.Summands.All(s => s.IsConstant))
        {
            var (sign, _, common, primitive) = Primitive(polynomial, false);
            var known = KnownSign(Write(primitive));
            var rest = common.Aggregate(known, (s, f) => SignArithmetic.Multiply(s, FactorSign(f)));
            sum &= sign < 0 ? SignArithmetic.Negate(rest) : rest;
            sum &= AffineSign(polynomial);
        }

        return sum;
    }

    // The signs of Σ cᵢ xᵢ + c over numbers xᵢ from intervals with numeric ends.
    private static Signs AffineSign(Polynomial polynomial)
    {
        var (low, high) = (DeclaredEnd.Of(Rational.Zero), DeclaredEnd.Of(Rational.Zero));
        foreach (var summand in polynomial.Summands)
        {
            var symbol = summand is { Ranges.IsEmpty: true, Factors: [{ Exponent.IsOne: true, Base: var atom }] }
                ? atom switch
                {
                    Reference reference => reference.Symbol,
                    Element { Tensor: Reference { Symbol: var family } } => family,
                    _ => null,
                }
                : null;
            var (least, greatest) = summand.IsConstant ? (DeclaredEnd.Of(Rational.One), DeclaredEnd.Of(Rational.One)) : symbol is null ? (null, null) : Facts.DeclaredEnds(symbol);
            (least, greatest) = summand.Coefficient.Sign < 0 ? (greatest, least) : (least, greatest);
            low = low?.Plus(least, summand.Coefficient);
            high = high?.Plus(greatest, summand.Coefficient);
        }

        var above = low is null || low.Value.Sign < 0 ? Signs.Any : low.Value.Sign > 0 || low.IsOpen ? Signs.Positive : Signs.Nonnegative;
        var below = high is null || high.Value.Sign > 0 ? Signs.Any : high.Value.Sign < 0 || high.IsOpen ? Signs.Negative : Signs.Negative | Signs.Zero;
        return above & below;
    }

    /// <summary>Whether a polynomial is certainly not 0: by its sign, or as a sum of terms of one sign of which some are certainly there.</summary>
    public bool IsNonzero(Polynomial polynomial) => (SignOf(polynomial) & Signs.Zero) == Signs.None
        || ((SummandsSign(polynomial) is var sign && ((sign & Signs.Negative) == Signs.None || (sign & Signs.Positive) == Signs.None))
            && polynomial.Summands.Any(s => !s.Coefficient.IsZero && s.Factors.All(f => (FactorSign(f) & Signs.Zero) == Signs.None) && s.Ranges.All(r => IsNonnegative(Subtract(Parse(r.Upper), Parse(r.Lower)), 0))));

    /// <summary>
    /// polynomial = sign · content · Π common · primitive, where the common factors are positive (any factors when
    /// <paramref name="anyFactor"/>), and the primitive rest has coprime integer coefficients and a positive leading one.
    /// </summary>
    public (int Sign, Rational Content, ImmutableArray<Factor> Common, Polynomial Primitive) Primitive(Polynomial polynomial, bool anyFactor)
    {
        var summands = polynomial.Summands;
        BigInteger numerator = 0, denominator = 1;
        foreach (var summand in summands)
        {
            numerator = BigInteger.GreatestCommonDivisor(numerator, summand.Coefficient.Numerator);
            denominator = denominator / BigInteger.GreatestCommonDivisor(denominator, summand.Coefficient.Denominator) * summand.Coefficient.Denominator;
        }

        var content = new Rational(numerator, denominator);
        var leading = summands.Where(s => !s.IsConstant).DefaultIfEmpty(summands[0]).MinBy(Closing.Skeleton, TermOrder.Instance)!;
        var sign = leading.Coefficient.Sign;
        var common = ImmutableArray.CreateBuilder<Factor>();
        foreach (var factor in summands[0].Factors)
        {
            if (summands[0].Ranges.Any(r => factor.Base.Mentions(r.Symbol)) || !(anyFactor || IsPositive(factor.Base)))
            {
                continue;
            }

            var least = factor.Exponent;
            var shared = true;
            foreach (var other in summands)
            {
                var match = other.Factors.FirstOrDefault(f => f.Base.Equals(factor.Base));
                shared &= match.Base is not null && (match.Exponent.Sign == factor.Exponent.Sign);
                least = shared && (match.Exponent < least) == (factor.Exponent.Sign > 0) ? match.Exponent : least;
            }

            if (shared)
            {
                common.Add(factor with { Exponent = least });
            }
        }

        var scale = Rational.One / (content * sign);
        var rest = polynomial.Times(scale);
        if (common.Count > 0)
        {
            Laws.Add("common positive factor");
            rest = new([.. rest.Summands.Select(s => new Summand(s.Coefficient, s.Ranges, [.. s.Factors.Select(f => Lowered(f, common)).Where(f => !f.Exponent.IsZero)]))]);
        }

        return (sign, content, common.ToImmutable(), rest);
    }

    /// <summary>The same polynomial up to a positive factor, with its sign.</summary>
    public (int Sign, Polynomial Primitive) Oriented(Polynomial polynomial)
    {
        var (sign, _, _, primitive) = Primitive(polynomial, false);
        return (sign, primitive);
    }

    private static Factor Lowered(Factor factor, IEnumerable<Factor> common)
    {
        foreach (var other in common)
        {
            if (other.Base.Equals(factor.Base))
            {
                return factor with { Exponent = factor.Exponent - other.Exponent };
            }
        }

        return factor;
    }

    private Signs KnownSign(Term canonical) => facts.Known(canonical);

    private bool IsPositive(Term atom) => SignOfAtom(atom) == Signs.Positive;

    private bool IsNonzero(Term atom) => (SignOfAtom(atom) & Signs.Zero) == Signs.None || (atom is Binding { Form: Sum } && IsNonzero(Parse(atom)));

    private Signs SummandSign(Summand summand)
    {
        var sign = SignArithmetic.Of(summand.Coefficient);
        foreach (var factor in summand.Factors)
        {
            sign = SignArithmetic.Multiply(sign, FactorSign(factor));
        }

        return summand.Ranges.IsEmpty ? sign : sign == Signs.Any ? SquaredSign(summand) : Summed(sign);
    }

    // An empty sum is 0, and a sum of both signs may be anything.
    private static Signs Summed(Signs sign) => sign switch
    {
        Signs.Positive or Signs.Nonnegative => Signs.Nonnegative,
        Signs.Negative or (Signs.Negative | Signs.Zero) => Signs.Negative | Signs.Zero,
        Signs.Zero => Signs.Zero,
        _ => Signs.Any,
    };

    private Signs FactorSign(Factor factor) => SignArithmetic.Power(SignOfAtom(factor.Base), factor.Exponent);

    private Signs SignOfAtom(Term atom)
    {
        var known = KnownSign(atom);
        var own = atom switch
        {
            Number number => SignArithmetic.Of(number.Value),
            Constant => Signs.Positive,
            Reference reference => DeclaredSign(reference.Symbol),
            Element { Tensor: Reference { Symbol: var matrix }, Indices: [.., var row, var column] } when row.Equals(column) && MatrixPredicate.Of(matrix) is Psd => Signs.Nonnegative,
            Element { Tensor: Reference { Symbol: var symbol } } => DeclaredSign(symbol),
            Call { Operation.Name: "exp" } => Signs.Positive,
            Call { Operation.Name: "step" or "arccos" or "abs" or "gamma" or "norm" or "opnorm" } call => call.Operation.Name == "gamma" ? Signs.Any : Signs.Nonnegative,
            Conditional { Then: Number then, Otherwise: Number otherwise } => SignArithmetic.Of(then.Value) | SignArithmetic.Of(otherwise.Value),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number exponent] } => SignArithmetic.Power(SignOfAtom(root), exponent.Value),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, _] } => SignOfAtom(root) is var signs && signs == Signs.Positive ? Signs.Positive : (signs & Signs.Negative) == Signs.None ? Signs.Nonnegative : Signs.Any,
            Arithmetic or Binding { Form: Sum } => SignOf(Parse(atom)),
            _ => Signs.Any,
        };
        return own & known;
    }

    private Signs DeclaredSign(Symbol symbol)
    {
        var declared = Facts.Declared(symbol);
        if ((spans.TryGetValue(symbol, out var span) ? span : facts.RangeOf(symbol)) is { Lower: Number { Value: var low } })
        {
            declared &= low.Sign > 0 ? Signs.Positive : low.Sign == 0 ? Signs.Nonnegative : Signs.Any;
        }

        return declared;
    }

    /// <summary>Whether all values are integers.</summary>
    private static bool IsInteger(Polynomial polynomial) => polynomial.Summands.All(s =>
        s.Coefficient.IsInteger && s.Factors.All(f => f.Exponent is { IsInteger: true, Sign: > 0 } && f.Base.Type is TensorType { Kind: NumberKind.Integer }));

    /// <summary>Whether an expression in ranged symbols is certainly at least 0: each symbol moves to the end of its range that is worse.</summary>
    private bool IsNonnegative(Polynomial polynomial, int depth)
    {
        if ((SummandsSign(polynomial) & Signs.Negative) == Signs.None)
        {
            return true;
        }

        if (depth > 6)
        {
            return false;
        }

        foreach (var numeric in new[] { false, true })
        {
            foreach (var summand in polynomial.Summands)
            {
                if (summand is not { Ranges.IsEmpty: true, Factors: [{ Base: Reference { Symbol: var symbol }, Exponent.IsOne: true }] }
                    || (spans.TryGetValue(symbol, out var span) ? span : facts.RangeOf(symbol)) is not var (lower, upper))
                {
                    continue;
                }

                var worse = summand.Coefficient.Sign > 0 ? lower : upper;
                if (worse is Constant || (worse is Number) != numeric || polynomial.Summands.Count(s => s.Factors.Any(f => f.Base.Mentions(symbol))) != 1)
                {
                    continue;
                }

                var moved = Add(Subtract(polynomial, new Polynomial([summand])), Parse(worse).Times(summand.Coefficient));
                if (IsNonnegative(moved, depth + 1))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private Signs SummandsSign(Polynomial polynomial) => polynomial.IsZero ? Signs.Zero : polynomial.Summands.Select(SummandSign).Aggregate(SignArithmetic.Add);
}
