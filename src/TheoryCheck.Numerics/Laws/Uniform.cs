using System.Diagnostics.CodeAnalysis;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The uniform law on an interval of reals, on a finite set, on a range of integers, or on a set that has one. On [a, b]: a(1-u) + bu.</summary>
public sealed class Uniform : Law, IFamilyLaw
{
    /// <inheritdoc/>
    public override string Name => "uniform";

    /// <inheritdoc/>
    public override string Usage => "uniform(a, b)";

    /// <inheritdoc/>
    public override string Summary => "The uniform law on [a, b], on a finite set as in uniform({0, 1, 2}), on a range, or on a set with one such as sphere(d).";

    /// <inheritdoc/>
    public override string Example => "given n in 1..\nt[i<n] ~ uniform(0, 1)\nclaim mean: expect(t: t[0]) == 1/2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Uniform", "\\operatorname{Uniform}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        arguments is [{ Type: SetType set } domain] ? CheckSet(set, domain)
        : ArgumentRule.Count(Name, arguments, 2)
        ?? ArgumentRule.Scalar(Name, arguments, 0)
        ?? ArgumentRule.Scalar(Name, arguments, 1)
        ?? new MeasureType(TermType.Real, MeasureKind.Probability);

    /// <inheritdoc/>
    public Sequence<Term> Extent(Sequence<Term> arguments) =>
        arguments.Count == 2 ? arguments : Resolve(arguments, out var law, out var inner) ? law.Extent(inner) : [];

    /// <inheritdoc/>
    public IReadOnlyList<(Term Point, Term Probability)>? Outcomes(Sequence<Term> arguments, Func<Term, Rational?> known) =>
        arguments.Count == 1 && Resolve(arguments, out var law, out var inner) ? law.Outcomes(inner, known) : null;

    /// <inheritdoc/>
    public Sequence<Comparison> Requirements(Sequence<Term> arguments) =>
        arguments is [var low, var high] ? [new(Build.Subtract(high, low), Relation.Greater, Number.Zero)] : [];

    /// <inheritdoc/>
    public override Term? Mean(Sequence<Term> arguments) =>
        arguments.Count == 2 ? Build.Divide(Build.Add(arguments[0], arguments[1]), Build.Num(2))
        : Resolve(arguments, out var law, out var inner) ? law.Mean(inner) : null;

    /// <inheritdoc/>
    public override Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b)
    {
        if (arguments.Count == 2)
        {
            var (low, high) = (arguments[0], arguments[1]);
            var two = Build.Num(2);
            return Build.Divide(Build.Add(Build.Power(low, two), Build.Multiply(low, high), Build.Power(high, two)), Build.Num(3));
        }

        return Resolve(arguments, out var law, out var inner) ? law.SecondMoment(inner, a, b) : null;
    }

    /// <inheritdoc/>
    public override ClosedForm? Entropy(Sequence<Term> arguments) =>
        arguments is [var low, var high] ? new(Build.Negate(Build.Call<Log>(Build.Subtract(high, low))), Requirements(arguments)) : null;

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        point[0] = OnInterval(arguments[0].First, arguments[1].First, source.Uniform());
    }

    bool IFamilyLaw.TrySampleFamily(ReadOnlySpan<TensorValue<double>> arguments, in DrawKey key, long firstPoint, int pointSize, Span<double> points)
    {
        var (low, high) = (arguments[0].First, arguments[1].First);
        IndexedDraws.FillUniform(key, firstPoint, points);
        foreach (ref var x in points)
        {
            x = OnInterval(low, high, x);
        }

        return true;
    }

    private static double OnInterval(double low, double high, double u) =>
        low <= high ? Math.Clamp(Math.FusedMultiplyAdd(high, u, low * (1 - u)), low, high) : double.NaN;

    private static Typing CheckSet(SetType set, Term domain) => domain switch
    {
        IndexRange { Upper: Constant } or RealInterval when domain.Children.Any(static end => Constant.InfiniteSign(end) != 0) =>
            Typing.Wrong("there is no uniform law on an infinite range", 0),
        Collection { Children.IsEmpty: true } => Typing.Wrong("there is no uniform law on the empty set", 0),
        Call { Operation: SetConstructor and not ISampledLaw } call => Typing.Wrong($"there is no uniform law on '{call.Operation.Name}'", 0),
        _ => new MeasureType(set.Element, MeasureKind.Probability),
    };

    /// <summary>The law of a set argument; an interval comes back as its two ends.</summary>
    private bool Resolve(Sequence<Term> arguments, [NotNullWhen(true)] out ISampledLaw? law, out Sequence<Term> inner)
    {
        law = null;
        inner = [];
        return Check(arguments).Type is { } type && SampledLaw.TryResolve(new Call(this, type, arguments), out law, out inner);
    }
}
