using TheoryCheck.Core;

namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>The simplex method of the product itself: dense, in doubles, without any requirement; the default and the second opinion.</summary>
[Cites("maros2003", "chapter 9")]
public sealed class EmbeddedSimplex : LinearProgramOracle
{
    /// <summary>Who answers.</summary>
    public static OracleIdentity Identity { get; } = new("embedded simplex", typeof(EmbeddedSimplex).Assembly.GetName().Version!.ToString(3));

    /// <inheritdoc/>
    public override string Name => Identity.Name;

    /// <inheritdoc/>
    public override int Preference => 1000;

    /// <inheritdoc/>
    public override OracleAvailability Availability() => new(true, Identity.ToString());

    /// <inheritdoc/>
    public override LinearProgramSolution Solve(LinearProgram program, LinearProgramRequest request) => new BoundedSimplex(program, request).Run();
}
