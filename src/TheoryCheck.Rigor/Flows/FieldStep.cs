using System.Runtime.InteropServices;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Rigor.Flows;

/// <summary>A step of a vector field: that of a tape, with the further operands that the recurrence of its Taylor coefficients takes.</summary>
/// <param name="Operator">What it does; powers are squares.</param>
/// <param name="Left">The step of the first operand, or what the operator of the tape says.</param>
/// <param name="Right">The step of the second operand.</param>
/// <param name="Other">The cosine of a sine and the sine of a cosine; exp(-x²) beside erf(x); x² + y² beside an angle.</param>
/// <param name="Varies">Whether it depends on the states or the time.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FieldStep(TapeOperator Operator, int Left, int Right, int Other, bool Varies);
