using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Families;

/// <summary>A function that says that it increases never falls, and what it says of its values holds, wherever it has one.</summary>
[TestFixture]
internal sealed class FunctionOrderTests
{
    private static IEnumerable<ScalarFunction> Increasing => Catalogue<ScalarFunction>.Members.Where(static f => f.IsIncreasing);

    private static IEnumerable<ScalarFunction> Bounded => Catalogue<ScalarFunction>.Members.Where(static f => f.MinimumArity == 1 && f.Bounds([Number.One]).Any());

    [TestCaseSource(nameof(Increasing))]
    public void Function_ThatIncreases_NeverFalls(ScalarFunction function)
    {
        var values = Places.Select(t => function.Evaluate<DoubleReal>([new DoubleReal(t)]).Value).Where(static v => !double.IsNaN(v)).ToList();
        Assert.That(values, Is.Ordered);
        Assert.That(values, Has.Count.GreaterThan(8));
    }

    [TestCaseSource(nameof(Bounded))]
    public void Function_WithBounds_KeepsThem(ScalarFunction function)
    {
        var asked = 0;
        foreach (var t in Places)
        {
            foreach (var bound in function.Bounds([new Number(Rational.FromExact(t))]))
            {
                try
                {
                    Assert.That(new Interpreter<Interval>(Interval.FromRational(1), Environment<Interval>.Empty).Decide(bound), Is.Not.EqualTo(Certainty.False), $"{function.Name} at {t}");
                    asked++;
                }
                catch (UndefinedException)
                {
                }
            }
        }

        Assert.That(asked, Is.GreaterThan(20));
    }

    [Test]
    public void Tangents_AreKnownOfExponentialsAndLogarithms() => Assert.That(Bounded.Select(static f => f.Name), Is.SupersetOf(new[] { "exp", "log" }));

    private static IEnumerable<double> Places => Enumerable.Range(-40, 81).Select(static t => t / 4.0);
}
