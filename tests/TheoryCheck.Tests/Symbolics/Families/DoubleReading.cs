using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Symbolics.Families;

/// <summary>Doubles as a reading of the reals, for the tests of the families.</summary>
internal readonly record struct DoubleReading(double Value) : IReal<DoubleReading>
{
    public static DoubleReading operator +(DoubleReading left, DoubleReading right) => new(left.Value + right.Value);

    public static DoubleReading operator -(DoubleReading left, DoubleReading right) => new(left.Value - right.Value);

    public static DoubleReading operator *(DoubleReading left, DoubleReading right) => new(left.Value * right.Value);

    public static DoubleReading operator /(DoubleReading left, DoubleReading right) => new(left.Value / right.Value);

    public static DoubleReading operator -(DoubleReading value) => new(-value.Value);

    public static DoubleReading Sqrt(DoubleReading value) => new(Math.Sqrt(value.Value));

    public static DoubleReading Exp(DoubleReading value) => new(Math.Exp(value.Value));

    public static DoubleReading Log(DoubleReading value) => new(Math.Log(value.Value));

    public static DoubleReading Sin(DoubleReading value) => new(Math.Sin(value.Value));

    public static DoubleReading Cos(DoubleReading value) => new(Math.Cos(value.Value));

    public static DoubleReading Atan2(DoubleReading y, DoubleReading x) => new(Math.Atan2(y.Value, x.Value));

    public static DoubleReading Floor(DoubleReading value) => new(Math.Floor(value.Value));

    public static DoubleReading Select(Relation relation, DoubleReading left, DoubleReading right, DoubleReading then, DoubleReading otherwise) =>
        Compare(relation, left, right) switch
        {
            Certainty.True => then,
            Certainty.False => otherwise,
            _ => new(double.NaN),
        };

    public static Certainty Compare(Relation relation, DoubleReading left, DoubleReading right)
    {
        if (double.IsNaN(left.Value) || double.IsNaN(right.Value))
        {
            return Certainty.Unknown;
        }

        var order = left.Value.CompareTo(right.Value);
        return CertaintyLogic.Of(relation switch
        {
            Relation.Less => order < 0,
            Relation.LessOrEqual => order <= 0,
            Relation.Greater => order > 0,
            Relation.GreaterOrEqual => order >= 0,
            Relation.Equal => order == 0,
            _ => order != 0,
        });
    }

    public DoubleReading Literal(Rational value) => new(value.ToDouble());

    public DoubleReading LiteralPi() => new(Math.PI);
}
