using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Search;

/// <summary>The numbers that a search moves of one symbol's value.</summary>
/// <param name="symbol">The symbol.</param>
/// <param name="start">What they are at the start.</param>
internal abstract class CoordinateBlock(Symbol symbol, double[] start)
{
    /// <summary>Whose value it is.</summary>
    public Symbol Symbol => symbol;

    /// <summary>The numbers at the start.</summary>
    public double[] Start => start;

    /// <summary>Moves them to where they make a member of the domain.</summary>
    public abstract void Project(Span<double> own);

    /// <summary>The value that they make in a reading.</summary>
    public abstract Value<T> Of<T>(Interpreter<T> at, ReadOnlySpan<T> own)
        where T : IReal<T>;

    /// <summary>The exact member near them, with such a denominator; null where there is none.</summary>
    public abstract Term? Round(ReadOnlySpan<double> own, long denominator);

    /// <summary>The simple exact value that they may stand for; null where there is none.</summary>
    public abstract Term? Snap(ReadOnlySpan<double> own, double tolerance);
}
