using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.LinearPrograms.Exact;

/// <summary>Min ⟨c, z⟩ over A z ≥ b, z ≥ 0 says the same as a program with any bounds, and its optimum proves itself.</summary>
[TestFixture]
public sealed class StandardFormTests
{
    private const double None = double.PositiveInfinity;

    // Free, boxed, only bounded above, fixed; an equation, a range, and one side of each kind.
    private static readonly LinearProgram Mixed = new(
        "mixed",
        ObjectiveSense.Maximise,
        [new("sum", 5, 5), new("range", -2, 3), new("low", 1, None), new("high", -None, 4)],
        [
            LinearColumn.Dense("free", 1, -None, None, [1, 1, 0, 1]),
            LinearColumn.Dense("box", 2, -1, 2, [1, 0, 1, 0]),
            LinearColumn.Dense("below", -1, -None, 3, [1, -1, 0, 1]),
            LinearColumn.Dense("fixed", 1, 0.5, 0.5, [0, 1, 1, 1]),
        ],
        offset: 7);

    private static IEnumerable<TestCaseData> Programs =>
        new[] { SamplePrograms.Wyndor, SamplePrograms.Beale, SamplePrograms.KleeMinty(3), Mixed }.Concat(Enumerable.Range(1, 6).Select(seed => SamplePrograms.Random(seed, 4, 6)))
            .Select((p, i) => new TestCaseData(p).SetArgDisplayNames($"{p.Name} {i}"));

    [TestCaseSource(nameof(Programs))]
    public void Optimum_InStandardForm_ProvesTheValueOfTheProgram(LinearProgram program)
    {
        var optimum = ExactLinearProgram.Settle(program, null, LinearProgramRequest.Default).Certificate!;
        var form = StandardForm.Of(RationalProgram.Of(program), optimum);
        Rational Dot(IEnumerable<Rational> a, IEnumerable<Rational> b) => a.Zip(b, (x, y) => x * y).Aggregate(Rational.Zero, (s, t) => s + t);
        var slack = form.Matrix.Select((row, i) => Dot(row, form.Primal) - form.Bound[i]);
        var reduced = form.Cost.Select((c, j) => c - Dot(form.Matrix.Select(r => r[j]), form.Dual));
        Assert.Multiple(() =>
        {
            Assert.That(form.Primal.Concat(form.Dual).Concat(slack).Concat(reduced).Select(x => x.Sign), Is.All.GreaterThanOrEqualTo(0));
            Assert.That(Dot(form.Cost, form.Primal), Is.EqualTo(form.Value));
            Assert.That(Dot(form.Bound, form.Dual), Is.EqualTo(form.Value));
            Assert.That(form.Value + form.Offset, Is.EqualTo(program.Sense == ObjectiveSense.Minimise ? optimum.Value : -optimum.Value));
        });
    }

    [Test]
    public void Optimum_ThatIsWrong_HasNoStandardForm()
    {
        var optimum = ExactLinearProgram.Settle(Mixed, null, LinearProgramRequest.Default).Certificate!;
        Assert.That(() => StandardForm.Of(RationalProgram.Of(Mixed), optimum with { Value = optimum.Value + 1 }), Throws.ArgumentException);
    }
}
