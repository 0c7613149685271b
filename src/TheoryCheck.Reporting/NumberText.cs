using System.Globalization;

namespace TheoryCheck.Reporting;

/// <summary>Numbers as people read them; the same text on every machine and in every culture.</summary>
internal static class NumberText
{
    /// <summary>Four significant digits; powers of ten where the plain form would be long.</summary>
    public static string Short(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "undefined" : value > 0 ? "∞" : "−∞";
        }

        var size = Math.Abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e7))
        {
            var parts = value.ToString("0.###e+0", CultureInfo.InvariantCulture).Split('e');
            return $"{Signed(parts[0])}×10{Superscript(int.Parse(parts[1], CultureInfo.InvariantCulture))}";
        }

        var rounded = double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded == 0 ? "0" : Signed(rounded.ToString("0.########", CultureInfo.InvariantCulture));
    }

    /// <summary>A count with thin spaces between groups of three.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>A power of ten: 10⁻³.</summary>
    public static string PowerOfTen(int exponent) => exponent switch { 0 => "1", 1 => "10", _ => "10" + Superscript(exponent) };

    /// <summary>A share of a whole in percent.</summary>
    public static string Percent(long part, long whole) =>
        whole == 0 ? "–" : Short(100.0 * part / whole) + "%";

    /// <summary>A coordinate of a drawing: one decimal, a tenth of a pixel.</summary>
    public static string Coordinate(double value)
    {
        var text = Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private static string Superscript(int value) =>
        string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));

    private static string Signed(string text) => text.Replace('-', '−');
}
