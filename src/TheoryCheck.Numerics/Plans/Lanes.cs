using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Numerics.Elementary;

namespace TheoryCheck.Numerics.Plans;

/// <summary>The primitives on eight lanes: the definition that emitted maps repeat instruction by instruction.</summary>
internal static class Lanes
{
    /// <summary>How many doubles one lane vector holds, on every machine.</summary>
    public const int Count = 8;

    private static readonly Vector512<double> NotANumber = Vector512.Create(double.NaN);

    /// <summary>One primitive; <paramref name="checkLeft"/> and <paramref name="checkRight"/> say which sides of a comparison may be NaN.</summary>
    public static Vector512<double> Evaluate(
        Primitive primitive, Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, bool checkLeft = true, bool checkRight = true) => primitive switch
        {
            Primitive.Add => a + b,
            Primitive.Subtract => a - b,
            Primitive.Multiply => a * b,
            Primitive.MultiplyAdd => Vector512.FusedMultiplyAdd(a, b, c),
            Primitive.Divide => checkRight ? Vector512.ConditionalSelect(Vector512.Equals(b, Vector512<double>.Zero), NotANumber, a / b) : a / b,
            Primitive.Negate => -a,
            Primitive.SquareRoot => Vector512.Sqrt(a),
            Primitive.Exponential => ElementaryFunctions.Exp(a),
            Primitive.Logarithm => ElementaryFunctions.Log(a),
            Primitive.Sine => ElementaryFunctions.Sin(a),
            Primitive.Cosine => ElementaryFunctions.Cos(a),
            Primitive.HyperbolicTangent => ElementaryFunctions.Tanh(a),
            Primitive.Logistic => ElementaryFunctions.Sigmoid(a),
            Primitive.ErrorFunction => ElementaryFunctions.Erf(a),
            Primitive.Angle => ElementaryFunctions.Atan2(a, b),
            Primitive.Floor => Vector512.Floor(a),
            Primitive.SelectLess => Guard(Vector512.ConditionalSelect(Vector512.LessThan(a, b), c, d), a, b, checkLeft, checkRight),
            Primitive.SelectLessOrEqual => Guard(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(a, b), c, d), a, b, checkLeft, checkRight),
            Primitive.SelectEqual => Guard(Vector512.ConditionalSelect(Vector512.Equals(a, b), c, d), a, b, checkLeft, checkRight),
            Primitive.AtLeast => Vector512.MaxNative(a, b),
            Primitive.AtMost => Vector512.MinNative(a, b),
            _ => throw new UnreachableException($"{primitive} is no primitive"),
        };

    /// <summary>One primitive on numbers, the same bits as in a lane.</summary>
    public static double Evaluate(Primitive primitive, ReadOnlySpan<double> operands)
    {
        double At(ReadOnlySpan<double> all, int at) => at < all.Length ? all[at] : 0;
        return Evaluate(
            primitive,
            Vector512.Create(At(operands, 0)),
            Vector512.Create(At(operands, 1)),
            Vector512.Create(At(operands, 2)),
            Vector512.Create(At(operands, 3)))[0];
    }

    /// <summary>The sum of the lanes in a fixed order: halves are added to each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> v)
    {
        var half = v.GetLower() + v.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        return quarter[0] + quarter[1];
    }

    private static Vector512<double> Guard(Vector512<double> chosen, Vector512<double> a, Vector512<double> b, bool checkLeft, bool checkRight)
    {
        if (checkLeft)
        {
            chosen = Vector512.ConditionalSelect(Vector512.Equals(a, a), chosen, a);
        }

        return checkRight ? Vector512.ConditionalSelect(Vector512.Equals(b, b), chosen, b) : chosen;
    }
}
