using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Statements;

/// <summary>The tensor functions of the language that the checker knows, written a second time over enclosures.</summary>
internal static class TensorFunctions
{
    /// <summary>The value of a function, or null when the checker does not know it.</summary>
    public static Value? Apply(Reals reals, int bits, string name, Value[] values)
    {
        var a = Value.AsTensor(values[0]);
        var b = values.Length > 1 ? Value.AsTensor(values[1]) : a;
        int Size(Value value) => value is Value.Number { Real: { IsPoint: true, Low: { IsInteger: true } n } } && n.Sign >= 0 && n < 4096 ? (int)n.Numerator : throw new NotShownException("a size is expected");
        Value Number(Enclosure real) => new Value.Number(real);
        return name switch
        {
            "dot" => Number(Dot(reals, Like(a, b).Elements, b.Elements)),
            "norm" => Number(a is { IsUnit: true, Shape.Length: 1 } ? 1 : reals.Sqrt(a.Elements.Aggregate((Enclosure)0, (s, x) => reals.Add(s, reals.Power(x, 2))))),
            "norm1" => Number(a.Elements.Aggregate((Enclosure)0, (s, x) => reals.Add(s, Reals.Abs(x)))),
            "norminf" => Number(a.Elements.Select(Reals.Abs).Aggregate((Enclosure)0, Reals.Max)),
            "trace" => Number(Enumerable.Range(0, Square(a)).Aggregate((Enclosure)0, (s, i) => reals.Add(s, a.Elements[(i * a.Shape[0]) + i]))),
            "transpose" when a.Shape.Length == 2 => Fill([a.Shape[1], a.Shape[0]], (i, j) => a.Elements[(j * a.Shape[1]) + i]),
            "outer" => Fill([a.Elements.Length, b.Elements.Length], (i, j) => reals.Multiply(a.Elements[i], b.Elements[j])),
            "diagonal" => Fill([a.Elements.Length, a.Elements.Length], (i, j) => i == j ? a.Elements[i] : 0),
            "identity" => Fill([Size(values[0]), Size(values[0])], (i, j) => i == j ? 1 : 0),
            "zeros" or "ones" => Filled([.. values.Select(Size)], name == "ones" ? 1 : 0),
            "matmul" => Product(reals, a, b),
            "quadratic" => Number(Dot(reals, Value.AsTensor(Product(reals, a, b)).Elements, b.Elements)),
            "angle" => Number(Angle(reals, Like(a, b).Elements, b.Elements)),
            "eigmin" => Number(Matrices.LeastEigenvalue(reals, Symmetric(a), bits / 2)),
            "eigmax" => Number(-Matrices.LeastEigenvalue(reals, Symmetric(a with { Elements = [.. a.Elements.Select(x => -x)] }), bits / 2)),
            _ => null,
        };
    }

    /// <summary>A matrix whose opposite elements are the same enclosures.</summary>
    public static Enclosure[,] Symmetric(Value.Tensor tensor)
    {
        var n = Square(tensor);
        var matrix = new Enclosure[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                matrix[i, j] = tensor.Elements[(i * n) + j];
                StrictJson.Require(matrix[i, j] == tensor.Elements[(j * n) + i], "the matrix is not known to be symmetric");
            }
        }

        return matrix;
    }

    private static int Square(Value.Tensor a)
    {
        StrictJson.Require(a.Shape is [var rows, var columns] && rows == columns, "a square matrix is expected");
        return a.Shape[0];
    }

    private static Value.Tensor Like(Value.Tensor a, Value.Tensor b) => a.Shape.SequenceEqual(b.Shape) ? a : throw new NotShownException("tensors differ in shape");

    private static Value.Tensor Filled(int[] shape, Enclosure element) => new(shape, [.. Enumerable.Repeat(element, shape.Aggregate(1, (x, y) => x * y))]);

    // atan2(√(|u|²|v|² - ⟨u, v⟩²), ⟨u, v⟩), where the root is not negative by the inequality of Cauchy and Schwarz.
    private static Enclosure Angle(Reals reals, Enclosure[] u, Enclosure[] v)
    {
        var (inner, squares) = (Dot(reals, u, v), reals.Multiply(Dot(reals, u, u), Dot(reals, v, v)));
        StrictJson.Require(squares.Low.Sign > 0, "an angle needs vectors that are not 0");
        return reals.Atan2(reals.Sqrt(Reals.Max(reals.Subtract(squares, reals.Power(inner, 2)), 0)), inner);
    }

    private static Enclosure Dot(Reals reals, ReadOnlySpan<Enclosure> a, ReadOnlySpan<Enclosure> b)
    {
        Enclosure sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum = reals.Add(sum, reals.Multiply(a[i], b[i]));
        }

        return sum;
    }

    private static Value Product(Reals reals, Value.Tensor a, Value.Tensor b)
    {
        StrictJson.Require(a.Shape.Length == 2 && b.Shape.Length is 1 or 2 && a.Shape[1] == b.Shape[0], "matrices do not fit together");
        var columns = b.Shape.Length == 2 ? b.Shape[1] : 1;
        var product = (Value.Tensor)Fill([a.Shape[0], columns], (i, j) => Enumerable.Range(0, a.Shape[1])
            .Aggregate((Enclosure)0, (s, k) => reals.Add(s, reals.Multiply(a.Elements[(i * a.Shape[1]) + k], b.Elements[(k * columns) + j]))));
        return product with { Shape = b.Shape.Length == 2 ? product.Shape : [a.Shape[0]] };
    }

    private static Value Fill(int[] shape, Func<int, int, Enclosure> element) =>
        new Value.Tensor(shape, [.. Enumerable.Range(0, shape[0]).SelectMany(i => Enumerable.Range(0, shape[1]).Select(j => element(i, j)))]);
}
