using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

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
        StrictJson.Require(position < entries.Length, $"a value for '{symbol.Name}' is missing");
        var fields = entries[position++].Object("symbol", "value");
        StrictJson.Require(fields[0].String() == symbol.Name, $"a value for '{symbol.Name}' is expected");
        return Read(fields[1]);
    }

    /// <summary>A number, an array of equally shaped values, or <c>{"unit": [..]}</c>: a vector divided by its length.</summary>
    public static Value Read(StrictJson json) =>
        json.IsArray ? Value.Stack([.. json.Items().Select(Read)], [0]) : json.Has("unit") ? Unit(json.Object("unit")[0].Vector()) : new Value.Number(json.Number());

    private static Value.Tensor Unit(Rational[] vector)
    {
        var squares = vector.Aggregate(Rational.Zero, (s, x) => s + (x * x));
        StrictJson.Require(!squares.IsZero, "a vector without length has no direction");
        var reals = new Reals(256);
        return new Value.Tensor([vector.Length], [.. vector.Select(x => reals.Divide(x, reals.Sqrt(squares)))], IsUnit: true);
    }
}
