using System.Runtime.InteropServices;

namespace TheoryCheck.Rigor.Tapes;

/// <summary>What a step of a tape does.</summary>
internal enum TapeOperator
{
    /// <summary>An input; <see cref="TapeStep.Left"/> is its position.</summary>
    Input,

    /// <summary>A rational constant; <see cref="TapeStep.Left"/> is its position among the constants.</summary>
    Constant,

    /// <summary>π.</summary>
    Pi,

    /// <summary>x + y.</summary>
    Add,

    /// <summary>x - y.</summary>
    Subtract,

    /// <summary>x·y.</summary>
    Multiply,

    /// <summary>x/y.</summary>
    Divide,

    /// <summary>-x.</summary>
    Negate,

    /// <summary>√x.</summary>
    Sqrt,

    /// <summary>eˣ.</summary>
    Exp,

    /// <summary>log x.</summary>
    Log,

    /// <summary>sin x.</summary>
    Sin,

    /// <summary>cos x.</summary>
    Cos,

    /// <summary>The error function.</summary>
    Erf,

    /// <summary>The angle of the point (y, x), where x is the second operand.</summary>
    Atan2,

    /// <summary>xⁿ; <see cref="TapeStep.Right"/> is n.</summary>
    Power,
}

/// <summary>One step of a tape.</summary>
/// <param name="Operator">What it does.</param>
/// <param name="Left">The step of the first operand, or what the operator says.</param>
/// <param name="Right">The step of the second operand, or what the operator says.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TapeStep(TapeOperator Operator, int Left, int Right);

/// <summary>A case distinction that was decided while a tape was recorded: the tape is the function only where it comes out so again.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Left">The step of the left side.</param>
/// <param name="Right">The step of the right side.</param>
/// <param name="Holds">Whether it held.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TapeGuard(Relation Relation, int Left, int Right, bool Holds);
