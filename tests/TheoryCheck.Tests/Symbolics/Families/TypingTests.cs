using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Families;

public sealed class TypingTests
{
    private static readonly Term D = Make("d", TermType.Integer);
    private static readonly Term W = Make("w", TermType.Vector(D));
    private static readonly Term T = Make("t", TermType.Real);
    private static readonly TermType OnVectors = new MeasureType(TermType.Vector(D), MeasureKind.Probability);
    private static readonly Term P = Make("P", OnVectors);
    private static readonly Term F = Make("F", new FunctionType([TermType.Vector(D)], TermType.Real));

    [Test]
    public void Sets_HaveTheTypeOfTheirPoints()
    {
        Assert.That(Build.Call<VectorSpace>(D).Type, Is.EqualTo(new SetType(TermType.Vector(D))));
        Assert.That(Build.Call<Laws>(Build.Call<VectorSpace>(D)).Type, Is.EqualTo(new SetType(OnVectors)));
        Assert.That(Build.Call<PathComponents>(Build.Call<Reals>()).Type, Is.EqualTo(new SetType(new SetType(TermType.Real))));
        Assert.That(
            Build.Call<Couplings>(P, P).Type,
            Is.EqualTo(new SetType(new MeasureType(new TupleType([TermType.Vector(D), TermType.Vector(D)]), MeasureKind.Probability))));
    }

    [Test]
    public void Psd_OfASizeAndOfAMatrix_IsASetAndATruthValue()
    {
        Assert.That(Build.Call<Psd>(D).Type, Is.EqualTo(new SetType(TermType.Matrix(D, D))));
        Assert.That(Build.Call<Psd>(Make("A", TermType.Matrix(D, D))).Type, Is.EqualTo(TermType.Truth));
        Assert.That(new Psd().Check([Make("A", TermType.Matrix(D, Build.Num(2)))]).Type, Is.Null);
        Assert.That(new Psd().Check([T]).Error, Does.Contain("not a scalar"));
    }

    [Test]
    public void Grad_PutsTheAxesOfTheVariableBehindThoseOfTheExpression()
    {
        var n = Make("n", TermType.Integer);
        var field = Make("v", TermType.Vector(n));
        Assert.That(Build.Call<Grad>(field, W).Type, Is.EqualTo(TermType.Matrix(n, D)));
        Assert.That(Build.Call<Hessian>(T, W).Type, Is.EqualTo(TermType.Matrix(D, D)));
        Assert.That(Build.Call<Laplacian>(T, W).Type, Is.EqualTo(TermType.Real));
        Assert.That(Build.Call<Grad>(T, Build.At(Make("a", TermType.Matrix(n, D)), Number.Zero)).Type, Is.EqualTo(TermType.Vector(D)));
    }

    [Test]
    public void Grad_AtAnExpression_IsRefused()
    {
        var typing = new Grad().Check([T, Build.Add(W, W)]);
        Assert.That(typing.Type, Is.Null);
        Assert.That(typing.Argument, Is.EqualTo(1));
    }

    [Test]
    public void Subdiff_OfAFunctionAndOfAnExpression_IsASet()
    {
        Assert.That(Build.Call<Subdiff>(F, W).Type, Is.EqualTo(new SetType(TermType.Vector(D))));
        Assert.That(Build.Call<Subdiff>(T, W).Type, Is.EqualTo(new SetType(TermType.Vector(D))));
        Assert.That(new Subdiff().Check([F, W, W]).Type, Is.Null);
    }

    [Test]
    public void Points_OfAnotherShapeThanTheParameter_AreRefused()
    {
        Assert.That(Build.Call<LocalMin>(F, W).Type, Is.EqualTo(TermType.Truth));
        Assert.That(new LocalMin().Check([F, T]).Argument, Is.EqualTo(1));
        Assert.That(new GlobalMin().Check([F, W, W]).Error, Does.Contain("2 point(s)"));
    }

    [Test]
    public void Measures_OnDifferentSpaces_AreNotCompared()
    {
        var real = Make("Q", new MeasureType(TermType.Real, MeasureKind.Probability));
        Assert.That(Build.Call<RelativeEntropy>(P, P).Type, Is.EqualTo(TermType.Real));
        Assert.That(new RelativeEntropy().Check([P, real]).Argument, Is.EqualTo(1));
        Assert.That(new Wasserstein().Check([Number.One, P, real]).Argument, Is.EqualTo(2));
    }

    [Test]
    public void Functionals_HaveTheTypeOfTheirValue()
    {
        Assert.That(Build.Call<MeanOfLaw>(P).Type, Is.EqualTo(TermType.Vector(D)));
        Assert.That(Build.Call<Dirac>(W).Type, Is.EqualTo(OnVectors));
        Assert.That(Build.Call<PushForward>(F, P).Type, Is.EqualTo(new MeasureType(TermType.Real, MeasureKind.Probability)));
        Assert.That(Build.Call<Support>(P).Type, Is.EqualTo(new SetType(TermType.Vector(D))));
        Assert.That(Build.Call<DensityRatio>(P, P).Type, Is.EqualTo(new FunctionType([TermType.Vector(D)], TermType.Real)));
        Assert.That(Build.Call<The>(Build.Call<Support>(P)).Type, Is.EqualTo(TermType.Vector(D)));
        Assert.That(new PushForward().Check([F, Make("Q", new MeasureType(TermType.Real, MeasureKind.Signed))]).Type, Is.Null);
    }

    [Test]
    public void Integers_AreKeptByTheFunctionsThatKeepThem()
    {
        Assert.That(Build.Call<Max>(D, Number.One).Type, Is.EqualTo(TermType.Integer));
        Assert.That(Build.Call<Max>(D, T).Type, Is.EqualTo(TermType.Real));
        Assert.That(Build.Call<Floor>(T).Type, Is.EqualTo(TermType.Integer));
        Assert.That(new Div().Check([T, D]).Argument, Is.Zero);
        Assert.That(new Hermite().Check([T, T]).Argument, Is.Zero);
    }

    [Test]
    public void Forms_TypeTheirBodies()
    {
        var i = Build.Index("i");
        Sequence<Binder> below = [Build.Below(i, D)];
        Assert.That(Build.Bind<MatrixForm>(below, W).Type, Is.EqualTo(TermType.Matrix(D, D)));
        Assert.That(Build.Bind<Count>(below, Constant.True).Type, Is.EqualTo(TermType.Integer));
        Assert.That(Build.Bind<Mean>(below, D).Type, Is.EqualTo(TermType.Real));
        Assert.That(Build.Bind<Sum>(below, D).Type, Is.EqualTo(TermType.Integer));
        Assert.That(((MeasureType)Build.Bind<Sum>(below, P).Type).Kind, Is.EqualTo(MeasureKind.Signed));
        Assert.That(((MeasureType)Build.Bind<Mean>(below, P).Type).Kind, Is.EqualTo(MeasureKind.Probability));
        Assert.That(Build.Bind<LawProduct>(below, P).Type, Is.EqualTo(new MeasureType(TermType.Matrix(D, D), MeasureKind.Probability)));
        Assert.That(() => Build.Bind<Count>(below, T), Throws.ArgumentException);
        Assert.That(() => Build.Bind<Variance>(below, W), Throws.ArgumentException);
    }

    [Test]
    public void Matrix_WithARangeThatDependsOnAnIndex_IsRefused()
    {
        var (i, j) = (Build.Index("i"), Build.Index("j"));
        var typing = new MatrixForm().Check([], [Build.Below(i, D), Build.Below(j, Build.Ref(i))], [T], null);
        Assert.That(typing.Error, Does.Contain("'j' depends on another index"));
    }

    [Test]
    public void SetsOfPoints_HaveTupleTypeForSeveralBinders()
    {
        var (x, y) = (new Symbol("x", SymbolRole.Bound, default) { Type = TermType.Real }, new Symbol("y", SymbolRole.Bound, default) { Type = TermType.Integer });
        Sequence<Binder> binders = [new(x, Build.Call<Reals>()), new(y, Build.Call<Integers>())];
        var tuples = new SetType(new TupleType([TermType.Real, TermType.Integer]));
        Assert.That(new Comprehension().Check([], binders, [], null).Type, Is.EqualTo(tuples));
        Assert.That(Build.Bind<Argmin>(binders, T).Type, Is.EqualTo(tuples));
        Assert.That(Build.Bind<Argmax>([binders[0]], T).Type, Is.EqualTo(new SetType(TermType.Real)));
    }

    private static Term Make(string name, TermType type) => Build.Ref(new Symbol(name, SymbolRole.Given, default) { Type = type });
}
