using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Plots.Figures;

/// <summary>η(θ) = Σᵢ qᵢ φ(⟨θ, xᵢ⟩) from a figure's data, φ with one slope on each side of 0.</summary>
internal sealed class Certificate
{
    private readonly double[][] inputs;
    private readonly double right;
    private readonly double left;

    private Certificate(double[][] inputs, double right, double left) => (this.inputs, this.right, this.left) = (inputs, right, left);

    /// <summary>The certificate of a figure, or null when its data are not complete.</summary>
    /// <param name="figure">With the tables <c>inputs</c> (the columns x1, x2, .., dual) and <c>feature</c> (right, left).</param>
    /// <param name="dimension">The length of the inputs.</param>
    public static Certificate? Of(Figure figure, int dimension)
    {
        var columns = Enumerable.Range(1, dimension).Select(k => $"x{k}").Append("dual").ToArray();
        if (figure.Table("inputs") is not { Count: > 0 } table || figure.Table("feature") is not { Count: 1 } feature || columns.Any(c => table[c].Count < table.Count))
        {
            return null;
        }

        var rows = Enumerable.Range(0, table.Count).Select(i => columns.Select(c => table[c][i]).ToArray()).ToArray();
        return feature["right"] is [var right] && feature["left"] is [var left] && rows.All(r => r.All(double.IsFinite)) ? new Certificate(rows, right, left) : null;
    }

    /// <summary>The inputs with their dual variables as last entries.</summary>
    public IReadOnlyList<double[]> Inputs => inputs;

    /// <summary>η at a direction.</summary>
    public double At(ReadOnlySpan<double> direction)
    {
        var sum = 0.0;
        foreach (var input in inputs)
        {
            var product = 0.0;
            for (var k = 0; k < direction.Length; k++)
            {
                product += direction[k] * input[k];
            }

            sum += input[^1] * (product >= 0 ? right : left) * product;
        }

        return sum;
    }
}
