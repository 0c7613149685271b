using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// The values that a certificate gives to quantified symbols, in the order in which the statement asks for them. Each is used
/// exactly once, under the name it was given for.
/// </summary>
internal sealed class Script(StrictJson steps)
{
    private readonly StrictJson[] entries = steps.Items();
    private int position;

    /// <summary>Whether all values were used.</summary>
    public bool IsSpent => position == entries.Length;

    /// <summary>The next value, which must be for this symbol.</summary>
    public Value Next(Symbol symbol)
    {
        var fields = entries.ElementAtOrDefault(position++)?.Object("symbol", "value") ?? throw new NotShownException("a value is missing");
        Require(fields[0].String() == symbol.Name, $"a value for '{symbol.Name}' is expected");
        return Read(fields[1]);
    }

    /// <summary>
    /// A number, an array of equally shaped values, <c>{"unit": [..]}</c>: a vector divided by its length, or <c>{"near": .., "within": ..}</c>:
    /// any point of a box, of which the statement says more or which does not matter.
    /// </summary>
    public static Value Read(StrictJson json) =>
        json.IsArray ? Value.Stack([.. json.Items().Select(Read)], [0])
        : json.Has("unit") ? Unit(json.Object("unit")[0].Vector())
        : json.Has("near") ? Box(json.Object("near", "within"))
        : new Value.Number(json.Number());

    // All points whose coordinates differ by no more than this from those listed.
    private static Value Box(StrictJson[] fields)
    {
        var (center, radius) = (Value.AsTensor(Read(fields[0])), fields[1].Number());
        Require(radius.Sign > 0 && !center.IsUnit, "a box has a positive half-width");
        return Value.Of(center.Shape, [.. center.Elements.Select(c => (Jet)new Enclosure(c.Constant.Low - radius, c.Constant.High + radius))]);
    }

    private static Value.Tensor Unit(Rational[] vector) => new([vector.Length], [.. new Reals(256).Unit(vector).Select(c => (Jet)c)], IsUnit: true);
}
