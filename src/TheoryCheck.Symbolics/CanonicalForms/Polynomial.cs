using System.Collections.Immutable;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <summary>A power of an atom: a symbol, an element, a function value, or a sum where the exponent is no natural number.</summary>
internal readonly record struct Factor(Term Base, Rational Exponent);

/// <summary>A summation index with its range, both ends in. The symbol is fresh: it occurs in this summand only.</summary>
internal readonly record struct BoundIndex(Symbol Symbol, Term Lower, Term Upper);

/// <summary>coefficient · Σ over the ranges of the product of the factors.</summary>
internal sealed class Summand(Rational coefficient, ImmutableArray<BoundIndex> ranges, ImmutableArray<Factor> factors)
{
    public Rational Coefficient { get; } = coefficient;

    public ImmutableArray<BoundIndex> Ranges { get; } = ranges;

    public ImmutableArray<Factor> Factors { get; } = factors;

    /// <summary>The canonical closed term without the coefficient; made once.</summary>
    public Term? Skeleton { get; set; }

    public bool IsConstant => Ranges.IsEmpty && Factors.IsEmpty;

    public Summand Times(Rational number) => new(Coefficient * number, Ranges, Factors) { Skeleton = Skeleton };
}

/// <summary>A sum of summands with different skeletons and coefficients other than 0.</summary>
internal sealed class Polynomial(ImmutableArray<Summand> summands)
{
    public static Polynomial Zero { get; } = new([]);

    public static Polynomial One { get; } = Of(Rational.One);

    public ImmutableArray<Summand> Summands { get; } = summands;

    public bool IsZero => Summands.IsEmpty;

    /// <summary>The value of a polynomial without atoms; null otherwise.</summary>
    public Rational? Constant =>
        Summands.IsEmpty ? Rational.Zero : Summands.Length == 1 && Summands[0].IsConstant ? Summands[0].Coefficient : null;

    public static Polynomial Of(Rational number) => number.IsZero ? new([]) : new([new Summand(number, [], [])]);

    public static Polynomial Atom(Term atom) => new([new Summand(Rational.One, [], [new Factor(atom, Rational.One)])]);

    public static Polynomial Atom(Term atom, Rational exponent) => new([new Summand(Rational.One, [], [new Factor(atom, exponent)])]);

    public Polynomial Times(Rational number) => number.IsZero ? Zero : number == Rational.One ? this : new([.. Summands.Select(s => s.Times(number))]);
}
