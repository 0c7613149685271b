using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Tests.Symbolics.Families;

/// <summary>A function that names its image stays in it.</summary>
[TestFixture]
internal sealed class ImageTests
{
    private static IEnumerable<ScalarFunction> Bounded => Catalogue<ScalarFunction>.Members.Where(f => f.Image is not null);

    [TestCaseSource(nameof(Bounded))]
    public void Function_WithAnImage_StaysInIt(ScalarFunction function)
    {
        var (low, high) = function.Image!.Value;
        for (var t = -40; t <= 40; t++)
        {
            var value = function.Evaluate<DoubleReal>([new DoubleReal(t / 4.0)]).Value;
            Assert.That(value, Is.InRange(low.ToDouble(), high.ToDouble()), $"{function.Name}({t}/4)");
        }
    }

    [Test]
    public void Images_AreNamedByTheBoundedActivations() =>
        Assert.That(Bounded.Select(f => f.Name), Is.SupersetOf(new[] { "tanh", "sigmoid", "sin", "cos", "step" }));
}
