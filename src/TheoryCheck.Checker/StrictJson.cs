using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker;

/// <summary>
/// A JSON value read strictly: an object has exactly the expected keys, a number is a string in the one form that
/// <see cref="Text(Rational)"/> writes (lowest terms; hex beyond 128 bits), nothing has a default.
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
        Require(element.ValueKind == JsonValueKind.Object, "an object is expected");
        var names = element.EnumerateObject().Select(p => p.Name).ToList();
        Require(names.Order(StringComparer.Ordinal).SequenceEqual(keys.Order(StringComparer.Ordinal), StringComparer.Ordinal), $"the keys must be exactly {string.Join(", ", keys)}");
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
        Require(element.ValueKind == JsonValueKind.String, "a text is expected");
        var text = element.GetString()!;
        Require(text.Length <= LongestText, "a text is too long");
        return text;
    }

    /// <summary>One of some words.</summary>
    public string Word(params string[] words)
    {
        var text = String();
        Require(words.Contains(text, StringComparer.Ordinal), $"one of {string.Join(", ", words)} is expected");
        return text;
    }

    /// <summary>A rational in its one form.</summary>
    public Rational Number()
    {
        var text = String();
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var value = slash < 0 ? Integer(text) : Quotient(Integer(text[..slash]), Integer(text[(slash + 1)..]));
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

    private static Rational Quotient(Rational numerator, Rational denominator)
    {
        Require(denominator.Sign > 0, "a denominator must be positive");
        return numerator / denominator;
    }

    private static string Text(BigInteger value)
    {
        if (value.GetBitLength() <= 128)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(value).ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return (value.Sign < 0 ? "-0x" : "0x") + digits;
    }

    private static Rational Integer(string text)
    {
        var digits = text.TrimStart('-');
        var isHex = digits.StartsWith("0x", StringComparison.Ordinal);
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        Require(BigInteger.TryParse(isHex ? "0" + digits[2..] : digits, style, CultureInfo.InvariantCulture, out var value), "a number is expected");
        return text.StartsWith('-') ? -value : value;
    }
}
