using TheoryCheck.Checker.Enclosures;
using static TheoryCheck.Checker.Statements.Value;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>The tensor functions of the language that the checker knows, written a second time over jets of enclosures.</summary>
internal static class TensorFunctions
{
    /// <summary>The value of a function, or null when the checker does not know it.</summary>
    public static Value? Apply(Evaluator evaluator, string name, Value[] values)
    {
        var (jets, a, b) = (evaluator.Jets, Value.AsTensor(values[0]), Value.AsTensor(values[values.Length > 1 ? 1 : 0]));
        Value Number(Jet real) => new Value.Number(real);
        Enclosure Least(Value.Tensor matrix) => Matrices.LeastEigenvalue(evaluator.Reals, Symmetric(matrix), evaluator.Bits / 2);
        static Value.Tensor Negated(Value.Tensor x) => x with { Elements = [.. x.Elements.Select(e => -e)] };
        return name switch
        {
            "dot" => Number(jets.Dot(Like(a, b).Elements, b.Elements)), "norm" => Number(jets.Sqrt(Squares(jets, a))),
            "norm1" or "norminf" => Number(a.Elements.Select(jets.Abs).Aggregate((Jet)0, (x, y) => name == "norm1" ? jets.Add(x, y) : jets.Max(x, y))),
            "trace" => Number(Enumerable.Range(0, Square(a)).Aggregate((Jet)0, (s, i) => jets.Add(s, a.Elements[(i * a.Shape[0]) + i]))),
            "transpose" when a.Shape is [var n, var m] => Fill([m, n], (i, j) => a.Elements[(j * m) + i]), "matmul" => Product(jets, a, b),
            "outer" => Fill([a.Elements.Length, b.Elements.Length], (i, j) => jets.Multiply(a.Elements[i], b.Elements[j])),
            "diagonal" => Fill([a.Elements.Length, a.Elements.Length], (i, j) => i == j ? a.Elements[i] : 0),
            "identity" => Fill([Size(values[0]), Size(values[0])], (i, j) => i == j ? 1 : 0), "eigmax" => Number(-Least(Negated(a))),
            "zeros" or "ones" => Fill([.. values.Select(Size)], (_, _) => name == "ones" ? 1 : 0),
            "quadratic" => Number(jets.Dot(Value.AsTensor(Product(jets, a, b)).Elements, b.Elements)),
            "tvnorm" => Number(jets.Say(name, 0, 0)), "angle" => Number(Angle(jets, Like(a, b).Elements, b.Elements)),
            "psd" => new Value.Truth(Matrices.IsSemidefinite(evaluator.Reals, Symmetric(a), 0)), "eigmin" => Number(Least(a)),
            "opnorm" => Number(evaluator.Reals.Sqrt(-Least(Negated(Product(jets, (Value.Tensor)Apply(evaluator, "transpose", [a])!, a))))), _ => null,
        };
    }

    /// <summary>A matrix whose opposite elements are the same enclosures.</summary>
    public static Enclosure[][] Symmetric(Value.Tensor tensor)
    {
        var n = Square(tensor);
        var isSymmetric = tensor.Elements.Select((e, k) => e.Constant == tensor.Elements[(k % n * n) + (k / n)].Constant).All(same => same);
        return isSymmetric ? Matrices.Of(n, (i, j) => tensor.Elements[(i * n) + j].Constant) : throw new NotShownException("the matrix is not symmetric");
    }

    /// <summary>The sum of the squares of a vector or matrix, which is 1 for a vector divided by its length.</summary>
    public static Jet Squares(Jets jets, Value.Tensor a) => a is { IsUnit: true, Shape.Length: 1 } ? 1 : jets.Dot(a.Elements, a.Elements);

    private static int Size(Value value) => AsNumber(value).Exact is { IsInteger: true, Sign: >= 0 } n && n < 4096 ? (int)n.Numerator
        : throw new NotShownException("no size");

    private static int Square(Value.Tensor a) => a.Shape is [var n, var m] && n == m ? n : throw new NotShownException("a square matrix is expected");

    /// <summary>The first tensor, if the second has its shape.</summary>
    public static Value.Tensor Like(Value.Tensor a, Value.Tensor b) => a.Shape.SequenceEqual(b.Shape) ? a : throw new NotShownException("shapes differ");

    // atan2(√(|u|²|v|² - ⟨u, v⟩²), ⟨u, v⟩), where the root is not negative by the inequality of Cauchy and Schwarz.
    private static Jet Angle(Jets jets, Jet[] u, Jet[] v)
    {
        var (inner, squares) = (jets.Dot(u, v), jets.Multiply(jets.Dot(u, u), jets.Dot(v, v)));
        Require(squares[0].Low.Sign > 0, "an angle needs vectors that are not 0");
        return jets.Angle(jets.Sqrt(jets.Max(jets.Subtract(squares, jets.Power(inner, 2)), 0)), inner);
    }

    private static Value.Tensor Product(Jets jets, Value.Tensor a, Value.Tensor b)
    {
        Require(a.Shape.Length == 2 && b.Shape.Length is 1 or 2 && a.Shape[1] == b.Shape[0], "matrices do not fit together");
        var (inner, columns) = (a.Shape[1], b.Shape.Length == 2 ? b.Shape[1] : 1);
        Jet Entry(int i, int j) => jets.Dot(a.Elements[(i * inner)..((i + 1) * inner)], [.. b.Elements.Where((_, k) => k % columns == j)]);
        return Fill([a.Shape[0], columns], Entry) with { Shape = [a.Shape[0], .. b.Shape[1..]] };
    }

    private static Value.Tensor Fill(int[] shape, Func<int, int, Jet> element) => Value.AsTensor(Value.Of(shape, k => element(k / shape[^1], k % shape[^1])));
}
