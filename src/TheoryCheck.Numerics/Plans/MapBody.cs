using System.Globalization;
using System.Text;

namespace TheoryCheck.Numerics.Plans;

/// <summary>One primitive of a map; operands are numbered: inputs, then constants, then instructions.</summary>
/// <param name="Primitive">What is computed.</param>
/// <param name="Operands">The numbers of the operands.</param>
/// <param name="CheckLeft">Whether the left side of a comparison may be NaN.</param>
/// <param name="CheckRight">Whether the right side of a comparison may be NaN, or a divisor 0.</param>
internal readonly record struct Instruction(Primitive Primitive, int[] Operands, bool CheckLeft, bool CheckRight);

/// <summary>A straight-line elementwise map from inputs to one value.</summary>
internal sealed class MapBody
{
    /// <summary>For each input whether it is one number for a whole row.</summary>
    public required bool[] IsBroadcast { get; init; }

    /// <summary>The constants.</summary>
    public required double[] Constants { get; init; }

    /// <summary>The instructions, operands first.</summary>
    public required Instruction[] Instructions { get; init; }

    /// <summary>The number of the value.</summary>
    public required int Result { get; init; }

    /// <summary>A text equal for bodies that one emitted map serves: everything but the values of the constants.</summary>
    public string Key
    {
        get
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{string.Concat(IsBroadcast.Select(b => b ? 'b' : 'c'))} {Constants.Length} {Result}");
            foreach (var instruction in Instructions)
            {
                text.Append(CultureInfo.InvariantCulture, $";{(int)instruction.Primitive} {string.Join(',', instruction.Operands)} {(instruction.CheckLeft ? 1 : 0)}{(instruction.CheckRight ? 1 : 0)}");
            }

            return text.ToString();
        }
    }
}
