using System.Runtime.InteropServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures.Bounds;

/// <summary>sup |Σᵢ qᵢ φ(⟨θ, xᵢ⟩)| over the circle (max(0, sup ...) when only the positive side counts), exact but for one square root.</summary>
/// <remarks>
/// Between neighbouring kinks the function is ⟨g, θ⟩: its supremum is |g| where g points between them, and is met at one of them otherwise. The kinks are put in
/// order, and g is summed, in rational numbers. <i>Cost:</i> O(n log n) exact operations.
/// </remarks>
internal static class ArcSupremum
{
    private const int Precision = 128;

    /// <summary>An enclosure of relative width about 2⁻¹²⁶.</summary>
    internal static Interval Of(MeasureProblem problem, Sequence<Rational> dual, bool isNonnegative)
    {
        var (gradient, square) = (new Vector(0, 0), Rational.Zero);
        var kinks = new List<Kink>();
        for (var i = 0; i < dual.Count; i++)
        {
            var (x, weight) = (new Vector(problem.Inputs[i][0], problem.Inputs[i][1]), dual[i]);
            gradient += x.Times(problem.Feature.Left * weight);
            if (!x.IsZero)
            {
                kinks.Add(new(new(x.Second, -x.First), x.Times(problem.Feature.Jump * weight), Enters: true));
                kinks.Add(new(new(-x.Second, x.First), x.Times(-problem.Feature.Jump * weight), Enters: false));
            }
        }

        if (kinks.Count == 0)
        {
            return Interval.FromRational(0, Precision);
        }

        kinks.Sort((left, right) => left.Direction.CompareAngle(right.Direction));
        var last = kinks[^1].Direction;
        var between = last.Cross(kinks[0].Direction).IsZero ? new Vector(-last.Second, last.First) : last + kinks[0].Direction;
        foreach (var kink in kinks)
        {
            gradient += kink.Enters && kink.Direction.Cross(between).Sign > 0 ? kink.Jump : new(0, 0);
        }

        foreach (var kink in kinks)
        {
            var (before, after) = (last.Cross(gradient).Sign, gradient.Cross(kink.Direction).Sign);
            var isBetween = (before >= 0 && after >= 0) || (before <= 0 && after <= 0 && !isNonnegative);
            if (isBetween && last.CompareAngle(kink.Direction) != 0)
            {
                Meet(gradient.Dot(gradient));
            }

            var value = gradient.Dot(kink.Direction);
            if (value.Sign > 0 || !isNonnegative)
            {
                Meet(value * value / kink.Direction.Dot(kink.Direction));
            }

            (last, gradient) = (kink.Direction, gradient + kink.Jump);
        }

        return Interval.Sqrt(Interval.FromRational(square, Precision));

        void Meet(Rational candidate) => square = candidate > square ? candidate : square;
    }

    /// <summary>A direction at which an input changes sides, and what the gradient gains in passing it counterclockwise.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Kink(Vector Direction, Vector Jump, bool Enters);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Vector(Rational First, Rational Second)
    {
        internal bool IsZero => First.IsZero && Second.IsZero;

        /// <summary>0 for angles in [0, π), 1 for the others.</summary>
        private int Half => Second.Sign > 0 || (Second.IsZero && First.Sign > 0) ? 0 : 1;

        public static Vector operator +(Vector left, Vector right) => new(left.First + right.First, left.Second + right.Second);

        internal Vector Times(Rational factor) => new(First * factor, Second * factor);

        internal Rational Dot(Vector other) => First * other.First + Second * other.Second;

        /// <summary>Positive when the other vector is less than half a turn counterclockwise of this one.</summary>
        internal Rational Cross(Vector other) => First * other.Second - Second * other.First;

        internal int CompareAngle(Vector other) => Half != other.Half ? Half.CompareTo(other.Half) : -Cross(other).Sign;
    }
}
