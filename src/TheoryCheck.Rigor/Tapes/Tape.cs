using System.Collections.Immutable;
using TheoryCheck.Core;

namespace TheoryCheck.Rigor.Tapes;

/// <summary>
/// A scalar function of n inputs as a straight list of steps, with its value, gradient and Hessian in any reading of the reals.
/// The gradient costs a few times the value; a column of the Hessian a few times the gradient.
/// </summary>
/// <remarks>
/// In an enclosing reading with boxes for inputs, what comes back encloses the derivative at every point of the box. Griewank and
/// Walther 2008, chapters 3 and 5: reverse accumulation, and its tangent for second derivatives.
/// </remarks>
[Cites("griewank-walther-2008", "chapters 3 and 5")]
public sealed class Tape
{
    private readonly ImmutableArray<TapeGuard> guards;

    internal Tape(ImmutableArray<TapeStep> steps, ImmutableArray<Rational> constants, ImmutableArray<TapeGuard> guards, int inputs, int output)
    {
        Steps = steps;
        Constants = constants;
        this.guards = guards;
        Inputs = inputs;
        Output = output;
        Varies = Dependence(steps);
    }

    /// <summary>How many inputs there are.</summary>
    public int Inputs { get; }

    /// <summary>How many steps it has.</summary>
    public int Length => Steps.Length;

    internal ImmutableArray<TapeStep> Steps { get; }

    internal ImmutableArray<Rational> Constants { get; }

    internal int Output { get; }

    /// <summary>Whether a step depends on the inputs.</summary>
    internal ImmutableArray<bool> Varies { get; }

    /// <summary>The tape in a reading, ready to run.</summary>
    /// <param name="reading">Any number in the reading and precision wanted.</param>
    public TapeReading<T> In<T>(T reading)
        where T : IReal<T> => new(this, reading);

    internal ImmutableArray<TapeGuard> Guards => guards;

    private static ImmutableArray<bool> Dependence(ImmutableArray<TapeStep> steps)
    {
        var varies = new bool[steps.Length];
        for (var i = 0; i < varies.Length; i++)
        {
            var (operation, left, right) = steps[i];
            varies[i] = operation == TapeOperator.Input
                || (operation is not (TapeOperator.Constant or TapeOperator.Pi) && (varies[left] || (IsBinary(operation) && varies[right])));
        }

        return [.. varies];
    }

    internal static bool IsBinary(TapeOperator operation) =>
        operation is TapeOperator.Add or TapeOperator.Subtract or TapeOperator.Multiply or TapeOperator.Divide or TapeOperator.Atan2;
}
