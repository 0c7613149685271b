using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>Compares lengths of axes as polynomials in their symbols; definitions of lengths are unfolded.</summary>
internal static class Extent
{
    private const int GreatestExponent = 8;

    /// <summary>
    /// Whether two lengths are different polynomials, so that they differ for some values of their symbols. A difference that
    /// involves anything besides sums, products and powers of symbols is not held against them.
    /// </summary>
    internal static bool Differ(Term left, Term right)
    {
        if (left.Equals(right))
        {
            return false;
        }

        var difference = new Polynomial();
        difference.Add(Polynomial.Of(left), Rational.One);
        difference.Add(Polynomial.Of(right), -Rational.One);
        var rest = difference.Where(part => !part.Value.IsZero).ToArray();
        return rest.Length > 0 && rest.All(part => part.Key.All(atom => atom is Reference or Constant));
    }

    /// <summary>Whether two tensors have different numbers of axes or an axis of different lengths.</summary>
    internal static bool Differ(TensorType left, TensorType right) =>
        left.Axes.Count != right.Axes.Count
        || left.Axes.Zip(right.Axes).Any(pair => Differ(pair.First.Length, pair.Second.Length));

    /// <summary>Monomials (sorted factors) with their coefficients.</summary>
    private sealed class Polynomial : Dictionary<Sequence<Term>, Rational>
    {
        internal static Polynomial Of(Term term)
        {
            var value = new Polynomial();
            switch (term)
            {
                case Number number:
                    value[[]] = number.Value;
                    break;
                case Reference { Symbol: { Role: SymbolRole.Definition, Indices.IsEmpty: true, Parameters.IsEmpty: true, Body: { } body } }:
                    return Of(body);
                case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                    foreach (var part in sum.Children)
                    {
                        value.Add(Of(part), Rational.One);
                    }

                    break;
                case Arithmetic { Operator: ArithmeticOperator.Negate } negation:
                    value.Add(Of(negation.Children[0]), -Rational.One);
                    break;
                case Arithmetic { Operator: ArithmeticOperator.Multiply } product:
                    return product.Children.Select(Of).Aggregate(Times);
                case Arithmetic { Operator: ArithmeticOperator.Power, Children: [var factor, Number { Value: { IsInteger: true, Sign: > 0 } exponent }] }
                    when exponent <= GreatestExponent:
                    return Enumerable.Repeat(Of(factor), (int)exponent.Numerator).Aggregate(Times);
                default:
                    value[[term]] = Rational.One;
                    break;
            }

            return value;
        }

        internal void Add(Polynomial other, Rational factor)
        {
            foreach (var (monomial, coefficient) in other)
            {
                this[monomial] = this.GetValueOrDefault(monomial) + (factor * coefficient);
            }
        }

        private static Polynomial Times(Polynomial left, Polynomial right)
        {
            var product = new Polynomial();
            foreach (var (a, x) in left)
            {
                foreach (var (b, y) in right)
                {
                    var monomial = a.Concat(b).OrderBy(atom => atom.GetHashCode()).ToSequence();
                    product[monomial] = product.GetValueOrDefault(monomial) + (x * y);
                }
            }

            return product;
        }
    }
}
