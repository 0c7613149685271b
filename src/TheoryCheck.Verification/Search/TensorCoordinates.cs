using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Verification.Search;

/// <summary>The entries of a number, vector or matrix, or of all members of a family.</summary>
internal sealed class TensorCoordinates : CoordinateBlock
{
    private readonly SearchedPoints points;
    private readonly Sequence<int> dimensions;
    private readonly int length;

    private TensorCoordinates(Symbol symbol, SearchedPoints points, TensorValue<double> start, int rows)
        : base(symbol, start.Elements.ToArray()) => (this.points, dimensions, length) = (points, start.Dimensions, start.Elements.Length / rows);

    /// <summary>The entries of a symbol's value at the start; null when its domain is of another kind.</summary>
    public static TensorCoordinates? At(Symbol symbol, Term domain, Instance start, ClosedEvaluation evaluation)
    {
        // A family whose domain varies with its index has no one set of points.
        if (domain.FreeSymbols().Any(s => symbol.Indices.Any(i => ReferenceEquals(i.Symbol, s))) || SearchedSet.PointsOf(domain, start, evaluation.TryRational) is not { } points
            || !start.Values.TryGetValue(symbol, out var value) || evaluation.TryTensor(value, Instance.Empty) is not { } tensor)
        {
            return null;
        }

        var rows = tensor.Dimensions.Take(symbol.Indices.Count).Aggregate(1, (a, b) => a * b);
        return tensor.Elements.Length == 0 || tensor.Dimensions.Count < symbol.Indices.Count ? null : new(symbol, points, tensor, rows);
    }

    /// <inheritdoc/>
    public override void Project(Span<double> own)
    {
        for (var from = 0; from < own.Length; from += length)
        {
            points.Project(own.Slice(from, length));
        }
    }

    /// <inheritdoc/>
    public override Value<T> Of<T>(Interpreter<T> at, ReadOnlySpan<T> own) =>
        dimensions.IsEmpty ? new Value<T>.Real(own[0]) : new Value<T>.Tensor(new TensorValue<T>(dimensions, own.ToArray()));

    /// <inheritdoc/>
    public override Term Round(ReadOnlySpan<double> own, long denominator)
    {
        var entries = new List<Rational>();
        for (var from = 0; from < own.Length; from += length)
        {
            entries.AddRange(points.Round(own.Slice(from, length), denominator));
        }

        return Filled(entries).ToTerm();
    }

    /// <inheritdoc/>
    public override Term? Snap(ReadOnlySpan<double> own, double tolerance)
    {
        if (dimensions.IsEmpty)
        {
            return NearbyNumbers.Exact(own[0], tolerance);
        }

        var entries = new List<Rational>();
        for (var from = 0; from < own.Length; from += length)
        {
            entries.AddRange(NearbyNumbers.Simplest(points, own.Slice(from, length), tolerance));
        }

        return Filled(entries).ToTerm();
    }

    private ExactPoints Filled(List<Rational> entries) => new(dimensions, entries.ToSequence(), points.IsNormalised ? Enumerable.Repeat(true, entries.Count / length).ToSequence() : []);
}
