using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Families;

/// <summary>A plain evaluator in doubles for what the families build: scalars, elements, sums, maxima and matrices over ranges, cases.</summary>
internal sealed class IndexFormEvaluator
{
    private readonly Dictionary<Symbol, double> scalars = [];
    private readonly Dictionary<Symbol, (int[] Shape, double[] Values)> tensors = [];

    public Term Scalar(string name, double value)
    {
        var symbol = new Symbol(name, SymbolRole.Given, default) { Type = TermType.Real };
        scalars[symbol] = value;
        return Build.Ref(symbol);
    }

    public Term Tensor(string name, int[] shape, params double[] values)
    {
        var axes = shape.Select(length => Axis.Of(Build.Num(length))).ToArray();
        var symbol = new Symbol(name, SymbolRole.Given, default) { Type = new TensorType(NumberKind.Real, [.. axes]) };
        tensors[symbol] = (shape, values);
        return Build.Ref(symbol);
    }

    public void Bind(Symbol symbol, double value) => scalars[symbol] = value;

    /// <summary>All elements of a tensor-valued matrix(..) binding, or the one value of a scalar.</summary>
    public double[] Elements(Term term) => term is Binding { Form: MatrixForm } matrix
        ? Points(matrix).Select(_ => Value(matrix.Body)).ToArray()
        : [Value(term)];

    public bool Holds(Term formula) => formula switch
    {
        Comparison comparison => Enumerable.Range(0, comparison.Relations.Count).All(i =>
            DoubleReading.Compare(comparison.Relations[i], new(Value(comparison.Children[i])), new(Value(comparison.Children[i + 1]))) == Core.Certainty.True),
        Connective { Kind: ConnectiveKind.And } and => and.Children.All(Holds),
        Connective { Kind: ConnectiveKind.Or } or => or.Children.Any(Holds),
        Connective { Kind: ConnectiveKind.Implies } implies => !Holds(implies.Children[0]) || Holds(implies.Children[1]),
        Quantified { Kind: QuantifierKind.ForAll } all => Points(all).All(_ => Holds(all.Body)),
        _ => throw new ArgumentException($"a {formula.GetType().Name} is not evaluated here", nameof(formula)),
    };

    public double Value(Term term)
    {
        switch (term)
        {
            case Number number:
                return number.Value.ToDouble();
            case Constant { Name: "pi" }:
                return Math.PI;
            case Reference reference:
                return scalars[reference.Symbol];
            case Conditional conditional:
                return Holds(conditional.Condition) ? Value(conditional.Then) : Value(conditional.Otherwise);
            case Call { Operation: ScalarFunction function } call:
                return function.Evaluate<DoubleReading>([.. call.Arguments.Select(a => new DoubleReading(Value(a)))]).Value;
            case Call { Operation: TensorFunction tensor } call:
                return Value(tensor.Expand(call.Arguments)!);
            case Element { Tensor: Reference tensor } element:
                return Lookup(tensor.Symbol, [.. element.Indices.Select(i => (int)Value(i))]);
            case Binding { Form: Sum } sum:
                return Points(sum).Sum(_ => Value(sum.Body));
            case Binding { Form: Maximum } maximum:
                return Points(maximum).Max(_ => Value(maximum.Body));
            case Arithmetic arithmetic:
                var operands = arithmetic.Children.Select(Value).ToArray();
                return arithmetic.Operator switch
                {
                    ArithmeticOperator.Add => operands.Sum(),
                    ArithmeticOperator.Multiply => operands.Aggregate((a, b) => a * b),
                    ArithmeticOperator.Divide => operands[0] / operands[1],
                    ArithmeticOperator.Power => Math.Pow(operands[0], operands[1]),
                    _ => -operands[0],
                };
            default:
                throw new ArgumentException($"a {term.GetType().Name} is not evaluated here", nameof(term));
        }
    }

    private double Lookup(Symbol symbol, int[] indices)
    {
        var (shape, values) = tensors[symbol];
        var at = 0;
        for (var i = 0; i < shape.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i])
            {
                throw new ArgumentException($"index {indices[i]} of '{symbol}' is outside 0..{shape[i] - 1}", nameof(indices));
            }

            at = (at * shape[i]) + indices[i];
        }

        return values[at];
    }

    /// <summary>Runs through the index values in row-major order, binding the symbols as it goes.</summary>
    private IEnumerable<int> Points(BinderTerm term) => Points(term, 0);

    private IEnumerable<int> Points(BinderTerm term, int position)
    {
        if (position == term.Binders.Count)
        {
            yield return position;
            yield break;
        }

        var range = (IndexRange)term.Binders[position].Domain!;
        for (var i = Value(range.Lower); i <= Value(range.Upper); i++)
        {
            scalars[term.Binders[position].Symbol] = i;
            foreach (var point in Points(term, position + 1))
            {
                yield return point;
            }
        }
    }
}
