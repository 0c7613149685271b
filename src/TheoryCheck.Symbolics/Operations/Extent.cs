using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>Compares lengths of axes as integer linear forms in their symbols; definitions of lengths are unfolded.</summary>
internal static class Extent
{
    /// <summary>Whether two lengths are not equal for all values of their symbols. Lengths outside linear arithmetic are compared by structure.</summary>
    internal static bool Differ(Term left, Term right)
    {
        if (left.Equals(right))
        {
            return false;
        }

        var form = new Dictionary<Term, Rational>();
        Collect(left, Rational.One, form);
        Collect(right, -Rational.One, form);
        return form.Values.Any(coefficient => !coefficient.IsZero);
    }

    /// <summary>Whether two tensors have different numbers of axes or an axis of different lengths.</summary>
    internal static bool Differ(TensorType left, TensorType right) =>
        left.Axes.Count != right.Axes.Count
        || left.Axes.Zip(right.Axes).Any(pair => Differ(pair.First.Length, pair.Second.Length));

    /// <summary>The length as a number, when it is one.</summary>
    internal static Rational? Constant(Term length)
    {
        var form = new Dictionary<Term, Rational>();
        Collect(length, Rational.One, form);
        return form.All(pair => pair.Key is Number || pair.Value.IsZero) ? form.GetValueOrDefault(Number.One) : null;
    }

    private static void Collect(Term term, Rational factor, Dictionary<Term, Rational> form)
    {
        switch (term)
        {
            case Number number:
                form[Number.One] = form.GetValueOrDefault(Number.One) + (factor * number.Value);
                break;
            case Reference { Symbol: { Role: SymbolRole.Definition, Indices.IsEmpty: true, Parameters.IsEmpty: true, Body: { } body } }:
                Collect(body, factor, form);
                break;
            case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                foreach (var part in sum.Children)
                {
                    Collect(part, factor, form);
                }

                break;
            case Arithmetic { Operator: ArithmeticOperator.Negate } negation:
                Collect(negation.Children[0], -factor, form);
                break;
            case Arithmetic { Operator: ArithmeticOperator.Multiply } product:
                Multiply(product, factor, form);
                break;
            default:
                form[term] = form.GetValueOrDefault(term) + factor;
                break;
        }
    }

    private static void Multiply(Arithmetic product, Rational factor, Dictionary<Term, Rational> form)
    {
        var others = new List<Term>();
        foreach (var part in product.Children)
        {
            if (Constant(part) is { } constant)
            {
                factor *= constant;
            }
            else
            {
                others.Add(part);
            }
        }

        switch (others.Count)
        {
            case 0:
                Collect(Number.One, factor, form);
                break;
            case 1:
                Collect(others[0], factor, form);
                break;
            default:
                var atom = Build.Multiply([.. others.OrderBy(o => o.GetHashCode())]);
                form[atom] = form.GetValueOrDefault(atom) + factor;
                break;
        }
    }
}
