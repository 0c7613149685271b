using System.Globalization;

namespace TheoryCheck.Rigor.Doubles;

/// <summary>One known point: a function's result at it, rounded down and up, from an independent library.</summary>
/// <param name="Function">The name of the function.</param>
/// <param name="X">The first operand.</param>
/// <param name="Y">The second operand, 0 for functions of one.</param>
/// <param name="Down">The greatest double not above the result.</param>
/// <param name="Up">The least double not below the result.</param>
internal sealed record Golden(string Function, double X, double Y, double Down, double Up)
{
    /// <summary>The kernel's enclosure at the point.</summary>
    internal DoubleInterval Enclosure => Evaluate(Function, DoubleInterval.FromExact(X), DoubleInterval.FromExact(Y));

    /// <summary>Whether the enclosure holds the result and is at most one step wider at each end.</summary>
    internal bool IsMet
    {
        get
        {
            var enclosure = Enclosure;
            return enclosure.LowerDouble <= Down && Up <= enclosure.UpperDouble
                && enclosure.LowerDouble >= double.BitDecrement(Down) && enclosure.UpperDouble <= double.BitIncrement(Up);
        }
    }

    /// <summary>The points shipped with the kernel.</summary>
    internal static IEnumerable<Golden> Shipped()
    {
        using var stream = typeof(Golden).Assembly.GetManifestResourceStream("golden-enclosures.txt")
            ?? throw new InvalidOperationException("the golden enclosures are missing from the assembly");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return Parse(line);
        }
    }

    /// <summary>Reads <c>function x y down up</c>, the numbers as bit patterns.</summary>
    internal static Golden Parse(string line)
    {
        var parts = line.Split(' ');
        return new(parts[0], Bits(parts[1]), Bits(parts[2]), Bits(parts[3]), Bits(parts[4]));
    }

    /// <summary>A function of the kernel by its name in the data.</summary>
    internal static DoubleInterval Evaluate(string function, DoubleInterval x, DoubleInterval y) => function switch
    {
        "add" => x + y,
        "sub" => x - y,
        "mul" => x * y,
        "div" => x / y,
        "sqrt" => DoubleInterval.Sqrt(x),
        "exp" => DoubleInterval.Exp(x),
        "log" => DoubleInterval.Log(x),
        "sin" => DoubleInterval.Sin(x),
        "cos" => DoubleInterval.Cos(x),
        "atan2" => DoubleInterval.Atan2(x, y),
        "acos" => DoubleInterval.Acos(x),
        "cube" => DoubleInterval.Power(x, 3),
        _ => throw new ArgumentException($"no function '{function}'", nameof(function)),
    };

    private static double Bits(string text) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
