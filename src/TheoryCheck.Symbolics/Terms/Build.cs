using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Symbolics.Terms;

/// <summary>Short constructors for terms made by code. Types are computed, nothing is simplified.</summary>
public static class Build
{
    /// <summary>An exact number.</summary>
    public static Number Num(Rational value) => new(value);

    /// <summary>A use of a symbol.</summary>
    public static Reference Ref(Symbol symbol) => new(symbol);

    /// <summary>A sum of scalars or of tensors of one shape.</summary>
    public static Term Add(params ReadOnlySpan<Term> terms) => new Arithmetic(ArithmeticOperator.Add, TypeOf(ArithmeticOperator.Add, terms), Sequence.Create(terms));

    /// <summary>left - right.</summary>
    public static Term Subtract(Term left, Term right) => Add(left, Negate(right));

    /// <summary>A product of scalars, at most one factor a tensor.</summary>
    public static Term Multiply(params ReadOnlySpan<Term> factors) =>
        new Arithmetic(ArithmeticOperator.Multiply, TypeOf(ArithmeticOperator.Multiply, factors), Sequence.Create(factors));

    /// <summary>numerator / denominator, a real.</summary>
    public static Term Divide(Term numerator, Term denominator) =>
        new Arithmetic(ArithmeticOperator.Divide, TypeOf(ArithmeticOperator.Divide, [numerator, denominator]), [numerator, denominator]);

    /// <summary>base ^ exponent.</summary>
    public static Term Power(Term @base, Term exponent) =>
        new Arithmetic(ArithmeticOperator.Power, TypeOf(ArithmeticOperator.Power, [@base, exponent]), [@base, exponent]);

    /// <summary>-term.</summary>
    public static Term Negate(Term term) => new Arithmetic(ArithmeticOperator.Negate, term.Type, [term]);

    /// <summary>An application of a catalogue member.</summary>
    /// <exception cref="ArgumentException">The arguments do not fit.</exception>
    public static Term Call<TOperation>(params ReadOnlySpan<Term> arguments)
        where TOperation : Operation => Call(OperationCatalogue.Get<TOperation>(), arguments);

    /// <summary>An application of an operation.</summary>
    /// <exception cref="ArgumentException">The arguments do not fit.</exception>
    public static Term Call(Operation operation, params ReadOnlySpan<Term> arguments)
    {
        var items = Sequence.Create(arguments);
        var typing = operation.Check(items);
        return new Call(operation, typing.Type ?? throw new ArgumentException(typing.Error, nameof(arguments)), items);
    }

    /// <summary>An element or subtensor: fixes the leading axes; nested elements are merged.</summary>
    public static Term At(Term tensor, params ReadOnlySpan<Term> indices)
    {
        if (tensor is Element inner)
        {
            return At(inner.Tensor, [.. inner.Indices, .. indices]);
        }

        var type = (TensorType)tensor.Type;
        return new Element(tensor, type with { Axes = type.Axes.Skip(indices.Length).ToSequence() }, Sequence.Create(indices));
    }

    /// <summary>A binding form over binders with one body.</summary>
    /// <exception cref="ArgumentException">The parts do not fit.</exception>
    public static Binding Bind<TForm>(Sequence<Binder> binders, Term body, Term? given = null)
        where TForm : BindingForm
    {
        var form = OperationCatalogue.Get<TForm>();
        var typing = form.Check([], binders, [body], given);
        return new Binding(form, typing.Type ?? throw new ArgumentException(typing.Error, nameof(body)), [], binders, [body], given);
    }

    /// <summary>A fresh index symbol.</summary>
    public static Symbol Index(string name) => new(name, SymbolRole.Bound, default) { Type = TermType.Integer };

    /// <summary>A binder of an index over 0..length-1.</summary>
    public static Binder Below(Symbol index, Term length) => new(index, new IndexRange(Number.Zero, PredecessorOf(length)));

    /// <summary>length - 1, computed when it is a number.</summary>
    public static Term PredecessorOf(Term length) => length switch
    {
        Number number => new Number(number.Value - Rational.One),
        Constant => length,
        _ => Subtract(length, Number.One),
    };

    /// <summary>The type of an arithmetic node: the tensor operand's shape, integer only when all operands are and the operator keeps integers.</summary>
    public static TermType TypeOf(ArithmeticOperator op, ReadOnlySpan<Term> operands)
    {
        TermType shape = TermType.Integer;
        var integer = op is not ArithmeticOperator.Divide;
        foreach (var operand in operands)
        {
            if (operand.Type is not TensorType tensor)
            {
                return operand.Type;
            }

            integer &= tensor.Kind == NumberKind.Integer;
            if (!tensor.IsScalar)
            {
                shape = tensor;
            }
        }

        if (op == ArithmeticOperator.Power)
        {
            integer &= operands[1] is Number { Value: { Sign: >= 0, IsInteger: true } };
        }

        return (TensorType)shape with { Kind = integer ? NumberKind.Integer : NumberKind.Real };
    }
}
