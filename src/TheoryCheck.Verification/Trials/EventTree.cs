using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// A formula prepared for many evaluations: its comparisons are pairs of arrays that a plan computes over the indices of
/// the quantifiers around them; the tree combines them in Kleene's logic. Each node's value is an array over its axes.
/// </summary>
internal abstract class EventNode
{
    /// <summary>Writes the truth values over the node's outer axes, first axis slowest.</summary>
    public abstract void Evaluate(EventReader reader, Span<Certainty> result);
}

/// <summary>Reads plan outputs during one evaluation and remembers what is worth reporting.</summary>
internal abstract class EventReader
{
    /// <summary>The values of an output.</summary>
    public abstract ReadOnlySpan<double> Output(string name);

    /// <summary>The relative distance below which real values are not told apart in this trial.</summary>
    public double Margin { get; protected set; } = NumericDecision.RelativeMargin;

    /// <summary>The left side of the tightest comparison under universal quantifiers alone.</summary>
    public double TightestLeft { get; private set; } = double.NaN;

    /// <summary>Its right side.</summary>
    public double TightestRight { get; private set; } = double.NaN;

    /// <summary>The last step at which all comparisons were decided, or -1.</summary>
    public int DecidedUntil { get; set; } = -1;

    /// <summary>Whether a path counts as true of which not all steps were decided.</summary>
    public bool IsCut { get; set; }

    /// <summary>Set while the body of a path is evaluated: at which of its elements a compared value was not a number.</summary>
    public bool[]? NotANumber { get; set; }

    private double tightest = double.PositiveInfinity;

    /// <summary>Forgets the last evaluation.</summary>
    public void Reset()
    {
        TightestLeft = double.NaN;
        TightestRight = double.NaN;
        DecidedUntil = -1;
        IsCut = false;
        NotANumber = null;
        tightest = double.PositiveInfinity;
    }

    /// <summary>Remembers a compared pair if it is tighter, relative to its size, than those before.</summary>
    public void Offer(double left, double right, Relation relation)
    {
        if (double.IsNaN(left) || double.IsNaN(right) || relation is Relation.Equal or Relation.NotEqual)
        {
            return;
        }

        if (relation is Relation.Greater or Relation.GreaterOrEqual)
        {
            (left, right) = (right, left);
        }

        var relative = (right - left) / Math.Max(Math.Max(Math.Abs(left), Math.Abs(right)), double.Epsilon);
        if (relative < tightest)
        {
            tightest = relative;
            TightestLeft = left;
            TightestRight = right;
        }
    }
}

/// <summary>A comparison of two computed arrays.</summary>
internal sealed class ComparisonNode(Relation relation, string left, string right, bool isInteger, bool isTracked, bool isAlongPath) : EventNode
{
    /// <inheritdoc/>
    public override void Evaluate(EventReader reader, Span<Certainty> result)
    {
        var lefts = reader.Output(left);
        var rights = reader.Output(right);
        var scale = 0.0;
        for (var i = 0; i < result.Length; i++)
        {
            if (isAlongPath)
            {
                // Along a trajectory the largest value so far says how large the cancelled quantities were.
                scale = Math.Max(scale, Finite(Math.Max(Math.Abs(lefts[i]), Math.Abs(rights[i]))));
            }

            result[i] = isInteger ? NumericDecision.Integers(relation, lefts[i], rights[i]) : NumericDecision.Reals(relation, lefts[i], rights[i], scale, reader.Margin);
            if (reader.NotANumber is { } marks && (double.IsNaN(lefts[i]) || double.IsNaN(rights[i])))
            {
                // The axes of a path come first, so several elements here may belong to one of its steps.
                marks[(int)((long)i * marks.Length / result.Length)] = true;
            }

            if (isTracked)
            {
                reader.Offer(lefts[i], rights[i], relation);
            }
        }
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}

/// <summary>What holds at both ends of a bracketed number: sides that are affine in it compare alike in between.</summary>
internal sealed class AgreementNode(EventNode low, EventNode high) : EventNode
{
    /// <inheritdoc/>
    public override void Evaluate(EventReader reader, Span<Certainty> result)
    {
        low.Evaluate(reader, result);
        var other = new Certainty[result.Length];
        high.Evaluate(reader, other);
        for (var i = 0; i < other.Length; i++)
        {
            result[i] = result[i] == other[i] ? other[i] : Certainty.Unknown;
        }
    }
}

/// <summary>A truth value that does not depend on the trial.</summary>
internal sealed class SettledNode(Certainty value) : EventNode
{
    /// <inheritdoc/>
    public override void Evaluate(EventReader reader, Span<Certainty> result) => result.Fill(value);
}

/// <summary>A connective, element by element.</summary>
internal sealed class ConnectiveNode(ConnectiveKind kind, Sequence<EventNode> operands) : EventNode
{
    /// <inheritdoc/>
    public override void Evaluate(EventReader reader, Span<Certainty> result)
    {
        operands[0].Evaluate(reader, result);
        if (kind == ConnectiveKind.Not)
        {
            foreach (ref var value in result)
            {
                value = value.Not();
            }

            return;
        }

        var other = new Certainty[result.Length];
        for (var o = 1; o < operands.Count; o++)
        {
            operands[o].Evaluate(reader, other);
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = kind switch
                {
                    ConnectiveKind.And => result[i].And(other[i]),
                    ConnectiveKind.Or => result[i].Or(other[i]),
                    ConnectiveKind.Implies => result[i].Not().Or(other[i]),
                    _ => result[i].And(other[i]).Or(result[i].Not().And(other[i].Not())),
                };
            }
        }
    }
}

/// <summary>A quantifier over finite index ranges: reduces the trailing axes.</summary>
/// <param name="isUniversal">For all, or exists.</param>
/// <param name="count">How many inner elements each outer element has.</param>
/// <param name="where">The restriction over the full axes, or null.</param>
/// <param name="body">The body over the full axes.</param>
internal sealed class QuantifierNode(bool isUniversal, int count, EventNode? where, EventNode body) : EventNode
{
    /// <inheritdoc/>
    public override void Evaluate(EventReader reader, Span<Certainty> result)
    {
        var values = new Certainty[result.Length * count];
        body.Evaluate(reader, values);
        if (where is not null)
        {
            var allowed = new Certainty[values.Length];
            where.Evaluate(reader, allowed);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = isUniversal ? allowed[i].Not().Or(values[i]) : allowed[i].And(values[i]);
            }
        }

        for (var outer = 0; outer < result.Length; outer++)
        {
            var all = isUniversal ? Certainty.True : Certainty.False;
            foreach (var value in values.AsSpan(outer * count, count))
            {
                all = isUniversal ? all.And(value) : all.Or(value);
            }

            result[outer] = all;
        }
    }
}

/// <summary>
/// For all steps of a run: true up to the last step that rounding lets decide. A violation anywhere before is a violation;
/// a value that is not a number leaves the whole unknown.
/// </summary>
/// <param name="steps">How many steps, the start included.</param>
/// <param name="isWhole">Whether no later steps are spoken of.</param>
/// <param name="isHopeful">Whether a run without violation counts as true; otherwise it stays unknown, for later steps may violate it.</param>
/// <param name="mayStartTied">Whether sides that agree at the start satisfy the body.</param>
/// <param name="where">The restriction over the steps, or null.</param>
/// <param name="body">The body over the steps.</param>
internal sealed class PathNode(int steps, bool isWhole, bool isHopeful, bool mayStartTied, EventNode? where, EventNode body) : EventNode
{
    /// <inheritdoc/>
    public override void Evaluate(EventReader reader, Span<Certainty> result)
    {
        var values = new Certainty[result.Length * steps];
        var (outside, marks) = (reader.NotANumber, new bool[values.Length]);
        reader.NotANumber = marks;
        body.Evaluate(reader, values);
        reader.NotANumber = outside;
        var allowed = new Certainty[values.Length];
        allowed.AsSpan().Fill(Certainty.True);
        where?.Evaluate(reader, allowed);
        for (var outer = 0; outer < result.Length; outer++)
        {
            result[outer] = Along(values.AsSpan(outer * steps, steps), allowed.AsSpan(outer * steps, steps), marks.AsSpan(outer * steps, steps), reader);
        }
    }

    private Certainty Along(ReadOnlySpan<Certainty> values, ReadOnlySpan<Certainty> allowed, ReadOnlySpan<bool> marks, EventReader reader)
    {
        var decided = -1;
        var isKnown = isWhole;
        for (var k = 0; k < values.Length; k++)
        {
            var here = allowed[k].Not().Or(values[k]);
            if (here == Certainty.False)
            {
                reader.DecidedUntil = k;
                return Certainty.False;
            }

            if (marks[k] && allowed[k] != Certainty.False)
            {
                reader.DecidedUntil = decided;
                return Certainty.Unknown;
            }

            // At the start both sides of a rate are the same number; from there on, the first undecided step ends what is known.
            isKnown &= here == Certainty.True;
            if (here == Certainty.Unknown && (k > 0 || !mayStartTied))
            {
                break;
            }

            decided = k;
        }

        reader.DecidedUntil = decided;
        reader.IsCut |= !isKnown;
        return isKnown || (isHopeful && decided > 0) ? Certainty.True : Certainty.Unknown;
    }
}

/// <summary>
/// For all steps from some on: a run shows it of no step, and denies it of none. What holds throughout the second half of the run is what may stand for it.
/// </summary>
/// <param name="steps">How many steps, the start included.</param>
/// <param name="isHopeful">Whether that counts as true; otherwise it stays unknown.</param>
/// <param name="body">The body over the steps.</param>
internal sealed class LastingNode(int steps, bool isHopeful, EventNode body) : EventNode
{
    /// <inheritdoc/>
    public override void Evaluate(EventReader reader, Span<Certainty> result)
    {
        var values = new Certainty[result.Length * steps];
        body.Evaluate(reader, values);
        for (var outer = 0; outer < result.Length; outer++)
        {
            var later = values.AsSpan(outer * steps, steps)[(steps / 2)..];
            result[outer] = isHopeful && steps > 1 && !later.ContainsAnyExcept(Certainty.True) ? Certainty.True : Certainty.Unknown;
        }

        reader.DecidedUntil = steps - 1;
    }
}

/// <summary>
/// How often something happens in all steps of a run, compared with a number: a run shows that it happens more often than so, by the steps at which it certainly does.
/// That it happens no more often is shown by none; where the run is long enough to show more and did not, that may stand for it.
/// </summary>
/// <param name="steps">How many steps are looked at.</param>
/// <param name="isStrict">Whether as often as the number is too often.</param>
/// <param name="isHopeful">Whether a run that is long enough counts as true; otherwise it stays unknown, for later steps may count.</param>
/// <param name="number">The number compared with, an output over the outer axes.</param>
/// <param name="body">What is counted, over the outer axes and the steps.</param>
internal sealed class FrequencyNode(int steps, bool isStrict, bool isHopeful, string number, EventNode body) : EventNode
{
    /// <inheritdoc/>
    public override void Evaluate(EventReader reader, Span<Certainty> result)
    {
        var values = new Certainty[result.Length * steps];
        body.Evaluate(reader, values);
        var limits = reader.Output(number);
        var allowed = isStrict ? Relation.Less : Relation.LessOrEqual;
        for (var outer = 0; outer < result.Length; outer++)
        {
            var along = values.AsSpan(outer * steps, steps);
            var (least, greatest) = (along.Count(Certainty.True), steps - along.Count(Certainty.False));
            result[outer] = Holds(allowed, least, limits[outer]) == Certainty.False ? Certainty.False
                : isHopeful && Holds(allowed, greatest, limits[outer]) == Certainty.True && Holds(allowed, steps, limits[outer]) == Certainty.False ? Certainty.True
                : Certainty.Unknown;
        }

        reader.DecidedUntil = steps - 1;
    }

    // A count is exact; the number it is compared with may be rounded.
    private static Certainty Holds(Relation relation, int count, double limit) =>
        double.IsInteger(limit) ? NumericDecision.Integers(relation, count, limit) : NumericDecision.Reals(relation, count, limit, 0);
}
