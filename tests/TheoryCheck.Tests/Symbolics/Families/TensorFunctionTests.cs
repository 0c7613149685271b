using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Families;

public sealed class TensorFunctionTests
{
    private IndexFormEvaluator evaluator = new();
    private Term u = Number.Zero;
    private Term v = Number.Zero;
    private Term a = Number.Zero;
    private Term b = Number.Zero;

    [SetUp]
    public void Bind()
    {
        evaluator = new IndexFormEvaluator();
        u = evaluator.Tensor("u", [3], 1, -2, 3);
        v = evaluator.Tensor("v", [3], 4, 5, -6);
        a = evaluator.Tensor("A", [3, 3], 1, 2, 3, 4, 5, 6, 7, 8, 10);
        b = evaluator.Tensor("B", [3, 2], 1, 0, 2, -1, 0, 3);
    }

    [Test]
    public void Dot_OfVectorsAndMatrices_SumsTheProducts()
    {
        Assert.That(Elements<Dot>(u, v), Is.EqualTo(new double[] { 4 - 10 - 18 }));
        Assert.That(Elements<Dot>(b, b), Is.EqualTo(new double[] { 15 }));
    }

    [Test]
    public void Outer_IsTheMatrixOfProducts() =>
        Assert.That(Elements<Outer>(u, v), Is.EqualTo(new double[] { 4, 5, -6, -8, -10, 12, 12, 15, -18 }));

    [Test]
    public void Matmul_OfMatrices_IsTheProduct() =>
        Assert.That(Elements<Matmul>(a, b), Is.EqualTo(new double[] { 5, 7, 14, 13, 23, 22 }));

    [Test]
    public void Matmul_OfAMatrixAndAVector_IsAVector()
    {
        Assert.That(Elements<Matmul>(a, u), Is.EqualTo(new double[] { 6, 12, 21 }));
        Assert.That(Build.Call<Matmul>(a, u).Type, Is.EqualTo(TermType.Vector(Build.Num(3))));
    }

    [Test]
    public void Transpose_ExchangesTheAxes()
    {
        Assert.That(Elements<Transpose>(b), Is.EqualTo(new double[] { 1, 2, 0, 0, -1, 3 }));
        Assert.That(Build.Call<Transpose>(b).Type, Is.EqualTo(TermType.Matrix(Build.Num(2), Build.Num(3))));
    }

    [Test]
    public void Trace_OfASquareMatrix_SumsTheDiagonal() => Assert.That(Elements<Trace>(a), Is.EqualTo(new double[] { 16 }));

    [Test]
    public void Quadratic_IsTheDotWithTheProduct() =>
        Assert.That(Elements<Quadratic>(a, u), Is.EqualTo(new double[] { 6 - 24 + 63 }));

    [Test]
    public void Constructors_HaveTheirElements()
    {
        Assert.That(Elements<Identity>(Build.Num(2)), Is.EqualTo(new double[] { 1, 0, 0, 1 }));
        Assert.That(Elements<Zeros>(Build.Num(2), Build.Num(1)), Is.EqualTo(new double[] { 0, 0 }));
        Assert.That(Elements<Ones>(Build.Num(2)), Is.EqualTo(new double[] { 1, 1 }));
        Assert.That(Elements<Unit>(Build.Num(3), Build.Num(1)), Is.EqualTo(new double[] { 0, 1, 0 }));
        Assert.That(Elements<Diagonal>(u), Is.EqualTo(new double[] { 1, 0, 0, 0, -2, 0, 0, 0, 3 }));
    }

    [Test]
    public void Join_OfVectorsAndNumbers_PutsThemOneBehindTheOther()
    {
        Assert.That(Elements<Join>(u, Build.Num(9), v), Is.EqualTo(new double[] { 1, -2, 3, 9, 4, 5, -6 }));
        Assert.That(Build.Call<Join>(u, Build.Num(9), v).Type, Is.EqualTo(TermType.Vector(Build.Num(7))));
    }

    [Test]
    public void Norms_OfAVectorAndAMatrix_AreTheirDefinitions()
    {
        Assert.That(Elements<Norm>(u)[0], Is.EqualTo(Math.Sqrt(14)));
        Assert.That(Elements<Norm>(b)[0], Is.EqualTo(Math.Sqrt(15)));
        Assert.That(Elements<Norm1>(u), Is.EqualTo(new double[] { 6 }));
        Assert.That(Elements<NormInf>(a), Is.EqualTo(new double[] { 10 }));
    }

    [Test]
    public void Norm_AtZero_HasSlopeZeroByTheChainRule()
    {
        var zero = evaluator.Tensor("z", [2], 0, 0);
        var norm = (Call)new Norm().Expand([zero]);
        Assert.That(norm.Operation, Is.TypeOf<Root>());
        Assert.That(evaluator.Value(new Root().Derivative(norm.Arguments, 0)), Is.Zero);
    }

    [Test]
    public void Angle_OfVectors_IsTheArcCosineOfTheCorrelation()
    {
        var correlation = -24 / Math.Sqrt(14 * 77.0);
        Assert.That(Elements<Angle>(u, v)[0], Is.EqualTo(Math.Acos(correlation)).Within(1e-14));
        Assert.That(Elements<Angle>(u, u)[0], Is.Zero);
    }

    [Test]
    public void Elements_OfAnAxisFromOne_AreShifted()
    {
        var i = new Symbol("s", SymbolRole.Given, default) { Type = new TensorType(NumberKind.Real, [new Axis(Number.One, Build.Num(3))]) };
        var sum = (Binding)new Dot().Expand([Build.Ref(i), Build.Ref(i)]);
        var factor = (Element)sum.Body.Children[0];
        evaluator.Bind(sum.Binders[0].Symbol, 0);
        Assert.That(evaluator.Value(factor.Indices[0]), Is.EqualTo(1));
    }

    [Test]
    public void Expansions_HaveTheTypeOfTheApplication()
    {
        Term[][] candidates = [[u], [a], [b], [u, v], [a, u], [a, b], [Build.Num(2)], [Build.Num(3), Number.One], [Build.Num(2), Build.Num(2)]];
        var tried = 0;
        foreach (var function in Catalogue<TensorFunction>.Members.Where(f => f.GetType().Assembly == typeof(TensorFunction).Assembly))
        {
            foreach (var arguments in candidates.Select(Sequence.ToSequence).Where(c => function.Check(c).Type is not null))
            {
                var expected = (TensorType)function.Check(arguments).Type!;
                var actual = (TensorType)function.Expand(arguments)!.Type;
                Assert.That(actual.Axes, Is.EqualTo(expected.Axes), function.Name);
                tried++;
            }
        }

        Assert.That(tried, Is.GreaterThanOrEqualTo(18));
    }

    [Test]
    public void Shapes_ThatDoNotFit_AreNamedWithTheirArgument()
    {
        var w = evaluator.Tensor("w", [2], 1, 1);
        Assert.That(new Dot().Check([u, w]), Is.EqualTo(Typing.Wrong("'dot' takes two tensors of one shape, but these shapes differ", 1)));
        Assert.That(new Matmul().Check([b, u]).Argument, Is.EqualTo(1));
        Assert.That(new Trace().Check([b]).Error, Is.EqualTo("'trace' takes a square matrix here, not a matrix"));
        Assert.That(new Quadratic().Check([a, w]).Argument, Is.EqualTo(1));
        Assert.That(new Angle().Check([u, w]).Type, Is.Null);
        Assert.That(new Join().Check([u, a]).Argument, Is.EqualTo(1));
    }

    [Test]
    public void Lengths_ThatAreEqualPolynomials_Fit()
    {
        var n = Build.Ref(new Symbol("n", SymbolRole.Given, default) { Type = TermType.Integer });
        var m = Build.Ref(new Symbol("m", SymbolRole.Given, default) { Type = TermType.Integer });
        Term Vector(Term length) => Build.Ref(new Symbol("v", SymbolRole.Given, default) { Type = TermType.Vector(length) });
        var left = Vector(Build.Multiply(Build.Add(n, Number.One), m));
        Assert.That(new Dot().Check([left, Vector(Build.Add(m, Build.Multiply(m, n)))]).Type, Is.EqualTo(TermType.Real));
        Assert.That(new Dot().Check([left, Vector(Build.Multiply(m, n))]).Type, Is.Null);
        Assert.That(new Dot().Check([Vector(n), Vector(m)]).Type, Is.Null);
    }

    private double[] Elements<T>(params Term[] arguments)
        where T : TensorFunction => evaluator.Elements(OperationCatalogue.Get<T>().Expand(arguments.ToSequence())!);
}
