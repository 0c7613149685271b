using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Landscapes;

/// <summary>
/// A function of a few tensors at an instance, as a scalar function of all their entries in a row. A population loss is a function
/// like any other: its expectations are evaluated in closed form.
/// </summary>
internal sealed class PointObjective
{
    private readonly Term scalar;
    private readonly Instance instance;

    private PointObjective(Term scalar, Sequence<PointVariable> variables, Instance instance)
    {
        this.scalar = scalar;
        this.instance = instance;
        Variables = variables;
        Size = variables.Aggregate(0, static (total, variable) => total + variable.Size);
    }

    /// <summary>The tensors, in the function's order.</summary>
    public Sequence<PointVariable> Variables { get; }

    /// <summary>How many entries they have in all.</summary>
    public int Size { get; }

    /// <summary>The objective of a function whose points are whole symbols.</summary>
    /// <param name="function">The function.</param>
    /// <param name="points">The symbols it is taken at.</param>
    /// <param name="instance">What is bound.</param>
    /// <param name="evaluation">For the sizes.</param>
    /// <returns>The objective, or null when a size is not known or is too large.</returns>
    public static PointObjective? Of(Term function, Sequence<Symbol> points, Instance instance, ClosedEvaluation evaluation)
    {
        if (PointVariable.All(points, instance, evaluation) is not { } variables)
        {
            return null;
        }

        var value = new Apply(function, ((FunctionType)function.Type).Result, points.Map<Term>(p => Build.Ref(p)));
        return new PointObjective(value, variables, Without(instance, points));
    }

    /// <summary>Writes the function down as it is computed around a point or over a box.</summary>
    /// <exception cref="NotRepresentableException">A case is not decided there, or the function is not smooth.</exception>
    /// <exception cref="UndefinedException">It has no value there.</exception>
    public Tape Record<T>(ReadOnlySpan<T> at, T reading)
        where T : IReal<T>
    {
        var recorder = new TapeRecorder<T>();
        var inputs = new Recorded<T>[at.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = recorder.Input(at[i]);
        }

        var interpreter = Under(recorder.Constant(Rational.One, reading), instance, Variables, inputs);
        return recorder.Finish(interpreter.EvaluateScalar(scalar));
    }

    /// <summary>The tensors as closed terms, from their entries in a row.</summary>
    public Sequence<Term> Terms(double[] entries)
    {
        var (terms, at) = (Sequence<Term>.Empty, 0);
        foreach (var variable in Variables)
        {
            terms = terms.Append(variable.Term(entries.AsSpan(at, variable.Size)));
            at += variable.Size;
        }

        return terms;
    }

    /// <summary>An interpreter that knows the instance's values and the entries of some tensors.</summary>
    public static Interpreter<T> Under<T>(T one, Instance instance, Sequence<PointVariable> variables, ReadOnlySpan<T> entries)
        where T : IReal<T>
    {
        var bare = new Interpreter<T>(one, Environment<T>.Empty);
        var interpreter = bare;
        foreach (var (symbol, value) in instance.Values)
        {
            interpreter = interpreter.With(symbol, bare.Evaluate(value));
        }

        foreach (var variable in variables)
        {
            interpreter = interpreter.With(variable.Symbol, variable.Value(entries[..variable.Size]));
            entries = entries[variable.Size..];
        }

        return interpreter;
    }

    private static Instance Without(Instance instance, Sequence<Symbol> points) =>
        points.Aggregate(instance, static (rest, point) => rest with { Values = rest.Values.Remove(point) });
}

/// <summary>A tensor-valued symbol and the lengths of its axes.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Dimensions">The lengths; none for a scalar.</param>
internal sealed record PointVariable(Symbol Symbol, Sequence<int> Dimensions)
{
    private const int LargestSize = 4096;

    /// <summary>How many entries it has.</summary>
    public int Size { get; } = Dimensions.Aggregate(1, static (product, length) => product * length);

    /// <summary>The symbols with their sizes at an instance, or null.</summary>
    public static Sequence<PointVariable>? All(Sequence<Symbol> symbols, Instance instance, ClosedEvaluation evaluation)
    {
        var variables = Sequence<PointVariable>.Empty;
        foreach (var symbol in symbols)
        {
            if (symbol.Type is not TensorType tensor)
            {
                return null;
            }

            var dimensions = Sequence<int>.Empty;
            foreach (var axis in tensor.Axes)
            {
                if (evaluation.TryRational(axis.Length, instance) is not { IsInteger: true, Sign: >= 0 } length || length > LargestSize)
                {
                    return null;
                }

                dimensions = dimensions.Append((int)length.Numerator);
            }

            variables = variables.Append(new PointVariable(symbol, dimensions));
        }

        return variables.Aggregate(0L, static (total, variable) => total + variable.Size) is > 0 and <= LargestSize ? variables : null;
    }

    /// <summary>Its value from its entries, row-major.</summary>
    public Value<T> Value<T>(ReadOnlySpan<T> entries)
        where T : IReal<T> => Dimensions.IsEmpty
        ? new Value<T>.Real(entries[0])
        : new Value<T>.Tensor(new TensorValue<T>(Dimensions, entries.ToArray()));

    /// <summary>Its value as a closed term.</summary>
    public Term Term(ReadOnlySpan<double> entries) => ClosedValue.Of([.. Dimensions], entries);
}
