using System.Runtime.Intrinsics;

namespace TheoryCheck.Numerics.Plans;

/// <summary>The elementary functions of eight lanes, by the names that emitted maps call.</summary>
public static class ElementaryLanes
{
    /// <summary>eˣ.</summary>
    public static Vector512<double> Exponential(Vector512<double> x) => Vector512.Exp(x);

    /// <summary>log x for x &gt; 0.</summary>
    public static Vector512<double> Logarithm(Vector512<double> x) => Vector512.Log(x);

    /// <summary>sin x.</summary>
    public static Vector512<double> Sine(Vector512<double> x) => Vector512.Sin(x);

    /// <summary>cos x.</summary>
    public static Vector512<double> Cosine(Vector512<double> x) => Vector512.Cos(x);

    /// <summary>The angle of the point (x, y) in (-π, π]; 0 at the origin.</summary>
    public static Vector512<double> Angle(Vector512<double> y, Vector512<double> x)
    {
        var result = Vector512<double>.Zero;
        for (var lane = 0; lane < 8; lane++)
        {
            result = result.WithElement(lane, x[lane] == 0 && y[lane] == 0 ? 0 : Math.Atan2(y[lane], x[lane]));
        }

        return result;
    }
}
