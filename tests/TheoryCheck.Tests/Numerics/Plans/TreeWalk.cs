using System.Diagnostics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Numerics.Plans;

/// <summary>Evaluates index forms one element at a time, in the plainest way: what plans are compared with.</summary>
internal sealed class TreeWalk(IReadOnlyDictionary<Symbol, (int[] Dimensions, double[] Elements)> arrays, IReadOnlyDictionary<Symbol, double> scalars)
{
    private readonly Dictionary<Symbol, double> bound = [];

    public double[] Array(Term term, Sequence<Binder> indices)
    {
        var values = new List<double>();
        Each(indices, 0, () => values.Add(Value(term)));
        return [.. values];
    }

    public double Value(Term term) => term switch
    {
        Number number => number.Value.ToDouble(),
        Constant constant => constant.Name switch { "pi" => Math.PI, "infinity" => double.PositiveInfinity, "true" => 1, _ => 0 },
        Reference reference => bound.TryGetValue(reference.Symbol, out var index) ? index
            : scalars.TryGetValue(reference.Symbol, out var scalar) ? scalar : arrays[reference.Symbol].Elements[0],
        Element { Tensor: Reference tensor } element => Read(arrays[tensor.Symbol], element.Indices),
        Element { Tensor: Call call } element => Read(Call(call), element.Indices),
        Arithmetic arithmetic => Arithmetic(arithmetic),
        Call { Operation: ScalarFunction function } call => function.Name switch
        {
            "relu" => Relu(Value(call.Arguments[0])),
            "step" => double.IsNaN(Value(call.Arguments[0])) ? double.NaN : Value(call.Arguments[0]) >= 0 ? 1 : 0,
            "tanh" => Math.Tanh(Value(call.Arguments[0])),
            "exp" => Math.Exp(Value(call.Arguments[0])),
            "log" => Value(call.Arguments[0]) > 0 ? Math.Log(Value(call.Arguments[0])) : double.NaN,
            "sin" => Math.Sin(Value(call.Arguments[0])),
            "cos" => Math.Cos(Value(call.Arguments[0])),
            "sqrt" => Math.Sqrt(Value(call.Arguments[0])),
            "abs" => Math.Abs(Value(call.Arguments[0])),
            "floor" => Math.Floor(Value(call.Arguments[0])),
            "mod" => Value(call.Arguments[0]) - (Value(call.Arguments[1]) * Math.Floor(Value(call.Arguments[0]) / Value(call.Arguments[1]))),
            "max" => call.Arguments.Select(Value).Aggregate(Math.Max),
            "min" => call.Arguments.Select(Value).Aggregate(Math.Min),
            _ => throw new UnreachableException(function.Name),
        },
        Call call => Call(call).Elements[0],
        Conditional choice => Value(choice.Condition) switch { 1 => Value(choice.Then), 0 => Value(choice.Otherwise), _ => double.NaN },
        Comparison comparison => Enumerable.Range(0, comparison.Relations.Count).Select(t =>
            Compare(comparison.Relations[t], Value(comparison.Children[t]), Value(comparison.Children[t + 1]))).Aggregate(And),
        Connective connective => Connective(connective),
        Binding binding => Binding(binding),
        _ => throw new UnreachableException(term.GetType().Name),
    };

    private static double Relu(double t) => double.IsNaN(t) ? t : t > 0 ? t : 0;

    private static double And(double left, double right) => left == 0 ? 0 : double.IsNaN(left) ? left : right;

    private static double Compare(Relation relation, double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN
        : (relation switch
        {
            Relation.Less => a < b,
            Relation.LessOrEqual => a <= b,
            Relation.Greater => a > b,
            Relation.GreaterOrEqual => a >= b,
            Relation.Equal => a == b,
            _ => a != b,
        }) ? 1 : 0;

    private double Read((int[] Dimensions, double[] Elements) array, Sequence<Term> indices)
    {
        var at = 0;
        for (var axis = 0; axis < indices.Count; axis++)
        {
            var index = Value(indices[axis]);
            if (!(index >= 0 && index < array.Dimensions[axis]) || !double.IsInteger(index))
            {
                return double.NaN;
            }

            at = (at * array.Dimensions[axis]) + (int)index;
        }

        return array.Elements[at];
    }

    private (int[] Dimensions, double[] Elements) Call(Call call)
    {
        var function = (TensorFunction)call.Operation;
        var arguments = call.Arguments.Select(argument =>
        {
            if (argument is Binding { Form.Name: "matrix" } matrix)
            {
                var dimensions = matrix.Binders.Map(b => Length(b));
                return new TensorValue<double>(dimensions, Array(matrix.Body, matrix.Binders));
            }

            return argument is Reference whole && !whole.Type.IsScalar
                ? new TensorValue<double>(arrays[whole.Symbol].Dimensions.ToSequence(), arrays[whole.Symbol].Elements)
                : TensorValue<double>.Scalar(Value(argument));
        }).ToArray();
        var lengths = ((TensorType)call.Type).Axes.Select(a => (int)Value(a.Length)).ToArray();
        var result = new double[lengths.Aggregate(1, (p, l) => p * l)];
        function.EvaluateDouble(arguments, result);
        return (lengths, result);
    }

    private double Arithmetic(Arithmetic term)
    {
        var operands = term.Children.Select(Value).ToArray();
        return term.Operator switch
        {
            ArithmeticOperator.Add => operands.Sum(),
            ArithmeticOperator.Multiply => operands.Aggregate((a, b) => a * b),
            ArithmeticOperator.Divide => operands[1] == 0 ? double.NaN : operands[0] / operands[1],
            ArithmeticOperator.Negate => -operands[0],
            _ => Math.Pow(operands[0], operands[1]),
        };
    }

    private double Connective(Connective term)
    {
        var operands = term.Children.Select(Value).ToArray();
        return term.Kind switch
        {
            ConnectiveKind.Not => 1 - operands[0],
            ConnectiveKind.And => operands.Aggregate(And),
            ConnectiveKind.Or => 1 - operands.Select(o => 1 - o).Aggregate(And),
            ConnectiveKind.Implies => 1 - And(operands[0], 1 - operands[1]),
            _ => Compare(Relation.Equal, operands[0], operands[1]),
        };
    }

    private double Binding(Binding term)
    {
        var values = new List<double>();
        Each(term.Binders, 0, () => values.Add(Value(term.Body)));
        return term.Form.Name switch
        {
            "sum" or "count" => values.Sum(),
            "mean" => values.Count == 0 ? double.NaN : values.Sum() / values.Count,
            "prod" => values.Aggregate(1.0, (a, b) => a * b),
            "min" => values.Count == 0 ? double.NaN : values.Aggregate(Math.Min),
            "max" => values.Count == 0 ? double.NaN : values.Aggregate(Math.Max),
            "all" => values.Aggregate(1.0, Math.Min),
            _ => values.Aggregate(0.0, Math.Max),
        };
    }

    private int Length(Binder binder) => (int)(Value(((IndexRange)binder.Domain!).Upper) - Value(((IndexRange)binder.Domain!).Lower)) + 1;

    private void Each(Sequence<Binder> binders, int at, Action visit)
    {
        if (at == binders.Count)
        {
            visit();
            return;
        }

        var range = (IndexRange)binders[at].Domain!;
        var (from, to) = (Value(range.Lower), Value(range.Upper));
        for (var index = from; index <= to; index++)
        {
            bound[binders[at].Symbol] = index;
            if (binders[at].Where is null || Value(binders[at].Where!) == 1)
            {
                Each(binders, at + 1, visit);
            }
        }

        bound.Remove(binders[at].Symbol);
    }
}
