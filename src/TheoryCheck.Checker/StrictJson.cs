using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TheoryCheck.Rigor;
using static System.Globalization.CultureInfo;

namespace TheoryCheck.Checker;

/// <summary>
/// A JSON value read strictly: an object has exactly the expected keys, a number is a string in the one form that
/// <see cref="Rational.ToString()"/> writes (lowest terms), nothing has a default.
/// </summary>
internal sealed class StrictJson(JsonElement element)
{
    /// <summary>The values of an object that has exactly these keys.</summary>
    public StrictJson[] Object(params string[] keys) => keys.All(Has) && element.GetPropertyCount() == keys.Length
        ? [.. keys.Select(k => new StrictJson(element.GetProperty(k)))]
        : throw new NotShownException($"an object with exactly these keys is expected: {string.Join(", ", keys)}");

    /// <summary>Whether this is an object with this key.</summary>
    public bool Has(string key) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out _);

    /// <summary>Whether this is an array.</summary>
    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    /// <summary>The items of an array.</summary>
    public StrictJson[] Items() => IsArray && element.GetArrayLength() <= 1 << 14 ? [.. element.EnumerateArray().Select(e => new StrictJson(e))]
        : throw new NotShownException("an array of reasonable length is expected");

    /// <summary>A text.</summary>
    public string String() => element.ValueKind == JsonValueKind.String && element.GetString() is { Length: <= 1 << 18 } text ? text
        : throw new NotShownException("a text of reasonable length is expected");

    /// <summary>A rational in its one form.</summary>
    public Rational Number()
    {
        var text = String();
        var value = text.Split('/').Select(p => (Rational)BigInteger.Parse(p, NumberStyles.AllowLeadingSign, InvariantCulture)).Aggregate((p, q) => p / q);
        return value.ToString() == text ? value : throw new NotShownException($"'{(text.Length > 40 ? text[..40] + "…" : text)}' is no number in its one form");
    }

    /// <summary>An integer of a range.</summary>
    public int Integer(int least, int most) => Number() is { IsInteger: true } value && value >= least && value <= most ? (int)value.Numerator
        : throw new NotShownException($"an integer from {least} to {most} is expected");

    /// <summary>A vector.</summary>
    public Rational[] Vector() => [.. Items().Select(i => i.Number())];

    internal static void Require(bool condition, string reason) => _ = condition ? true : throw new NotShownException(reason);
}
