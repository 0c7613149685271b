using System.Runtime.InteropServices;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Losses;

/// <summary>The only output at which a function of one output made of at most two lines is not differentiable.</summary>
/// <param name="Output">The output.</param>
/// <param name="Below">The dual variable at smaller outputs; null where the function is +∞ there.</param>
/// <param name="Above">The dual variable at larger outputs, less than <paramref name="Below"/>; null where the function is +∞ there.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LossCorner(Rational Output, Rational? Below, Rational? Above);
