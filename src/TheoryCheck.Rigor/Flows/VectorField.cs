using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Rigor.Flows;

/// <summary>
/// A smooth piece of the right-hand side of x' = f(x, t), as a straight list of steps: inputs are the n states, the time, and numbers that are only enclosed. It is f where all
/// case distinctions come out as they did where it was written down.
/// </summary>
public sealed class VectorField
{
    private readonly List<FieldStep> steps = [];
    private readonly Tape tape;
    private readonly ImmutableArray<int> outputs;

    private VectorField(Tape tape, int states, int dimension, ImmutableArray<int> outputs, ImmutableArray<DoubleInterval> parameters)
    {
        (this.tape, States, Dimension, this.outputs, Parameters) = (tape, states, dimension, outputs, parameters);
        var places = new int[tape.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Translate(tape.Steps[i], places);
        }

        Rates = [.. outputs.Select(step => places[step])];
        Guards = [.. tape.Guards.Select(g => g with { Left = places[g.Left], Right = places[g.Right] })];
    }

    /// <summary>How many numbers move: the states, and in the variational equation the derivatives after them.</summary>
    public int States { get; }

    /// <summary>How many states there are.</summary>
    public int Dimension { get; }

    internal ImmutableArray<DoubleInterval> Parameters { get; }

    internal IReadOnlyList<FieldStep> Steps => steps;

    internal ImmutableArray<int> Rates { get; }

    internal ImmutableArray<TapeGuard> Guards { get; }

    internal Rational Constant(int position) => position < 0 ? Rational.One : tape.Constants[position];

    /// <summary>Writes down f over a box.</summary>
    /// <param name="states">The box.</param>
    /// <param name="time">The times.</param>
    /// <param name="rates">Evaluates f: given the states and the time, and how a number that is only enclosed is read.</param>
    /// <exception cref="NotRepresentableException">A case distinction is not decided over the box, or f is no smooth piece there.</exception>
    public static VectorField Record(ReadOnlySpan<DoubleInterval> states, DoubleInterval time, FieldEvaluation rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var recorder = new TapeRecorder<DoubleInterval>();
        var inputs = new Recorded<DoubleInterval>[states.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = recorder.Input(states[i]);
        }

        var clock = recorder.Input(time);
        var parameters = ImmutableArray.CreateBuilder<DoubleInterval>();
        Recorded<DoubleInterval> Read(DoubleInterval number)
        {
            if (DoubleInterval.TryExact(number, out var exact))
            {
                return recorder.Constant(exact, number);
            }

            parameters.Add(number);
            return recorder.Input(number);
        }

        var outputs = rates(inputs, clock, Read);
        return outputs.Length == inputs.Length
            ? new(recorder.Finish(outputs[0]), inputs.Length, inputs.Length, [.. outputs.Select(static o => o.Step)], parameters.ToImmutable())
            : throw new ArgumentException($"there are {outputs.Length} rates of {inputs.Length} states", nameof(rates));
    }

    /// <summary>The equation of the states together with that of their derivatives by the start, V' = f'(x)·V, V row-major after the states.</summary>
    /// <param name="states">A box on which all cases come out as they did.</param>
    /// <param name="time">The times.</param>
    /// <exception cref="NotRepresentableException">They do not.</exception>
    /// <exception cref="UndefinedException">f has no value there.</exception>
    internal VectorField Varied(ReadOnlySpan<DoubleInterval> states, DoubleInterval time)
    {
        var recorder = new TapeRecorder<DoubleInterval>();
        var (n, unit) = (Dimension, recorder.Constant(Rational.One, time));
        var inputs = new Recorded<DoubleInterval>[tape.Inputs];
        for (var i = 0; i < n; i++)
        {
            inputs[i] = recorder.Input(states[i]);
        }

        var variation = new Recorded<DoubleInterval>[n, n];
        for (var i = 0; i < n * n; i++)
        {
            variation[i / n, i % n] = recorder.Input(DoubleInterval.FromExact(i / n == i % n ? 1 : 0));
        }

        inputs[n] = recorder.Input(time);
        for (var i = n + 1; i < inputs.Length; i++)
        {
            inputs[i] = recorder.Input(Parameters[i - n - 1]);
        }

        var varied = ImmutableArray.CreateBuilder<int>();
        var slopes = new List<int>();
        foreach (var rate in outputs)
        {
            var run = new Tape(tape.Steps, tape.Constants, tape.Guards, tape.Inputs, rate).In(unit).Run(inputs)
                ?? throw new NotRepresentableException("a case distinction comes out differently");
            varied.Add(run.Value.Step);
            var gradient = run.Gradient();
            for (var j = 0; j < n; j++)
            {
                var sum = unit.Literal(Rational.Zero);
                for (var k = 0; k < n; k++)
                {
                    sum += gradient[k] * variation[k, j];
                }

                slopes.Add(sum.Step);
            }
        }

        return new(recorder.Finish(unit), n + (n * n), n, [.. varied, .. slopes], Parameters);
    }

    private int Translate(TapeStep step, int[] places)
    {
        var (operation, left, right) = step;
        int At(int i) => places[i];
        switch (operation)
        {
            case TapeOperator.Input:
                return Append(operation, left, 0, 0, left <= States);
            case TapeOperator.Constant or TapeOperator.Pi:
                return Append(operation, left, 0, 0, varies: false);
            case TapeOperator.Sin or TapeOperator.Cos:
                var first = Append(operation, At(left), 0, steps.Count + 1);
                _ = Append(operation == TapeOperator.Sin ? TapeOperator.Cos : TapeOperator.Sin, At(left), 0, first);
                return first;
            case TapeOperator.Erf:
                var density = Append(TapeOperator.Exp, Append(TapeOperator.Negate, Append(TapeOperator.Power, At(left), 2)));
                return Append(operation, At(left), 0, density);
            case TapeOperator.Atan2:
                var square = Append(TapeOperator.Add, Append(TapeOperator.Power, At(left), 2), Append(TapeOperator.Power, At(right), 2));
                return Append(operation, At(left), At(right), square);
            case TapeOperator.Power:
                return Power(At(left), right);
            default:
                return Append(operation, At(left), Tape.IsBinary(operation) ? At(right) : 0);
        }
    }

    // By squares and products, so that the recurrences of these suffice.
    private int Power(int operand, int exponent)
    {
        if (exponent <= 0)
        {
            var unit = Append(TapeOperator.Constant, -1, 0, 0, varies: false);
            return exponent == 0 ? unit : Append(TapeOperator.Divide, unit, Power(operand, checked(-exponent)));
        }

        return exponent == 1 ? operand
            : (exponent & 1) == 1 ? Append(TapeOperator.Multiply, operand, Power(operand, exponent - 1))
            : Append(TapeOperator.Power, Power(operand, exponent / 2), 2);
    }

    private int Append(TapeOperator operation, int left, int right = 0, int other = 0) =>
        Append(operation, left, right, other, steps[left].Varies || (Tape.IsBinary(operation) && steps[right].Varies));

    private int Append(TapeOperator operation, int left, int right, int other, bool varies)
    {
        steps.Add(new(operation, left, right, other, varies));
        return steps.Count - 1;
    }
}

/// <summary>Evaluates the rates of states.</summary>
/// <param name="states">The states.</param>
/// <param name="time">The time.</param>
/// <param name="read">Reads a number of the surroundings.</param>
/// <returns>The rates, as many as states.</returns>
public delegate Recorded<DoubleInterval>[] FieldEvaluation(Recorded<DoubleInterval>[] states, Recorded<DoubleInterval> time, Func<DoubleInterval, Recorded<DoubleInterval>> read);
