using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Families;

public sealed class PredicateTests
{
    [TestCase(3.0, true)]
    [TestCase(3.5, false)]
    public void Symmetric_Expanded_ComparesTheElements(double lower, bool expected)
    {
        var evaluator = new IndexFormEvaluator();
        var matrix = evaluator.Tensor("A", [2, 2], 1, 3, lower, 2);
        Assert.That(evaluator.Holds(new Symmetric().Expand([matrix])!), Is.EqualTo(expected));
    }

    [Test]
    public void Stationary_Expanded_SaysThatZeroIsInTheSubdifferential()
    {
        var (function, _) = Square();
        var point = Number.One;
        var membership = (Membership)new Stationary().Expand([function, point])!;
        Assert.That(membership.Left, Is.EqualTo(Number.Zero));
        Assert.That(((Call)membership.Right).Operation, Is.TypeOf<Subdiff>());
    }

    [Test]
    public void GlobalMin_Expanded_ComparesWithEveryPointOfTheDomain()
    {
        var (function, parameter) = Square();
        var forAll = (Quantified)new GlobalMin().Expand([function, Number.One])!;
        Assert.That(forAll.Kind, Is.EqualTo(QuantifierKind.ForAll));
        Assert.That(forAll.Binders[0].Domain, Is.EqualTo(parameter.Domain));
        Assert.That(forAll.Binders[0].Symbol, Is.Not.SameAs(parameter.Symbol));
        var comparison = (Comparison)forAll.Body;
        Assert.That(((Apply)comparison.Children[0]).Arguments[0], Is.EqualTo(Number.One));
        Assert.That(((Apply)comparison.Children[1]).Arguments[0], Is.EqualTo((Term)Build.Ref(forAll.Binders[0].Symbol)));
    }

    [Test]
    public void LocalMin_Expanded_ChoosesTheRadiusFirst()
    {
        var (function, _) = Square();
        var exists = (Quantified)new LocalMin().Expand([function, Number.One])!;
        Assert.That(exists.Kind, Is.EqualTo(QuantifierKind.Exists));
        Assert.That(((Quantified)exists.Body).Kind, Is.EqualTo(QuantifierKind.ForAll));
    }

    [Test]
    public void Convex_OnAWholeSpace_IsJensensInequality()
    {
        var (function, _) = Square();
        var forAll = (Quantified)new Convex().Expand([function])!;
        Assert.That(forAll.Binders, Has.Count.EqualTo(3));
        Assert.That(forAll.Binders.Select(b => b.Symbol).Distinct().Count(), Is.EqualTo(3));
        Assert.That(forAll.Body, Is.TypeOf<Comparison>());
        Assert.That(((Quantified)new StronglyConvex().Expand([function, Number.One])!).Body, Is.Not.EqualTo(forAll.Body));
    }

    [Test]
    public void Convex_OnADomainThatIsNoWholeSpace_HasNoExpansion()
    {
        var symbol = new Symbol("t", SymbolRole.Bound, default) { Type = TermType.Real };
        var binder = new Binder(symbol, new RealInterval(Number.Zero, Number.One, false, false));
        var lambda = new Lambda([binder], new FunctionType([TermType.Real], TermType.Real), Build.Ref(symbol));
        Assert.That(new Convex().Expand([lambda]), Is.Null);
        Assert.That(new GlobalMin().Expand([lambda, Number.Zero]), Is.Not.Null);
    }

    [Test]
    public void Singleton_Expanded_AsksForExactlyOnePoint() =>
        Assert.That(((Quantified)new Singleton().Expand([Build.Call<Reals>()])!).Kind, Is.EqualTo(QuantifierKind.ExistsUnique));

    [Test]
    public void Psd_OfAMatrix_IsSymmetryAndANonnegativeForm()
    {
        var evaluator = new IndexFormEvaluator();
        var matrix = evaluator.Tensor("A", [2, 2], 1, 0, 0, 1);
        var both = (Connective)new Psd().Expand([matrix])!;
        Assert.That(evaluator.Holds(both.Children[0]), Is.True);
        Assert.That(both.Children[1], Is.TypeOf<Quantified>());
        Assert.That(new Psd().Expand([Build.Num(2)]), Is.Null);
    }

    private static (Term Function, Binder Parameter) Square()
    {
        var parameter = new Symbol("t", SymbolRole.Bound, default) { Type = TermType.Real };
        var binder = new Binder(parameter, Build.Call<Reals>());
        return (new Lambda([binder], new FunctionType([TermType.Real], TermType.Real), Build.Power(Build.Ref(parameter), Build.Num(2))), binder);
    }
}
