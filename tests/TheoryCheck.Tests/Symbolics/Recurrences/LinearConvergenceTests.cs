using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Evaluation.Recurrences;

namespace TheoryCheck.Tests.Symbolics.Recurrences;

/// <summary>Where the states of linear motions tend: beside long runs, and where there is nothing to tend to.</summary>
[TestFixture]
public sealed class LinearConvergenceTests
{
    // BᵀB/16 has eigenvalues in [0, 2) and a kernel; Bᵀc lies in its range.
    private static readonly DenseMatrix<Rational> Factor = Matrix(2, 3, 1, 2, -1, 0, 1, 3);
    private static readonly DenseMatrix<Rational> Gram = Factor.Transposed() * Factor * new Rational(1, 16);
    private static readonly DenseMatrix<Rational> Shift = Factor.Transposed() * Matrix(2, 1, 3, -1) * new Rational(1, 16);
    private static readonly DenseMatrix<Rational> Start = Matrix(3, 1, 1, -2, 5);

    [Test]
    public void Steps_OfASemidefiniteMap_EndAtTheLimit()
    {
        var map = DenseMatrix<Rational>.Identity(3, Rational.One) - Gram;
        var limit = LinearConvergence.Limit(map, Shift, Start, isFlow: false)!;
        var (step, shift, now) = (map.Elements.Select(e => e.ToDouble()).ToArray(), Shift.Elements.Select(e => e.ToDouble()).ToArray(), Start.Elements.Select(e => e.ToDouble()).ToArray());
        for (var k = 0; k < 2000; k++)
        {
            now = [.. Enumerable.Range(0, 3).Select(i => shift[i] + (step[3 * i] * now[0]) + (step[(3 * i) + 1] * now[1]) + (step[(3 * i) + 2] * now[2]))];
        }

        // The contracting eigenvalues are below 0.9, so rounding is all that is left after 2000 steps.
        Assert.That(limit.Elements.Select(e => e.ToDouble()), Is.EqualTo(now).Within(1e-12));
    }

    [Test]
    public void Flow_OfASemidefiniteMap_HasTheLimitOfItsSteps() => Assert.That(
        LinearConvergence.Limit(Gram * -Rational.One, Shift, Start, isFlow: true)!.Elements,
        Is.EqualTo(LinearConvergence.Limit(DenseMatrix<Rational>.Identity(3, Rational.One) - Gram, Shift, Start, isFlow: false)!.Elements));

    [Test]
    public void Flow_ThatIsNotSymmetric_RestsAtItsLimit()
    {
        var (drift, shift) = (Matrix(2, 2, -1, 5, -5, 0), Matrix(2, 1, 1, 2));
        var limit = LinearConvergence.Limit(drift, shift, Matrix(2, 1, 7, 7), isFlow: true)!;
        Assert.That(((drift * limit) + shift).Elements, Is.All.EqualTo(Rational.Zero));
    }

    [TestCase(false, 1, 0, 0, 1, 1, 0, TestName = "Steps_WithoutAFixedPoint_HaveNoLimit")]
    [TestCase(false, -1, 0, 0, 0, 0, 0, TestName = "Steps_ThatAlternate_HaveNoLimit")]
    [TestCase(false, 0, 2, 1, 0, 0, 0, TestName = "Steps_ThatGrow_HaveNoLimit")]
    [TestCase(false, 0, 1, -1, 0, 0, 0, TestName = "Steps_ThatTurn_HaveNoLimit")]
    [TestCase(true, 0, -1, 1, 0, 0, 0, TestName = "Flow_ThatTurns_HasNoLimit")]
    [TestCase(true, 1, 0, 0, -1, 0, 0, TestName = "Flow_ThatGrows_HasNoLimit")]
    [TestCase(true, 0, 0, 0, -1, 1, 0, TestName = "Flow_WithoutARestPoint_HasNoLimit")]
    public void Motion_ThatDoesNotTend_HasNone(bool isFlow, int a, int b, int c, int d, int p, int q) =>
        Assert.That(LinearConvergence.Limit(Matrix(2, 2, a, b, c, d), Matrix(2, 1, p, q), Matrix(2, 1, 1, 1), isFlow), Is.Null);

    private static DenseMatrix<Rational> Matrix(int rows, int columns, params int[] elements) => new(rows, columns, [.. elements.Select(e => new Rational(e, 1))]);
}
