using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tapes;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Regions;

/// <summary>
/// Enclosures of a number over parts of a region: run on a tape where all case distinctions come out one way, with the mean value form f(c) + f'(X)(X - c) beside the natural one, else evaluated.
/// </summary>
/// <param name="at">The values of the other symbols.</param>
/// <param name="region">The region.</param>
/// <param name="number">The number.</param>
internal sealed class RegionFunction(Interpreter<DoubleInterval> at, Region region, Term number)
{
    private static readonly DoubleInterval One = DoubleInterval.FromExact(1);

    private readonly Interpreter<Rational> exact = at.Exactly();
    private TapeReading<DoubleInterval>? tape;
    private bool isTaped = true;

    /// <summary>Whether values come from tapes, which take a small part of the time.</summary>
    public bool IsFast => isTaped;

    /// <summary>An enclosure over an enclosure of elements.</summary>
    /// <param name="elements">Enclosures of the elements.</param>
    /// <param name="centre">Enclosures of the elements of one point among them.</param>
    /// <exception cref="NotRepresentableException">It has no value there that is known.</exception>
    /// <exception cref="UndefinedException">It has none.</exception>
    public DoubleInterval Over(DoubleInterval[] elements, DoubleInterval[] centre)
    {
        if (Run(elements) is not { } run)
        {
            return region.In(at, elements).EvaluateScalar(number);
        }

        var (value, slopes) = (run.Value, run.Gradient());
        if (Run(centre) is not { } middle || Array.Exists(slopes, static s => !s.IsBounded))
        {
            return value;
        }

        var linear = middle.Value;
        for (var i = 0; i < slopes.Length; i++)
        {
            linear += slopes[i] * (elements[i] - centre[i]);
        }

        return !linear.IsBounded ? value : !value.IsBounded ? linear
            : DoubleInterval.FromBounds(Math.Max(value.LowerDouble, linear.LowerDouble), Math.Min(value.UpperDouble, linear.UpperDouble));
    }

    /// <summary>An enclosure at a point.</summary>
    /// <inheritdoc cref="Over" path="/exception"/>
    public DoubleInterval At(DoubleInterval[] point) => Run(point) is { } run ? run.Value : region.In(at, point).EvaluateScalar(number);

    private TapeRun<DoubleInterval>? Run(DoubleInterval[] elements)
    {
        if (tape?.Run(elements) is { } run)
        {
            return run;
        }

        if (!isTaped)
        {
            return null;
        }

        try
        {
            var recorder = new TapeRecorder<DoubleInterval>();
            var inputs = elements.Select(recorder.Input).ToArray();
            var inside = region.In(exact.Over(q => recorder.Constant(q, One)), inputs);
            tape = recorder.Finish(inside.EvaluateScalar(number)).In(One);
            return tape.Run(elements);
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            // At a point all cases are decided: what has no tape there has none.
            isTaped = !Array.TrueForAll(elements, static i => i.UpperDouble - i.LowerDouble < 1e-12);
            return null;
        }
    }
}
