using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Numerics.Plans;

/// <summary>The reading of the reals that records what is computed, as nodes of an array program.</summary>
internal readonly struct Trace(ArrayProgram program, Operand value) : IReal<Trace>
{
    /// <summary>What was recorded.</summary>
    public Operand Value { get; } = value;

    private ArrayProgram Program { get; } = program;

    public static Trace operator +(Trace left, Trace right) => Record(Primitive.Add, left, right);

    public static Trace operator -(Trace left, Trace right) => Record(Primitive.Subtract, left, right);

    public static Trace operator *(Trace left, Trace right) => Record(Primitive.Multiply, left, right);

    public static Trace operator /(Trace left, Trace right) => Record(Primitive.Divide, left, right);

    public static Trace operator -(Trace value) => Record(Primitive.Negate, value);

    public static Trace Sqrt(Trace value) => Record(Primitive.SquareRoot, value);

    public static Trace Exp(Trace value) => Record(Primitive.Exponential, value);

    public static Trace Log(Trace value) =>
        Record(Primitive.SelectLess, value.Literal(Rational.Zero), value, Record(Primitive.Logarithm, value), value.Number(double.NaN));

    public static Trace Sin(Trace value) => Record(Primitive.Sine, value);

    public static Trace Cos(Trace value) => Record(Primitive.Cosine, value);

    public static Trace Atan2(Trace y, Trace x) => Record(Primitive.Angle, y, x);

    public static Trace Floor(Trace value) => Record(Primitive.Floor, value);

    public static Trace Select(Relation relation, Trace left, Trace right, Trace then, Trace otherwise) => relation switch
    {
        Relation.Less => Record(Primitive.SelectLess, left, right, then, otherwise),
        Relation.LessOrEqual => Record(Primitive.SelectLessOrEqual, left, right, then, otherwise),
        Relation.Greater => Record(Primitive.SelectLess, right, left, then, otherwise),
        Relation.GreaterOrEqual => Record(Primitive.SelectLessOrEqual, right, left, then, otherwise),
        Relation.Equal => Record(Primitive.SelectEqual, left, right, then, otherwise),
        _ => Record(Primitive.SelectEqual, left, right, otherwise, then),
    };

    public static Certainty Compare(Relation relation, Trace left, Trace right) =>
        Select(relation, left, right, left.Literal(Rational.One), left.Literal(Rational.Zero)).Value is { Node: LiteralNode { Value: 0 or 1 } literal }
            ? CertaintyLogic.Of(literal.Value == 1)
            : Certainty.Unknown;

    public Trace Literal(Rational value) => Number(value.ToDouble());

    public Trace LiteralPi() => Number(Math.PI);

    private static Trace Record(Primitive primitive, params ReadOnlySpan<Trace> arguments)
    {
        var operands = new Operand[arguments.Length];
        for (var at = 0; at < operands.Length; at++)
        {
            operands[at] = arguments[at].Value;
        }

        return new(arguments[0].Program, arguments[0].Program.Map(primitive, operands));
    }

    private Trace Number(double value) => new(Program, Program.Literal(value));
}
