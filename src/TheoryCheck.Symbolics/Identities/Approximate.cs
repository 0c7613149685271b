using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>A real read as a double. No guarantee on accuracy; a difference counts only when its relative gap is large.</summary>
internal readonly record struct Approximate(double Value) : IReal<Approximate>
{
    public static Approximate operator +(Approximate left, Approximate right) => new(left.Value + right.Value);

    public static Approximate operator -(Approximate left, Approximate right) => new(left.Value - right.Value);

    public static Approximate operator *(Approximate left, Approximate right) => new(left.Value * right.Value);

    public static Approximate operator /(Approximate left, Approximate right) =>
        right.Value == 0 ? throw new UndefinedException("division by zero") : new(left.Value / right.Value);

    public static Approximate operator -(Approximate value) => new(-value.Value);

    public static Approximate Sqrt(Approximate value) =>
        value.Value < 0 ? throw new UndefinedException("square root of a negative number") : new(Math.Sqrt(value.Value));

    public static Approximate Exp(Approximate value) => new(Math.Exp(value.Value));

    public static Approximate Log(Approximate value) =>
        value.Value <= 0 ? throw new UndefinedException("logarithm of a non-positive number") : new(Math.Log(value.Value));

    public static Approximate Sin(Approximate value) => new(Math.Sin(value.Value));

    public static Approximate Cos(Approximate value) => new(Math.Cos(value.Value));

    public static Approximate Atan2(Approximate y, Approximate x) => new(Math.Atan2(y.Value, x.Value));

    public static Approximate Floor(Approximate value) => new(Math.Floor(value.Value));

    public static Approximate Select(Relation relation, Approximate left, Approximate right, Approximate then, Approximate otherwise) =>
        Compare(relation, left, right) == Certainty.True ? then : otherwise;

    public static Certainty Compare(Relation relation, Approximate left, Approximate right) =>
        double.IsNaN(left.Value) || double.IsNaN(right.Value) ? Certainty.Unknown : CertaintyLogic.Of(relation switch
        {
            Relation.Less => left.Value < right.Value,
            Relation.LessOrEqual => left.Value <= right.Value,
            Relation.Greater => left.Value > right.Value,
            Relation.GreaterOrEqual => left.Value >= right.Value,
            Relation.Equal => left.Value == right.Value,
            _ => left.Value != right.Value,
        });

    public Approximate Literal(Rational value) => new(value.ToDouble());

    public Approximate LiteralPi() => new(Math.PI);
}
