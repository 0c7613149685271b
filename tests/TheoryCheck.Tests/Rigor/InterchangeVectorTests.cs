using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using NUnit.Framework;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

/// <summary>The ITF1788 vectors (folder itf1788 beside the repository, in <c>shared</c>): our enclosure, rounded outward to doubles, must hold the expected tightest interval.</summary>
public sealed class InterchangeVectorTests
{
    private const int Precision = 160;

    [Test]
    public void Enclosures_OfTheConformanceVectors_HoldTheTightestIntervals()
    {
        var folder = Folder();
        if (folder is null)
        {
            TestContext.Out.WriteLine("SKIPPED: the ITF1788 vectors are not beside this repository; nothing was compared.");
            return;
        }

        var pattern = new Regex(@"^\s*(?<op>add|sub|mul|div|sqr|sqrt|exp|log|sin|cos|atan2)\s+(?<x>\[[^\]]*\])\s*(?<y>\[[^\]]*\])?\s*=\s*(?<expected>\[[^\]]*\])\s*;", RegexOptions.Multiline, TimeSpan.FromSeconds(5));
        var compared = 0;
        var tightest = 0;
        foreach (var file in Directory.GetFiles(folder, "*.itl").Order(StringComparer.Ordinal))
        {
            foreach (Match match in pattern.Matches(File.ReadAllText(file)))
            {
                if (Parse(match.Groups["x"].Value) is not { } x || Parse(match.Groups["expected"].Value) is not { } expected
                    || (match.Groups["y"].Success ? Parse(match.Groups["y"].Value) : x) is not { } y)
                {
                    continue;
                }

                Interval result;
                try
                {
                    result = Apply(match.Groups["op"].Value, x, y);
                }
                catch (UndefinedException)
                {
                    continue;
                }

                if (result.IsUndecided)
                {
                    continue;
                }

                compared++;
                Assert.That(result.LowerDouble <= expected.LowerDouble && expected.UpperDouble <= result.UpperDouble, Is.True, $"{Path.GetFileName(file)}: {match.Value} gave {result}");
                tightest += result.LowerDouble == expected.LowerDouble && result.UpperDouble == expected.UpperDouble ? 1 : 0;
            }
        }

        TestContext.Out.WriteLine($"{compared} vectors compared, {tightest} tightest");
        Assert.That(compared, Is.GreaterThan(300));
        Assert.That(tightest, Is.GreaterThan(compared * 9 / 10));
    }

    private static Interval Apply(string name, Interval x, Interval y) => name switch
    {
        "add" => x + y,
        "sub" => x - y,
        "mul" => x * y,
        "div" => x / y,
        "sqr" => Interval.Power(x, 2),
        "sqrt" => Interval.Sqrt(x),
        "exp" => Interval.Exp(x),
        "log" => Interval.Log(x),
        "sin" => Interval.Sin(x),
        "cos" => Interval.Cos(x),
        _ => Interval.Atan2(x, y),
    };

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "itf1788");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static Interval? Parse(string text)
    {
        var ends = text.Trim('[', ']').Split(',');
        var (lower, upper) = (Exact(ends[0]), Exact(ends[^1]));
        return (ends[0].Trim().ToUpperInvariant(), ends[^1].Trim().ToUpperInvariant()) switch
        {
            ("ENTIRE", _) or ("-INFINITY", "INFINITY" or "+INFINITY") => Interval.Line(Precision),
            ("-INFINITY", _) when upper is { } high => Interval.AtMost(high, Precision),
            (_, "INFINITY" or "+INFINITY") when lower is { } low => Interval.AtLeast(low, Precision),
            _ => lower is { } a && upper is { } b && a <= b ? Interval.FromBounds(a, b, Precision) : null,
        };
    }

    /// <summary>A decimal or hexadecimal literal that is exactly a double; null for anything else, since the vectors round those first.</summary>
    private static Rational? Exact(string text)
    {
        var hex = Regex.Match(text.Trim(), @"^(?<sign>[+-]?)0x(?<whole>[0-9a-f]+)(?:\.(?<fraction>[0-9a-f]*))?(?:p(?<power>[+-]?\d+))?$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        if (!hex.Success)
        {
            return Rational.TryParse(text.Trim().TrimStart('+'), out var value) && Rational.FromExact(value.ToDouble()) == value ? value : null;
        }

        var mantissa = BigInteger.Parse("0" + hex.Groups["whole"].Value + hex.Groups["fraction"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var exponent = (hex.Groups["power"].Success ? int.Parse(hex.Groups["power"].Value, CultureInfo.InvariantCulture) : 0) - 4 * hex.Groups["fraction"].Length;
        return (hex.Groups["sign"].Value == "-" ? -1 : 1) * (Rational)mantissa * Rational.Power(2, exponent);
    }
}
