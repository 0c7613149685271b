using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// The values that a certificate gives to quantified symbols, in the order in which the statement asks for them. Each is used
/// exactly once, under the name it was given for.
/// </summary>
internal sealed class Script(StrictJson steps, Evaluator evaluator)
{
    private readonly Queue<StrictJson> entries = new(steps.Items());

    /// <summary>Whether all values were used.</summary>
    public bool IsSpent => entries.Count == 0;

    /// <summary>The next value, which must be for this symbol.</summary>
    public Value Next(Symbol symbol)
    {
        var fields = entries.TryDequeue(out var next) ? next.Object("symbol", "value") : throw new NotShownException("a value is missing");
        Require(fields[0].String() == symbol.Name, $"a value for '{symbol.Name}' is expected");
        return Read(evaluator, fields[1]);
    }

    /// <summary>
    /// A number, an array of equally shaped values, <c>{"unit": [..]}</c>: a vector divided by its length, <c>{"near": .., "within": ..}</c>:
    /// any point of a box, of which the statement says more or which does not matter, <c>{"after": ..}</c>: every number that is greater and near enough, or
    /// <c>{"function": "f(u in reals) = .."}</c>: a function, or a measure or number, in the language of specs.
    /// </summary>
    public static Value Read(Evaluator evaluator, StrictJson json) => json.IsArray ? Value.Stack([.. json.Items().Select(j => Read(evaluator, j))])
        : json.Has("unit") && json.Object("unit")[0].Vector() is var x ? new Value.Tensor([x.Length], [.. new Reals(256).Unit(x).Select(c => (Jet)c)], true)
        : json.Has("near") ? Box(Value.AsTensor(Read(evaluator, json.Object("near", "within")[0])), json.Object("near", "within")[1].Number())
        : json.Has("function") ? Defined(evaluator, json.Object("function")[0].String())
        : new Value.Number(json.Has("after") ? new Jet(json.Object("after")[0].Number(), 1) : json.Number());

    // All points whose coordinates differ by no more than this from those listed, and a little more: no two are taken for the same number.
    private static Value Box(Value.Tensor center, Rational radius) => radius.Sign <= 0 || center.IsUnit ? throw new NotShownException("no box")
        : Value.Of(center.Shape, k => center.Elements[k].Constant is var (low, high) && new Rational(k, 1L << 60) is var turn
            ? new Enclosure(low - (radius * (1 + new Rational(1, 1 << 20) - turn)), high + (radius * (1 + turn))) : 0);

    // One definition, which knows nothing else: without quotes nothing is included.
    public static Value Defined(Evaluator evaluator, string text)
    {
        var spec = SpecReader.Parse(new SourceText("function.theory", text)).Spec;
        var isOne = spec is { Claims.IsEmpty: true, Symbols: [{ Role: SymbolRole.Definition, Indices.IsEmpty: true }] };
        Require(isOne && !text.Contains('"', StringComparison.Ordinal), "this is no definition of one function or value");
        return evaluator.Of(new Reference(spec!.Symbols[0]), Scope.Empty) is var v && v is Value.Function f ? f with { IsListed = true } : v;
    }
}
