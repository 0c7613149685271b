using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Search;

/// <summary>
/// Doubles sizes while the violation of a formula rises: what is measured by a size is repeated, and moved into its domain. A claim that fails from a size on which no search proposes is broken so. What comes out are guesses, as those of
/// <see cref="GuidedSearch"/>.
/// </summary>
/// <param name="formula">The formula.</param>
/// <param name="symbols">The searched symbols with their domains in force.</param>
/// <param name="evaluation">Evaluates sizes and values.</param>
/// <param name="liesInDomain">Whether a symbol's value lies in its domain.</param>
internal sealed class GrowingSizes(Term formula, IReadOnlyList<(Symbol Symbol, Term Domain)> symbols, ClosedEvaluation evaluation, Func<Symbol, Instance, bool> liesInDomain)
{
    private const int MostStarts = 6;
    private const int MostEntries = 512;
    private const int LargestSize = 256;

    // Matrices with as many rows as a size have its square of entries, and eigenvalues take its cube.
    private const int LargestOfMatrices = 48;
    private const double Found = 1e-9;
    private const double LeastRise = 1e-6;
    private const long Grid = 64;

    /// <summary>How many configurations were looked at.</summary>
    public long Evaluations { get; private set; }

    /// <summary>The configurations that seem to break the formula.</summary>
    /// <param name="highest">Those at which the violation is greatest.</param>
    public IEnumerable<Instance> Climb(IReadOnlyList<Instance> highest)
    {
        var sizes = symbols.Where(s => s is { Symbol: { Indices.IsEmpty: true, Type: TensorType { Axes.IsEmpty: true, Kind: NumberKind.Integer } }, Domain: IndexRange { Upper: Constant } } && symbols.Any(o => IsMeasuredBy(o.Symbol, s.Symbol))).Select(static s => s.Symbol).ToList();
        List<List<Symbol>> together = [.. sizes.Select(static s => new List<Symbol> { s }), .. sizes.Count > 1 ? [sizes] : Array.Empty<List<Symbol>>()];
        var largest = Tree.Of(formula, []).Any(static t => t is { Type: TensorType { Axes.Count: > 1 } } and not Reference) ? LargestOfMatrices : LargestSize;
        foreach (var start in highest.Take(MostStarts))
        {
            foreach (var doubled in together)
            {
                var (instance, height) = (start, Height(start));
                while (height is { } before && Doubled(instance, doubled, largest) is { } next && Height(next) is { } now && now > before + LeastRise)
                {
                    (instance, height) = (next, now);
                    if (now > Found)
                    {
                        yield return next;
                        break;
                    }
                }
            }
        }
    }

    private static bool IsMeasuredBy(Symbol symbol, Symbol size) =>
        symbol.Indices.Select(static i => i.Domain).OfType<Term>().Concat(symbol.Type is TensorType type ? type.Axes.Select(static a => a.Length) : []).Any(t => t.FreeSymbols().Contains(size));

    // In doubles; null where there is none.
    private double? Height(Instance instance)
    {
        Evaluations++;
        var one = new DoubleReal(1);
        var at = new Interpreter<DoubleReal>(one, Environment<DoubleReal>.Empty);
        try
        {
            at = instance.Values.Aggregate(at, (so, v) => so.With(v.Key, new Interpreter<DoubleReal>(one, Environment<DoubleReal>.Empty).Evaluate(v.Value)));
            return new Violation<DoubleReal>(evaluation, instance, static v => v.Value).TryOf(formula, at, one, out var violation) ? violation.Value : null;
        }
        catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
        {
            return null;
        }
    }

    private Instance? Doubled(Instance instance, List<Symbol> sizes, int largest)
    {
        var grown = instance;
        foreach (var size in sizes)
        {
            if (instance.Values[size] is not Number { Value: { Sign: > 0 } now } || 2 * now > largest)
            {
                return null;
            }

            grown = grown.With(size, new Number(2 * now));
        }

        var entries = 0L;
        foreach (var (symbol, domain) in symbols.Where(s => !sizes.Contains(s.Symbol)))
        {
            if (sizes.Exists(s => IsMeasuredBy(symbol, s)))
            {
                if (ExactPoints.Of(instance.Values[symbol]) is not { Dimensions.IsEmpty: false } points || ValueShape.Of(symbol, grown, evaluation) is not { } lengths || lengths.Length != points.Dimensions.Count
                    || (entries += lengths.Aggregate(1L, static (a, b) => a * b)) > MostEntries)
                {
                    return null;
                }

                grown = grown.With(symbol, points.Repeated(lengths).ToTerm());
            }

            if (!liesInDomain(symbol, grown))
            {
                if (TensorCoordinates.At(symbol, domain, grown, evaluation) is not { } block)
                {
                    return null;
                }

                var own = (double[])block.Start.Clone();
                block.Project(own);
                grown = block.Round(own, Grid) is { } inside ? grown.With(symbol, inside) : grown;
            }
        }

        return grown;
    }
}
