using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Numerics.Tensors;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Numerics.Tensors;

[TestFixture]
internal sealed class TensorFunctionTests
{
    private static readonly Type[] OfMatrix =
        [typeof(EigMin), typeof(EigMax), typeof(EigVals), typeof(OpNorm), typeof(Rank), typeof(Cond), typeof(Det), typeof(Inverse), typeof(SpectralRadiusFunction)];

    [Test]
    public void KnownMatrix_HasTheKnownValues()
    {
        // Eigenvalues 3 and 1.
        double[] a = [2, 1, 1, 2];
        Assert.That(Double<EigMin>(1, Square(a)), Is.EqualTo(new[] { 1.0 }).Within(1e-15));
        Assert.That(Double<EigMax>(1, Square(a)), Is.EqualTo(new[] { 3.0 }).Within(1e-15));
        Assert.That(Double<EigVals>(2, Square(a)), Is.EqualTo(new[] { 3.0, 1.0 }).Within(1e-15));
        Assert.That(Double<OpNorm>(1, Square(a)), Is.EqualTo(new[] { 3.0 }).Within(2e-15));
        Assert.That(Double<Rank>(1, Square(a)), Is.EqualTo(new[] { 2.0 }));
        Assert.That(Double<Cond>(1, Square(a)), Is.EqualTo(new[] { 3.0 }).Within(1e-14));
        Assert.That(Double<Det>(1, Square(a)), Is.EqualTo(new[] { 3.0 }).Within(1e-15));
        Assert.That(Double<Inverse>(4, Square(a)), Is.EqualTo(new[] { 2.0 / 3, -1.0 / 3, -1.0 / 3, 2.0 / 3 }).Within(1e-15));
        Assert.That(Double<SpectralRadiusFunction>(1, Square(a)), Is.EqualTo(new[] { 3.0 }).Within(1e-15));
        Assert.That(Double<Solve>(2, Square(a), Vector(3, 3)), Is.EqualTo(new[] { 1.0, 1.0 }).Within(1e-15));
        Assert.That(Double<MatrixPower>(4, Square(a), TensorValue<double>.Scalar(2)), Is.EqualTo(new[] { 5.0, 4, 4, 5 }).Within(1e-13));
    }

    [Test]
    public void SingularMatrix_IsToldApart()
    {
        double[] a = [1, 2, 2, 4];
        Assert.That(Double<Rank>(1, Square(a)), Is.EqualTo(new[] { 1.0 }));
        Assert.That(Double<Det>(1, Square(a)), Is.EqualTo(new[] { 0.0 }));
        Assert.That(Double<Inverse>(4, Square(a)), Is.All.NaN);
        Assert.That(Double<Solve>(2, Square(a), Vector(1, 1)), Is.All.NaN);
        Assert.That(Double<MatrixPower>(4, Square(a), TensorValue<double>.Scalar(-1)), Is.All.NaN);
        Assert.That(Double<Rank>(1, Square([0, 0, 0, 0])), Is.EqualTo(new[] { 0.0 }));
        Assert.That(Double<OpNorm>(1, Square([0, 0, 0, 0])), Is.EqualTo(new[] { 0.0 }));
        Assert.That(Double<Cond>(1, Square([1, 0, 0, 0])), Is.EqualTo(new[] { double.PositiveInfinity }));
    }

    [Test]
    public void UnsymmetricMatrix_HasNoSymmetricSpectrum()
    {
        double[] a = [1, 2, 0, 1];
        Assert.That(Double<EigMin>(1, Square(a)), Is.All.NaN);
        Assert.That(Double<EigMax>(1, Square(a)), Is.All.NaN);
        Assert.That(Double<EigVals>(2, Square(a)), Is.All.NaN);
        Assert.That(Double<MatrixPower>(4, Square(a), TensorValue<double>.Scalar(0.5)), Is.All.NaN);
        Assert.That(Double<MatrixPower>(4, Square([1, 0, 0, -1]), TensorValue<double>.Scalar(0.5)), Is.All.NaN);
        Assert.That(Double<SpectralRadiusFunction>(1, Square(a)), Is.EqualTo(new[] { 1.0 }).Within(1e-7));
    }

    [TestCaseSource(nameof(OfMatrix))]
    public void MatrixFunction_OfNaN_IsNaN(Type type)
    {
        var function = Catalogue<Operation>.Members.OfType<TensorFunction>().Single(f => f.GetType() == type);
        var result = new double[4];
        function.EvaluateDouble([Square([1, double.NaN, double.NaN, 1])], result.AsSpan(0, type == typeof(EigVals) ? 2 : type == typeof(Inverse) ? 4 : 1));
        Assert.That(result[0], Is.NaN);
    }

    [TestCase(3)]
    [TestCase(10)]
    public void PowerOfARandomMatrix_KeepsItsLaws(int n)
    {
        var g = new double[n * n];
        IndexedDraws.FillNormal(new DrawKey(11, (ulong)n, 0), 0, g);
        var a = Multiply(g, Transpose(g, n), n);
        var root = Double<MatrixPower>(n * n, Square(a), TensorValue<double>.Scalar(0.5));
        Assert.That(Multiply(root, root, n), Is.EqualTo(a).Within(1e-12 * n * n));
        var inverse = Double<Inverse>(n * n, Square(a));
        var cond = Double<Cond>(1, Square(a))[0];
        Assert.That(Multiply(a, inverse, n), Is.EqualTo(Identity(n)).Within(1e-14 * cond));
        Assert.That(Double<MatrixPower>(n * n, Square(a), TensorValue<double>.Scalar(-1)), Is.EqualTo(inverse).Within(1e-14 * cond * inverse.Max(Math.Abs)));
        var values = Double<EigVals>(n, Square(a));
        Assert.That(Double<Det>(1, Square(a))[0], Is.EqualTo(values.Aggregate((x, y) => x * y)).Within(1e-7).Percent);
        Assert.That(cond, Is.EqualTo(values[0] / values[^1]).Within(1e-9 * cond * cond));
    }

    [Test]
    public void ExactEvaluation_OfTheHilbertMatrix_IsExact()
    {
        const int N = 6;
        var elements = Enumerable.Range(0, N * N).Select(i => new Rational(1, i / N + i % N + 1)).ToArray();
        var hilbert = new TensorValue<Rational>([N, N], elements);
        var det = OperationCatalogue.Get<Det>().Evaluate<Rational>([hilbert]).First;
        Assert.That(det, Is.EqualTo(new Rational(1, 186313420339200000)));
        var inverse = OperationCatalogue.Get<Inverse>().Evaluate<Rational>([hilbert]);
        Assert.That(inverse.Elements.ToArray(), Is.All.Matches<Rational>(x => x.IsInteger));
        Assert.That(inverse.First, Is.EqualTo((Rational)36));
        Assert.That(OperationCatalogue.Get<Rank>().Evaluate<Rational>([hilbert]).First, Is.EqualTo((Rational)N));
        var right = new TensorValue<Rational>([N], Enumerable.Range(0, N).Select(i => Enumerable.Range(0, N).Aggregate(Rational.Zero, (s, j) => s + elements[i * N + j])).ToArray());
        var ones = OperationCatalogue.Get<Solve>().Evaluate<Rational>([hilbert, right]);
        Assert.That(ones.Elements.ToArray(), Is.All.EqualTo(Rational.One));
    }

    [Test]
    public void ExactEvaluation_NeedingARowExchange_KeepsTheSign()
    {
        var swap = new TensorValue<Rational>([2, 2], new Rational[] { 0, 1, 1, 0 });
        Assert.That(OperationCatalogue.Get<Det>().Evaluate<Rational>([swap]).First, Is.EqualTo((Rational)(-1)));
        Assert.That(OperationCatalogue.Get<Inverse>().Evaluate<Rational>([swap]).Elements.ToArray(), Is.EqualTo(swap.Elements.ToArray()));
        var singular = new TensorValue<Rational>([2, 2], new Rational[] { 1, 2, 2, 4 });
        Assert.That(OperationCatalogue.Get<Det>().Evaluate<Rational>([singular]).First, Is.EqualTo(Rational.Zero));
        Assert.That(OperationCatalogue.Get<Rank>().Evaluate<Rational>([singular]).First, Is.EqualTo(Rational.One));
        Assert.That(() => OperationCatalogue.Get<Inverse>().Evaluate<Rational>([singular]), Throws.InstanceOf<UndefinedException>());
        Assert.That(OperationCatalogue.Get<EigMin>().Evaluate<Rational>([singular]).First, Is.EqualTo(Rational.Zero));
        var golden = new TensorValue<Rational>([2, 2], new Rational[] { 1, 1, 1, 2 });
        Assert.That(() => OperationCatalogue.Get<EigMin>().Evaluate<Rational>([golden]), Throws.InstanceOf<NotRepresentableException>());
    }

    [Test]
    public void Arguments_AreTyped()
    {
        Term n = Num(3);
        Term square = new Reference(new Symbol("A", SymbolRole.Given, default) { Type = TermType.Matrix(n, n) });
        Term wide = new Reference(new Symbol("B", SymbolRole.Given, default) { Type = TermType.Matrix(n, Num(4)) });
        Assert.That(Build.Call<EigMin>(square).Type, Is.EqualTo(TermType.Real));
        Assert.That(Build.Call<EigVals>(square).Type, Is.EqualTo(TermType.Vector(n)));
        Assert.That(Build.Call<Inverse>(square).Type, Is.EqualTo(TermType.Matrix(n, n)));
        Assert.That(Build.Call<Rank>(wide).Type, Is.EqualTo(TermType.Integer));
        Assert.That(OperationCatalogue.Get<Det>().Check([wide]).Error, Does.Contain("3 rows and 4 columns"));
        Assert.That(OperationCatalogue.Get<Det>().Check([n]).Error, Does.Contain("a matrix"));
        Assert.That(OperationCatalogue.Get<Det>().Check([]).Error, Does.Contain("takes 1"));
        Assert.That(OperationCatalogue.Get<MatrixPower>().Check([square, square]).Argument, Is.EqualTo(1));
    }

    private static Number Num(int value) => new(value);

    private static double[] Double<T>(int size, params TensorValue<double>[] arguments)
        where T : TensorFunction
    {
        var result = new double[size];
        OperationCatalogue.Get<T>().EvaluateDouble(arguments, result);
        return result;
    }

    private static TensorValue<double> Square(double[] elements)
    {
        var n = (int)Math.Sqrt(elements.Length);
        return new([n, n], elements);
    }

    private static TensorValue<double> Vector(params double[] elements) => new([elements.Length], elements);

    private static double[] Identity(int n) => [.. Enumerable.Range(0, n * n).Select(i => i % (n + 1) == 0 ? 1.0 : 0.0)];

    private static double[] Transpose(double[] a, int n) => [.. Enumerable.Range(0, n * n).Select(i => a[i % n * n + i / n])];

    private static double[] Multiply(double[] a, double[] b, int n) =>
        [.. Enumerable.Range(0, n * n).Select(i => Enumerable.Range(0, n).Sum(k => a[i / n * n + k] * b[k * n + i % n]))];
}
