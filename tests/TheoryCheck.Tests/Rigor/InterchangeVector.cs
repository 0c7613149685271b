using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

/// <summary>One bare case of the ITF1788 vectors, all of whose literals are doubles.</summary>
/// <param name="Text">The case as written.</param>
/// <param name="Operation">Its operation.</param>
/// <param name="Operands">One or two operands.</param>
/// <param name="Expected">The tightest interval; null for the empty set.</param>
internal sealed partial record InterchangeVector(string Text, string Operation, IReadOnlyList<DoubleInterval> Operands, DoubleInterval? Expected)
{
    public static readonly string[] Files = ["libieeep1788_elem.itl", "atan2.itl", "mpfi.itl", "fi_lib.itl", "c-xsc.itl"];

    /// <summary>The cases of all files; decorated ones, other types, and literals that are no doubles are left out.</summary>
    public static IEnumerable<InterchangeVector> All()
    {
        foreach (var file in Files)
        {
            foreach (Match match in Case().Matches(Comment().Replace(EmbeddedData.Read(file), " ")))
            {
                var operands = match.Groups["x"].Captures.Select(c => Parse(c.Value)).ToList();
                var expected = match.Groups["expected"].Value;
                var isEmpty = expected.Trim('[', ']').Trim() == "empty";
                if (operands.TrueForAll(o => o is not null) && (isEmpty || Parse(expected) is not null))
                {
                    yield return new($"{file}: {match.Value.Trim()}", match.Groups["op"].Value, [.. operands.Select(o => o!.Value)], isEmpty ? null : Parse(expected));
                }
            }
        }
    }

    private static DoubleInterval? Parse(string text)
    {
        var ends = text.Trim('[', ']').Split(',').Select(e => e.Trim().ToUpperInvariant()).ToArray();
        if (ends is ["ENTIRE"])
        {
            return DoubleInterval.Line;
        }

        var (lower, upper) = (End(ends[0]), End(ends[^1]));
        return lower <= upper && lower < double.PositiveInfinity && upper > double.NegativeInfinity ? DoubleInterval.FromBounds(lower, upper) : null;
    }

    /// <summary>A literal that is exactly a double; NaN for anything else.</summary>
    private static double End(string text)
    {
        if (text.TrimStart('+', '-') is "INFINITY" or "INF")
        {
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var hex = Hexadecimal().Match(text);
        Rational exact;
        if (hex.Success)
        {
            var mantissa = BigInteger.Parse("0" + hex.Groups["whole"].Value + hex.Groups["fraction"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            var power = (hex.Groups["power"].Success ? int.Parse(hex.Groups["power"].Value, CultureInfo.InvariantCulture) : 0) - 4 * hex.Groups["fraction"].Length;
            exact = (hex.Groups["sign"].Value == "-" ? -1 : 1) * (Rational)mantissa * Rational.Power(2, power);
        }
        else if (!Rational.TryParse(text.TrimStart('+'), out exact))
        {
            return double.NaN;
        }

        var value = exact.ToDouble();
        return double.IsFinite(value) && Rational.FromExact(value) == exact ? value : double.NaN;
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline, 5000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<=[;{]\s*)(?<op>[a-z0-9A-Z]+)(?:\s+(?<x>\[[^\]]*\])(?!_))+\s*=\s*(?<expected>\[[^\]]*\])(?!_)\s*;", RegexOptions.None, 5000)]
    private static partial Regex Case();

    [GeneratedRegex(@"^(?<sign>[+-]?)0X(?<whole>[0-9A-F]+)(?:\.(?<fraction>[0-9A-F]*))?(?:P(?<power>[+-]?\d+))?$", RegexOptions.None, 1000)]
    private static partial Regex Hexadecimal();
}
