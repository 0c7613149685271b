using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker;

/// <summary>
/// A JSON value read strictly: an object has exactly the expected keys, a number is a string in the one form that
/// <see cref="Text(Rational)"/> writes (lowest terms), nothing has a default.
/// </summary>
internal readonly struct StrictJson(JsonElement element)
{
    private const int LongestText = 1 << 18;
    private const int LargestArray = 1 << 14;

    /// <summary>The one text of a rational: <c>p</c> or <c>p/q</c>.</summary>
    public static string Text(Rational value) => value.IsInteger ? Text(value.Numerator) : Text(value.Numerator) + "/" + Text(value.Denominator);

    /// <summary>The values of an object that has exactly these keys.</summary>
    public StrictJson[] Object(params string[] keys)
    {
        Require(keys.All(Has) && element.GetPropertyCount() == keys.Length, $"an object with exactly these keys is expected: {string.Join(", ", keys)}");
        var own = element;
        return [.. keys.Select(k => new StrictJson(own.GetProperty(k)))];
    }

    /// <summary>Whether this is an object with this key.</summary>
    public bool Has(string key) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out _);

    /// <summary>Whether this is an array.</summary>
    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    /// <summary>The items of an array.</summary>
    public StrictJson[] Items()
    {
        Require(IsArray && element.GetArrayLength() <= LargestArray, "an array of reasonable length is expected");
        return [.. element.EnumerateArray().Select(e => new StrictJson(e))];
    }

    /// <summary>A text.</summary>
    public string String()
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new NotShownException("a text is expected");
        Require(text.Length <= LongestText, "a text is too long");
        return text;
    }

    /// <summary>A rational in its one form.</summary>
    public Rational Number()
    {
        var text = String();
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (numerator, denominator) = slash < 0 ? (Integer(text), Rational.One) : (Integer(text[..slash]), Integer(text[(slash + 1)..]));
        Require(denominator.Sign > 0, "a denominator must be positive");
        var value = numerator / denominator;
        Require(Text(value) == text, $"'{(text.Length > 40 ? text[..40] + "…" : text)}' is not the one form of a number");
        return value;
    }

    /// <summary>An integer of a range.</summary>
    public int Integer(int least, int most)
    {
        var value = Number();
        Require(value.IsInteger && value >= least && value <= most, $"an integer from {least} to {most} is expected");
        return (int)value.Numerator;
    }

    /// <summary>A vector.</summary>
    public Rational[] Vector() => [.. Items().Select(i => i.Number())];

    internal static void Require(bool condition, string reason)
    {
        if (!condition)
        {
            throw new NotShownException(reason);
        }
    }

    private static string Text(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    private static Rational Integer(string text)
    {
        Require(BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value), "a number is expected");
        return value;
    }
}
