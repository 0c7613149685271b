using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>exp(x) - 1 without loss of digits near 0, in any reading.</summary>
internal static class ExponentialMinusOne
{
    /// <summary>
    /// With u = exp(x) the value is (u - 1) + u (x - log u). The second term is zero in exact arithmetic and, to second
    /// order, undoes the rounding of u in doubles: relative error of a few ulp for |x| &lt; 1. Elsewhere u - 1 is as good,
    /// and defined where u underflows.
    /// </summary>
    internal static T Of<T>(T x)
        where T : IReal<T>
    {
        var one = x.Literal(Rational.One);
        var u = T.Exp(x);
        var near = T.Compare(Relation.Less, x, one) == Core.Certainty.True && T.Compare(Relation.Greater, x, -one) == Core.Certainty.True;
        return near ? u - one + (u * (x - T.Log(u))) : u - one;
    }
}
