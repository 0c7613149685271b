namespace TheoryCheck.Optimization.LinearPrograms;

/// <summary>
/// The bounds of the columns and of the rows' values, and their perturbation: moved outward by a part in a million, differently for each, ties in the
/// ratio test disappear and a degenerate program moves on. The true bounds come back before an answer is given.
/// </summary>
internal sealed class SimplexBounds
{
    private const double Amount = 1e-6;

    private readonly double[] trueLower;
    private readonly double[] trueUpper;

    public SimplexBounds(LinearProgram program)
    {
        trueLower = [.. program.Columns.Select(c => c.Lower), .. program.Rows.Select(r => r.Lower)];
        trueUpper = [.. program.Columns.Select(c => c.Upper), .. program.Rows.Select(r => r.Upper)];
        (Lower, Upper) = ([.. trueLower], [.. trueUpper]);
    }

    public double[] Lower { get; }

    public double[] Upper { get; }

    public bool IsPerturbed { get; private set; }

    public bool IsFree(int k) => double.IsNegativeInfinity(Lower[k]) && double.IsPositiveInfinity(Upper[k]);

    public void Perturb(int round)
    {
        var stream = new DrawStream(round);
        for (var k = 0; k < Lower.Length; k++)
        {
            Lower[k] = trueLower[k] - stream.Next() * Amount * (1 + Math.Abs(trueLower[k]));
            Upper[k] = trueUpper[k] + stream.Next() * Amount * (1 + Math.Abs(trueUpper[k]));
        }

        IsPerturbed = true;
    }

    public void Restore()
    {
        trueLower.CopyTo(Lower, 0);
        trueUpper.CopyTo(Upper, 0);
        IsPerturbed = false;
    }
}
