using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.LinearPrograms.Exact;

public sealed class ExactLinearProgramTests
{
    private const double None = double.PositiveInfinity;

    [Test]
    public void Wyndor_FloatBasis_BecomesTheExactUniqueOptimum()
    {
        var outcome = ExactLinearProgram.Solve(SamplePrograms.Wyndor);
        Assert.That(outcome.Certificate!.Value, Is.EqualTo((Rational)36));
        Assert.That(outcome.Certificate.Dual, Is.EqualTo(new[] { Rational.Zero, new Rational(3, 2), Rational.One }));
        Assert.That((outcome.Uniqueness, outcome.Pivots), Is.EqualTo((OptimumUniqueness.Unique, 0)));
    }

    [Test]
    public void Random_Programs_AreSettledAndAgreeWithTheFloatOptimum([Range(1, 30)] int seed)
    {
        var program = SamplePrograms.Random(seed, 2 + seed % 9, 3 + seed % 13);
        var outcome = ExactLinearProgram.Solve(program);
        Assert.That(outcome.Certificate, Is.Not.Null, outcome.Reason);
        Assert.That(LinearProgramCertificateCheck.Refusal(program, outcome.Certificate!), Is.Null);
        var answer = new EmbeddedSimplex().Solve(program, LinearProgramRequest.Default);
        Assert.That(outcome.Certificate!.Value.ToDouble(), Is.EqualTo(answer.Objective).Within(1e-7 * (1 + Math.Abs(answer.Objective))));
        Assert.That(outcome.Uniqueness, Is.Not.EqualTo(OptimumUniqueness.Undecided), outcome.Reason);
    }

    [Test]
    public void Slack_BasisThatIsNotOptimal_IsRepairedByExactPivots([Range(1, 12)] int seed)
    {
        var program = SamplePrograms.Random(seed, 4, 6);
        var start = new LinearProgramBasis([.. program.Columns.Select(_ => BasisStatus.AtLower)], [.. program.Rows.Select(_ => BasisStatus.Basic)]);
        var outcome = ExactLinearProgram.Settle(program, start, 200);
        Assert.That(outcome.Certificate?.Value, Is.EqualTo(ExactLinearProgram.Solve(program).Certificate!.Value), outcome.Reason);
    }

    [Test]
    public void TwoOptima_SecondPointIsShown()
    {
        var program = new LinearProgram(
            "edge",
            ObjectiveSense.Minimise,
            [new("r", 1, None)],
            [new("x", 1, 0, None, [new(0, 1)]), new("y", 1, 0, None, [new(0, 1)])]);
        var outcome = ExactLinearProgram.Solve(program);
        Assert.That(outcome.Uniqueness, Is.EqualTo(OptimumUniqueness.NotUnique));
        Assert.That(LinearProgramCertificateCheck.Refusal(program, outcome.Other!), Is.Null);
        Assert.That(outcome.Other!.Primal, Is.Not.EqualTo(outcome.Certificate!.Primal));
    }

    [Test]
    public void DegenerateDual_UniquePoint_IsDecidedOnTheFace()
    {
        // x = 0 is forced by x + y ≤ 0, yet the multiplier of the row may be 0: no strict complementarity.
        var program = new LinearProgram(
            "corner",
            ObjectiveSense.Minimise,
            [new("r", -None, 0)],
            [new("x", 0, 0, None, [new(0, 1)]), new("y", 0, 0, None, [new(0, 1)])]);
        Assert.That(ExactLinearProgram.Solve(program).Uniqueness, Is.EqualTo(OptimumUniqueness.Unique));
    }

    [Test]
    public void Thirds_ValueThatIsNoDouble_IsExact()
    {
        var program = new LinearProgram("thirds", ObjectiveSense.Minimise, [new("r", 1, None)], [new("x", 1, 0, None, [new(0, 3)])]);
        Assert.That(ExactLinearProgram.Solve(program).Certificate!.Value, Is.EqualTo(new Rational(1, 3)));
    }

    [Test]
    public void Infeasible_Program_HasNoCertificate()
    {
        var program = new LinearProgram("empty", ObjectiveSense.Minimise, [new("r", 3, None)], [new("x", 1, 0, 1, [new(0, 1)])]);
        Assert.That(ExactLinearProgram.Solve(program).Certificate, Is.Null);
    }

    [Test]
    public void Certificate_AnyChangedNumber_IsRefused()
    {
        var program = SamplePrograms.Random(3, 5, 8);
        var right = ExactLinearProgram.Solve(program).Certificate!;
        Assert.That(LinearProgramCertificateCheck.Refusal(program, right), Is.Null);
        var tiny = new Rational(1, System.Numerics.BigInteger.Pow(10, 40));
        Assert.That(LinearProgramCertificateCheck.Refusal(program, right with { Value = right.Value + tiny }), Is.Not.Null);
        for (var j = 0; j < right.Primal.Length; j++)
        {
            if (program.Columns[j].Cost != 0)
            {
                Assert.That(LinearProgramCertificateCheck.Refusal(program, right with { Primal = right.Primal.SetItem(j, right.Primal[j] + tiny) }), Is.Not.Null);
            }
        }

        for (var i = 0; i < right.Dual.Length; i++)
        {
            // Another multiplier may prove the same value only where the dual optimum is a face; then it is no mistake to accept it.
            var changed = right with { Dual = right.Dual.SetItem(i, right.Dual[i] + 1000) };
            Assert.That(LinearProgramCertificateCheck.Refusal(program, changed), Is.Not.Null);
        }

        Assert.That(LinearProgramCertificateCheck.Refusal(program, right with { Primal = right.Primal.RemoveAt(0) }), Is.Not.Null);
    }

    [Test]
    public void SafeDualBound_AnyMultipliers_NeverPassesTheOptimum([Range(1, 20)] int seed)
    {
        var program = SamplePrograms.Random(seed, 4, 7);
        var exact = ExactLinearProgram.Solve(program).Certificate!.Value;
        var random = new Random(seed);
        for (var trial = 0; trial < 20; trial++)
        {
            var multipliers = program.Rows.Select(_ => 6 * random.NextDouble() - 1).ToArray();
            if (SafeDualBound.Of(program, multipliers) is { } bound)
            {
                Assert.That(bound, Is.LessThanOrEqualTo(exact));
            }
        }
    }

    [Test]
    public void SafeDualBound_OptimalMultipliers_IsTight()
    {
        var box = new LinearProgram(
            "box",
            ObjectiveSense.Maximise,
            [new("r", -None, 0.3)],
            [new("x", 0.1, 0, 1, [new(0, 0.7)]), new("y", 0.2, 0, 1, [new(0, 0.9)])]);
        var exact = ExactLinearProgram.Solve(box).Certificate!.Value;
        var bound = SafeDualBound.Of(box, new EmbeddedSimplex().Solve(box, LinearProgramRequest.Default).Dual.AsSpan())!.Value;
        Assert.That(bound, Is.GreaterThanOrEqualTo(exact));
        Assert.That((bound - exact).ToDouble(), Is.LessThan(1e-12));
        Assert.That(SafeDualBound.Of(SamplePrograms.Wyndor, [0, 0, 0]), Is.Null);
        Assert.That(() => SafeDualBound.Of(box, [double.NaN]), Throws.ArgumentException);
    }

    [Test]
    public void Vipr_Wyndor_DerivesTheValueFromTheConstraints()
    {
        var text = ViprWriter.Write(SamplePrograms.Wyndor, ExactLinearProgram.Solve(SamplePrograms.Wyndor).Certificate!);
        Assert.That(text, Does.StartWith("VER 1.0\nVAR 2\nx\ny\nINT 0\nOBJ max\n2 0 3 1 5\nCON 5 2\nplant1_upper L 4 1 0 1\n"));
        Assert.That(text, Does.EndWith("RTP range 36 36\nSOL 1\noptimum 2 0 2 1 6\nDER 1\nbound L 36 OBJ { lin 2 1 3/2 2 1 } -1\n"));
        var wrong = ExactLinearProgram.Solve(SamplePrograms.Wyndor).Certificate! with { Value = 37 };
        Assert.That(() => ViprWriter.Write(SamplePrograms.Wyndor, wrong), Throws.ArgumentException);
    }
}
