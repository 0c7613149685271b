using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The law of a fair sign.</summary>
public sealed class Rademacher : Law, IFamilyLaw
{
    /// <inheritdoc/>
    public override string Name => "rademacher";

    /// <inheritdoc/>
    public override string Usage => "rademacher";

    /// <inheritdoc/>
    public override string Summary => "1 or -1, each with probability 1/2.";

    /// <inheritdoc/>
    public override string Example => "given n in 1..\ns[i<n] ~ rademacher\nclaim centred: expect(s: sum(i<n: s[i])) == 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Bare("Rademacher", "\\operatorname{Rademacher}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 0) ?? new MeasureType(TermType.Integer, MeasureKind.Probability);

    /// <inheritdoc/>
    public Sequence<Term> Extent(Sequence<Term> arguments) => [Build.Num(-1), Number.One];

    /// <inheritdoc/>
    public IReadOnlyList<(Term Point, Term Probability)>? Outcomes(Sequence<Term> arguments, Func<Term, Rational?> known) =>
        [(Build.Num(-1), Build.Num(new Rational(1, 2))), (Number.One, Build.Num(new Rational(1, 2)))];

    /// <inheritdoc/>
    public override Term? Mean(Sequence<Term> arguments) => Number.Zero;

    /// <inheritdoc/>
    public override Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => Number.One;

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        point[0] = source.Uniform() < 0.5 ? 1 : -1;
    }

    bool IFamilyLaw.TrySampleFamily(ReadOnlySpan<TensorValue<double>> arguments, in DrawKey key, long firstPoint, int pointSize, Span<double> points)
    {
        IndexedDraws.FillUniform(key, firstPoint, points);
        foreach (ref var x in points)
        {
            x = x < 0.5 ? 1 : -1;
        }

        return true;
    }
}
