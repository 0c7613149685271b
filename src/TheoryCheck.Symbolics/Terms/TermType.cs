using TheoryCheck.Core;

namespace TheoryCheck.Symbolics.Terms;

/// <summary>The kind of numbers in a tensor.</summary>
public enum NumberKind
{
    /// <summary>Integers; embed in the reals.</summary>
    Integer,

    /// <summary>Real numbers, extended by ±infinity where a functional can take it.</summary>
    Real,
}

/// <summary>One axis of a tensor: the indices <c>Lower, Lower+1, …, Lower+Length-1</c>; the length may be infinite.</summary>
/// <param name="Lower">The first index, 0 unless the declaration says otherwise.</param>
/// <param name="Length">How many indices: an integer term, or <see cref="Constant.Infinity"/>.</param>
public sealed record Axis(Term Lower, Term Length)
{
    /// <summary>The axis 0, …, length-1.</summary>
    public static Axis Of(Term length) => new(Number.Zero, length);
}

/// <summary>What kind of value a term denotes. A closed set.</summary>
public abstract record TermType
{
    /// <summary>A real scalar.</summary>
    public static TermType Real { get; } = new TensorType(NumberKind.Real, []);

    /// <summary>An integer scalar.</summary>
    public static TermType Integer { get; } = new TensorType(NumberKind.Integer, []);

    /// <summary>A truth value.</summary>
    public static TermType Truth { get; } = new TruthType();

    /// <summary>A vector of the given dimension, R^d.</summary>
    public static TermType Vector(Term dimension) => new TensorType(NumberKind.Real, [Axis.Of(dimension)]);

    /// <summary>A matrix with the given numbers of rows and columns.</summary>
    public static TermType Matrix(Term rows, Term columns) => new TensorType(NumberKind.Real, [Axis.Of(rows), Axis.Of(columns)]);

    /// <summary>Whether this is a tensor without axes.</summary>
    public bool IsScalar => this is TensorType { Axes.IsEmpty: true };
}

/// <summary>Numbers with zero or more axes. A family <c>x[i&lt;n] in vector(d)</c> is a tensor with axes (n, d).</summary>
public sealed record TensorType(NumberKind Kind, Sequence<Axis> Axes) : TermType;

/// <summary>A formula's value.</summary>
public sealed record TruthType : TermType;

/// <summary>A function of one or more arguments.</summary>
public sealed record FunctionType(Sequence<TermType> Parameters, TermType Result) : TermType;

/// <summary>Several values side by side, as in <c>(a, w)</c>.</summary>
public sealed record TupleType(Sequence<TermType> Items) : TermType;

/// <summary>A set of values; <c>sphere(d)</c> is a set of vectors.</summary>
public sealed record SetType(TermType Element) : TermType;

/// <summary>How much a measure may be.</summary>
public enum MeasureKind
{
    /// <summary>Signed and finite.</summary>
    Signed,

    /// <summary>Nonnegative with total mass 1. A law is one, and so is a density (a law with one).</summary>
    Probability,
}

/// <summary>A measure or law on points of a type.</summary>
public sealed record MeasureType(TermType Point, MeasureKind Kind) : TermType;

/// <summary>The type of a term that could not be typed; already reported, agrees with everything.</summary>
public sealed record ErrorType : TermType;
