using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>Adds from the first point to the last; 0 of the body's shape when there are none.</summary>
public sealed class SumEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "sum";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
    {
        Value<T>? sum = null;
        foreach (var inner in interpreter.CertainPoints(term.Binders))
        {
            var next = inner.Value(term.Body);
            sum = sum is null ? next : inner.Add(sum, next);
        }

        return sum ?? Zero(interpreter, term);
    }

    internal static Value<T> Zero<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>
    {
        if (term.Type is MeasureType)
        {
            return Value<T>.Measure.Zero;
        }

        if (term.Type is not TensorType { Axes.IsEmpty: false } tensor)
        {
            return new Value<T>.Exact(Rational.Zero);
        }

        var dimensions = tensor.Axes.Map(axis => interpreter.SizeOf(axis.Length));
        var elements = new T[dimensions.Aggregate(1, (a, b) => a * b)];
        Array.Fill(elements, interpreter.Literal(Rational.Zero));
        return new Value<T>.Tensor(new(dimensions, elements));
    }
}
