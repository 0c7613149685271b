using TheoryCheck.Core;
using TheoryCheck.Numerics.LinearAlgebra;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The unit sphere of ℝᵈ and its uniform law: a standard normal point divided by its length, of length 1 within 2 ulp.</summary>
public sealed class Sphere : SetConstructor, IFamilyLaw
{
    /// <inheritdoc/>
    public override string Name => "sphere";

    /// <inheritdoc/>
    public override string Usage => "sphere(d)";

    /// <inheritdoc/>
    public override string Summary => "The unit sphere in R^d, a set; drawn from, its uniform law.";

    /// <inheritdoc/>
    public override string Example => "given d in 2.., u in sphere(d)\nclaim unit: norm(u) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Space("𝕊", "\\mathbb{S}", ExponentSuffix: "-1");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Integer(Name, arguments, 0)
        ?? new SetType(TermType.Vector(arguments[0]));

    /// <inheritdoc/>
    public Sequence<Term> Extent(Sequence<Term> arguments) => [Build.Num(-1), Number.One];

    /// <inheritdoc/>
    public Term? Mean(Sequence<Term> arguments) => MomentTerms.ConstantVector(arguments[0], Number.Zero);

    /// <inheritdoc/>
    public Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => a is null || b is null ? null : Build.Divide(MomentTerms.Delta(a, b), arguments[0]);

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        source.Normal(point);
        Normalise(point);
    }

    bool IFamilyLaw.TrySampleFamily(ReadOnlySpan<TensorValue<double>> arguments, in DrawKey key, long firstPoint, int pointSize, Span<double> points)
    {
        IndexedDraws.FillNormal(key, firstPoint * pointSize, points);
        for (var at = 0; at < points.Length; at += pointSize)
        {
            Normalise(points.Slice(at, pointSize));
        }

        return true;
    }

    /// <summary>Divides by the length; the origin, which has probability 0, goes to the first unit vector.</summary>
    internal static void Normalise(Span<double> point)
    {
        var length = Math.Sqrt(Lanes.Dot(point, point));
        if (length == 0)
        {
            point[0] = 1;
            return;
        }

        foreach (ref var x in point)
        {
            x /= length;
        }
    }
}
