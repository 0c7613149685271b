using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Tapes;

/// <summary>Writes down a computation while it runs: each step once, and how each case distinction came out.</summary>
/// <typeparam name="T">The reading in which it runs and in which its cases are decided.</typeparam>
public sealed class TapeRecorder<T>
    where T : IReal<T>
{
    private const int LongestTape = 1 << 22;

    private readonly List<TapeStep> steps = [];
    private readonly Dictionary<TapeStep, int> known = [];
    private readonly List<Rational> constants = [];
    private readonly Dictionary<Rational, int> constantPositions = [];
    private readonly HashSet<TapeGuard> seenGuards = [];
    private readonly List<TapeGuard> guards = [];
    private int inputs;

    /// <summary>The next input, with the value at which cases are decided.</summary>
    public Recorded<T> Input(T value) => new(this, Append(new TapeStep(TapeOperator.Input, inputs++, 0)), value);

    /// <summary>A constant to begin with.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="reading">Any number in the reading wanted.</param>
    public Recorded<T> Constant(Rational value, T reading) => new(this, ConstantStep(value), reading.Literal(value));

    /// <summary>The computation that led to a value.</summary>
    public Tape Finish(Recorded<T> output) =>
        new([.. steps], [.. constants], [.. guards], inputs, output.Step);

    internal int Append(TapeStep step)
    {
        if (known.TryGetValue(step, out var found))
        {
            return found;
        }

        if (steps.Count == LongestTape)
        {
            throw new NotRepresentableException($"the computation has more than {LongestTape} steps");
        }

        steps.Add(step);
        known.Add(step, steps.Count - 1);
        return steps.Count - 1;
    }

    internal int ConstantStep(Rational value)
    {
        if (!constantPositions.TryGetValue(value, out var position))
        {
            position = constants.Count;
            constants.Add(value);
            constantPositions.Add(value, position);
        }

        return Append(new TapeStep(TapeOperator.Constant, position, 0));
    }

    internal bool IsConstant(int step, out Rational value)
    {
        var constant = steps[step];
        value = constant.Operator == TapeOperator.Constant ? constants[constant.Left] : Rational.Zero;
        return constant.Operator == TapeOperator.Constant;
    }

    internal void Guard(Relation relation, int left, int right, bool holds)
    {
        var guard = new TapeGuard(relation, left, right, holds);
        if (!(IsConstant(left, out _) && IsConstant(right, out _)) && seenGuards.Add(guard))
        {
            guards.Add(guard);
        }
    }
}
