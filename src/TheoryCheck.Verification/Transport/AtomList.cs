using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Transport;

/// <summary>The atoms of a measure for transport: exact weights, and points as coordinates in a reading.</summary>
/// <param name="Weights">n weights; a double stands for itself.</param>
/// <param name="Points">n points of one dimension.</param>
internal sealed record AtomList<T>(Rational[] Weights, T[][] Points)
    where T : IReal<T>
{
    /// <summary>The sum of the weights.</summary>
    public Rational Mass => Weights.Aggregate(Rational.Zero, (sum, w) => sum + w);

    /// <exception cref="NotRepresentableException">A weight is only known approximately, or a point is no scalar or tensor.</exception>
    public static AtomList<T> Of(Interpreter<T> interpreter, Term measure)
    {
        var atoms = interpreter.EvaluateMeasure(measure).Atoms;
        var points = atoms.Select(a => Coordinates(interpreter, a.Point)).ToArray();
        try
        {
            return new([.. atoms.Select(a => Exact(a.Weight))], points);
        }
        catch (NotRepresentableException) when (typeof(T) != typeof(Rational))
        {
            // A reading that rounds knows where its data come from, and lists the same atoms.
            return new(AtomList<Rational>.Of(interpreter.Exactly(), measure).Weights, points);
        }
    }

    /// <summary>The same with numbers near the weights in their place where these are only enclosed, and at least the sum of the distances.</summary>
    /// <exception cref="NotRepresentableException">A point is no scalar or tensor.</exception>
    public static (AtomList<T> Atoms, T Distance) Near(Interpreter<T> interpreter, Term measure)
    {
        var distance = interpreter.EvaluateScalar(new Number(Rational.Zero));
        try
        {
            return (Of(interpreter, measure), distance);
        }
        catch (NotRepresentableException) when (typeof(T) != typeof(Rational) && typeof(T) != typeof(DoubleReal))
        {
            var atoms = interpreter.EvaluateMeasure(measure).Atoms;
            var points = atoms.Select(a => Coordinates(interpreter, a.Point)).ToArray();
            T[] weights = [.. atoms.Select(a => Coordinates(interpreter, a.Weight)[0])];
            Rational[] near = [.. weights.Select(static w => Midpoint.Of(w) is var middle && double.IsFinite(middle) ? Rational.FromExact(middle) : throw new NotRepresentableException("transport of a measure whose weights are only known approximately"))];
            return (new(near, points), weights.Zip(near, static (w, m) => w - w.Literal(m)).Aggregate(distance, static (sum, off) => sum + T.Abs(off)));
        }
    }

    /// <summary>A scalar as an exact number.</summary>
    /// <exception cref="NotRepresentableException">It is only enclosed.</exception>
    public static Rational Exact(Value<T> value) => value switch
    {
        Value<T>.Exact exact => exact.Number,
        Value<T>.Real { Number: DoubleReal { Value: var number } } when double.IsFinite(number) => Rational.FromExact(number),
        Value<T>.Real { Number: var number } when T.TryExact(number, out var exact) => exact,
        _ => throw new NotRepresentableException("transport of a measure whose weights are only known approximately"),
    };

    private static T[] Coordinates(Interpreter<T> interpreter, Value<T> point) => point switch
    {
        Value<T>.Exact exact => [interpreter.EvaluateScalar(new Number(exact.Number))],
        Value<T>.Real real => [real.Number],
        Value<T>.Tensor tensor => tensor.Elements.Elements.ToArray(),
        _ => throw new NotRepresentableException("transport between points that are neither scalars nor tensors"),
    };
}
