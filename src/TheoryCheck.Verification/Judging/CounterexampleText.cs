using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Search.Shrinking;

namespace TheoryCheck.Verification.Judging;

/// <summary>A counterexample as the report shows it: a table of exact values, the failed comparison, and a drawing in two or three dimensions.</summary>
internal static class CounterexampleText
{
    private const int MostPoints = 64;

    /// <summary>The report's form of a failure.</summary>
    public static Counterexample Of(FailureEvidence failure)
    {
        var values = failure.Values
            .SelectMany(v => Rows(v.Symbol, v.Value))
            .Concat(failure.Named.Select(n => new SymbolValue(Typeset.OfWords(n.Name), n.Value)))
            .ToSequence();
        var drawing = failure.Values.Select(v => Draw(v.Symbol, v.Value)).FirstOrDefault(d => d is not null);
        return new Counterexample(values, failure.Arithmetic)
        {
            Failure = failure.Formula is Comparison { Relations: [var relation], Children: [var left, var right] }
                ? new FailedComparison(Typeset.Of(left), failure.Left, relation.Symbol(), Typeset.Of(right), failure.Right, failure.Margin)
                : null,
            Drawing = drawing,
            Structure = failure.Values.SelectMany(v => StructureWords.Of(v.Symbol, v.Value)).ToSequence(),
        };
    }

    // A family of vectors takes one row per member, so that each can be read.
    private static IEnumerable<SymbolValue> Rows(Symbol symbol, Term value)
    {
        if (value is Collection { Kind: CollectionKind.List, Type: TensorType { Axes.Count: 2 } } rows)
        {
            return rows.Children.Take(MostPoints).Select((row, i) =>
                new SymbolValue(Typeset.Of(Build.At(Build.Ref(symbol), Build.Num(i))), ValueText.Of(row)));
        }

        return [new SymbolValue(Typeset.Of(Build.Ref(symbol)), ValueText.Of(value))];
    }

    private static Drawing? Draw(Symbol symbol, Term value)
    {
        if (value is not Collection { Kind: CollectionKind.List, Type: TensorType { Axes.Count: 2 } } rows || rows.Children.Count > MostPoints)
        {
            return null;
        }

        var evaluation = new ClosedEvaluation();
        var points = rows.Children.Items.Select(r => evaluation.TryDoubles(r, Instance.Empty)).ToList();
        if (points.Exists(p => p is null || p.Length != points[0]!.Length) || points.Count == 0 || points[0]!.Length is not (2 or 3))
        {
            return null;
        }

        var onSphere = points.TrueForAll(p => Math.Abs(p!.Sum(c => c * c) - 1) < 1e-9);
        return new Drawing(onSphere, points.Select((p, i) => new DrawnPoint(symbol.Name, $"{symbol.Name}[{i}]", Sequence.Create<double>(p!))).ToSequence());
    }
}
