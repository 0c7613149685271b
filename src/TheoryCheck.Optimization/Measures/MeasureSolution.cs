using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.Measures;

/// <summary>How a measure problem ended.</summary>
public enum MeasureStatus
{
    /// <summary>The value is enclosed to the tolerance asked for.</summary>
    Solved,

    /// <summary>Proved: no measure satisfies the constraints.</summary>
    Infeasible,

    /// <summary>Proved: the objective has no bound in the direction of optimisation.</summary>
    Unbounded,

    /// <summary>Proved: the value is enclosed to the tolerance, but no measure attains the infimum.</summary>
    NotAttained,

    /// <summary>The bounds are valid but farther apart than asked for; <see cref="MeasureSolution.Reason"/> says why.</summary>
    GapLeft,
}

/// <summary>The state of the bounds after an iteration, for a picture.</summary>
/// <param name="Iteration">The iteration, from 0.</param>
/// <param name="Lower">A lower bound, in doubles.</param>
/// <param name="Upper">The objective of the measure at hand, in doubles.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GapPoint(int Iteration, double Lower, double Upper);

/// <summary>A measure for a <see cref="MeasureProblem"/>, with bounds on the value over all measures.</summary>
/// <param name="Status">How the search ended.</param>
/// <param name="Reason">A sentence for people; empty when solved without remark.</param>
/// <param name="LowerBound">A number certainly at most the value; null when none is known.</param>
/// <param name="UpperBound">A number certainly at least the value; null when none is known.</param>
/// <param name="Atoms">The measure found, a candidate whose optimality the bounds bracket; empty for the zero measure.</param>
/// <param name="Residual">The dual variables q at the measure's outputs, before scaling, shape (n).</param>
/// <param name="DualPoint">Dual variables that satisfy the constraint and give the lower bound, shape (n).</param>
/// <param name="Certificate">η(θ) = Σᵢ qᵢ φ(⟨θ, xᵢ⟩)/multiplier at the residual; null for a zero multiplier.</param>
/// <param name="History">The bounds iteration by iteration.</param>
/// <param name="Iterations">The number of atoms' insertions and of Newton solves together.</param>
public sealed record MeasureSolution(
    MeasureStatus Status,
    string Reason,
    Rational? LowerBound,
    Rational? UpperBound,
    Sequence<Atom> Atoms,
    Sequence<Rational> Residual,
    Sequence<Rational> DualPoint,
    DualCertificate? Certificate,
    ImmutableArray<GapPoint> History,
    int Iterations)
{
    /// <summary>Whether some measure that attains the value has less total variation than any bound on it, and the total variation costs nothing.</summary>
    public bool HasRoom { get; init; }

    /// <summary>A number that the total variation of every measure with the value is not below.</summary>
    public Rational LeastVariation { get; init; }
}

/// <summary>The certificate η(θ) = (1/multiplier)·Σᵢ qᵢ φ(⟨θ, xᵢ⟩) of a measure, with its supremum over the whole sphere.</summary>
/// <param name="Dual">The qᵢ.</param>
/// <param name="Multiplier">The factor of the total variation that applies: the penalty plus the multiplier of an active norm bound.</param>
/// <param name="Supremum">An enclosure of sup |η| over the sphere (of max(0, sup η) when measures are nonnegative).</param>
/// <param name="Contacts">The local maximisers of |η| found with |η| within 1e-6 of the supremum, unit vectors of length d; proposals.</param>
public sealed record DualCertificate(Sequence<Rational> Dual, Rational Multiplier, Interval Supremum, ImmutableArray<ImmutableArray<double>> Contacts)
{
    /// <summary>η at a direction, in doubles.</summary>
    /// <param name="problem">The problem of which this is a certificate.</param>
    /// <param name="direction">A unit vector, length d.</param>
    public double At(MeasureProblem problem, ReadOnlySpan<double> direction)
    {
        var (right, left) = (problem.Feature.Right.ToDouble(), problem.Feature.Left.ToDouble());
        var sum = 0.0;
        for (var i = 0; i < problem.SampleCount; i++)
        {
            var product = 0.0;
            for (var k = 0; k < direction.Length; k++)
            {
                product += problem.Inputs[i][k].ToDouble() * direction[k];
            }

            sum += Dual[i].ToDouble() * (product >= 0 ? right : left) * product;
        }

        return sum / Multiplier.ToDouble();
    }
}
