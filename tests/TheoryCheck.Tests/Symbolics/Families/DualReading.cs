using System.Runtime.InteropServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Symbolics.Families;

/// <summary>A value with its derivative, for checking slopes against forward differentiation.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DualReading(double Value, double Slope) : IReal<DualReading>
{
    public static DualReading operator +(DualReading left, DualReading right) => new(left.Value + right.Value, left.Slope + right.Slope);

    public static DualReading operator -(DualReading left, DualReading right) => new(left.Value - right.Value, left.Slope - right.Slope);

    public static DualReading operator *(DualReading left, DualReading right) =>
        new(left.Value * right.Value, (left.Slope * right.Value) + (left.Value * right.Slope));

    public static DualReading operator /(DualReading left, DualReading right) =>
        new(left.Value / right.Value, ((left.Slope * right.Value) - (left.Value * right.Slope)) / (right.Value * right.Value));

    public static DualReading operator -(DualReading value) => new(-value.Value, -value.Slope);

    public static DualReading Sqrt(DualReading value)
    {
        var root = Math.Sqrt(value.Value);
        return new(root, value.Slope == 0 ? 0 : value.Slope / (2 * root));
    }

    public static DualReading Exp(DualReading value) => new(Math.Exp(value.Value), Math.Exp(value.Value) * value.Slope);

    public static DualReading Log(DualReading value) => new(Math.Log(value.Value), value.Slope / value.Value);

    public static DualReading Sin(DualReading value) => new(Math.Sin(value.Value), Math.Cos(value.Value) * value.Slope);

    public static DualReading Cos(DualReading value) => new(Math.Cos(value.Value), -Math.Sin(value.Value) * value.Slope);

    public static DualReading Atan2(DualReading y, DualReading x) => new(
        Math.Atan2(y.Value, x.Value),
        ((x.Value * y.Slope) - (y.Value * x.Slope)) / ((x.Value * x.Value) + (y.Value * y.Value)));

    public static DualReading Floor(DualReading value) => new(Math.Floor(value.Value), 0);

    public static DualReading Select(Relation relation, DualReading left, DualReading right, DualReading then, DualReading otherwise) =>
        Compare(relation, left, right) == Certainty.True ? then : otherwise;

    public static Certainty Compare(Relation relation, DualReading left, DualReading right) =>
        DoubleReading.Compare(relation, new(left.Value), new(right.Value));

    public DualReading Literal(Rational value) => new(value.ToDouble(), 0);

    public DualReading LiteralPi() => new(Math.PI, 0);
}
