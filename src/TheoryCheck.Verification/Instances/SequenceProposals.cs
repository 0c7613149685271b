using TheoryCheck.Core;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// Proposes infinite families by a formula in their index: c·j^e with a small rational c and e ≤ 0 for numbers (j+1 where the index starts
/// at 0), positive ones with positive c and geometric ones c·2^-j too, such a power times a vector for vectors, constants and 0 among them. Square-summable sequences have e &lt; -1/2, or finitely many members that are not 0.
/// </summary>
internal sealed class SequenceProposals(UniformSource source)
{
    private const double GeometricShare = 0.25;

    private static readonly Rational[] Exponents = [0, new(-1, 2), new(-3, 4), -1, new(-3, 2), -2];
    private static readonly Rational[] SummableExponents = [-1, new(-3, 4), new(-3, 2), -2];
    private const int LargestSupport = 4;

    private static readonly Rational[] Factors = [-1, 1, new(1, 2), new(-1, 4), 0, 2];
    private static readonly Rational[] PositiveFactors = [1, new(1, 2), new(1, 4), 2, 3];

    /// <summary>Whether a symbol is a family over infinitely many indices, or a sequence.</summary>
    public static bool IsInfinite(Symbol symbol) => symbol is { Indices: [{ Domain: IndexRange { Upper: Constant } }] } or { Indices.IsEmpty: true, Type: TensorType { Axes: [{ Length: Constant }] } };

    /// <summary>A family with values in a domain, or null for domains that are not reals, positive numbers or vectors.</summary>
    /// <param name="symbol">The family.</param>
    /// <param name="domain">The domain of its members; it must not depend on the index.</param>
    /// <param name="instance">What is already bound.</param>
    /// <param name="evaluate">Evaluates sizes.</param>
    public Term? Propose(Symbol symbol, Term domain, Instance instance, Func<Term, Instance, Rational?> evaluate)
    {
        if (symbol.Indices[0].Domain is not IndexRange range || evaluate(range.Lower, instance) is not { Sign: >= 0 } lower)
        {
            return null;
        }

        var index = Build.Index(symbol.Indices[0].Symbol.Name);
        var power = Pick(Exponents);
        Term place = lower.IsZero ? Build.Add(Build.Ref(index), Number.One) : Build.Ref(index);
        Term scale = power.IsZero ? Number.One : Build.Power(place, Build.Num(power));
        Term? member = domain switch
        {
            Call { Operation: Reals } => Scaled(Pick(Factors), scale),
            Call { Operation: Positive } => Scaled(Pick(PositiveFactors), source.NextUniform() < GeometricShare ? Build.Power(Build.Num(new Rational(1, 2)), place) : scale),
            Call { Operation: VectorSpace, Arguments: [var length] } when evaluate(length, instance) is { IsInteger: true, Sign: > 0 } size && size <= 64 =>
                Vector((int)size.Numerator, scale),
            _ => null,
        };
        return member is null ? null : new Binding(
            OperationCatalogue.FindForm("matrix")!, symbol.Type, [], [new Binder(index, symbol.Indices[0].Domain)], [member], null);
    }

    /// <summary>A member of ℓ².</summary>
    public Term ProposeSquareSummable()
    {
        var index = Build.Index("j");
        var factor = Pick(Factors);
        Term place = Build.Add(Build.Ref(index), Number.One);
        Term member = source.NextUniform() < 0.5
            ? Scaled(factor, Build.Power(place, Build.Num(Pick(SummableExponents))))
            : new Conditional(new Comparison(Build.Ref(index), Relation.Less, Build.Num(1 + (int)(source.NextUniform() * LargestSupport))), Build.Num(factor), Number.Zero);
        return new Binding(
            OperationCatalogue.FindForm("matrix")!, TermType.Vector(Constant.Infinity), [], [new Binder(index, new IndexRange(Number.Zero, Constant.Infinity))], [member], null);
    }

    private Collection Vector(int size, Term scale)
    {
        var isZero = source.NextUniform() < 0.4;
        Term[] entries = [.. Enumerable.Range(0, size).Select(_ => isZero ? Number.Zero : Scaled(Pick(Factors), scale))];
        return new Collection(CollectionKind.List, TermType.Vector(Build.Num(size)), Sequence.Create<Term>(entries));
    }

    private static Term Scaled(Rational factor, Term scale) => factor.IsZero || scale is Number ? Build.Num(factor) : Build.Multiply(Build.Num(factor), scale);

    private Rational Pick(Rational[] values) => values[Math.Min(values.Length - 1, (int)(source.NextUniform() * values.Length))];
}
