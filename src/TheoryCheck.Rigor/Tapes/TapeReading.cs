using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Tapes;

/// <summary>A tape in one reading of the reals, with its constants in it.</summary>
/// <typeparam name="T">The reading.</typeparam>
public sealed class TapeReading<T>
    where T : IReal<T>
{
    private readonly Tape tape;
    private readonly T reading;
    private readonly T[] constants;
    private readonly T pi;

    internal TapeReading(Tape tape, T reading)
    {
        this.tape = tape;
        this.reading = reading;
        constants = [.. tape.Constants.Select(reading.Literal)];
        pi = tape.Steps.Any(static s => s.Operator == TapeOperator.Pi) ? reading.LiteralPi() : reading;
    }

    /// <summary>Runs the tape at a point or over a box.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The run, or null when some case distinction would come out differently, or is not decided, there.</returns>
    /// <exception cref="UndefinedException">A step has no value there.</exception>
    public TapeRun<T>? Run(ReadOnlySpan<T> inputs)
    {
        var values = new T[tape.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (operation, left, right) = tape.Steps[i];
            values[i] = operation switch
            {
                TapeOperator.Input => inputs[left],
                TapeOperator.Constant => constants[left],
                TapeOperator.Pi => pi,
                TapeOperator.Add => values[left] + values[right],
                TapeOperator.Subtract => values[left] - values[right],
                TapeOperator.Multiply => values[left] * values[right],
                TapeOperator.Divide => values[left] / values[right],
                TapeOperator.Negate => -values[left],
                TapeOperator.Sqrt => T.Sqrt(values[left]),
                TapeOperator.Exp => T.Exp(values[left]),
                TapeOperator.Log => T.Log(values[left]),
                TapeOperator.Sin => T.Sin(values[left]),
                TapeOperator.Cos => T.Cos(values[left]),
                TapeOperator.Erf => ErrorFunction.Of(values[left]),
                TapeOperator.Atan2 => T.Atan2(values[left], values[right]),
                _ => T.Power(values[left], right),
            };
        }

        foreach (var guard in tape.Guards)
        {
            if (T.Compare(guard.Relation, values[guard.Left], values[guard.Right]) != CertaintyLogic.Of(guard.Holds))
            {
                return null;
            }
        }

        return new TapeRun<T>(tape, values, reading);
    }
}
