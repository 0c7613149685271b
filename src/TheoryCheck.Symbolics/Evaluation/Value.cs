using System.Collections.Immutable;
using System.Numerics;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>What a term evaluates to in a reading of the reals. A closed set.</summary>
/// <typeparam name="T">The reading.</typeparam>
public abstract record Value<T>
    where T : IReal<T>
{
    private Value()
    {
    }

    /// <summary>A scalar that is known exactly: every integer, and what was computed from literals alone. No reading rounds it before it must.</summary>
    /// <param name="Number">The number.</param>
    public sealed record Exact(Rational Number) : Value<T>;

    /// <summary>A scalar in the reading.</summary>
    /// <param name="Number">The number.</param>
    public sealed record Real(T Number) : Value<T>;

    /// <summary>+∞ or -∞ as a value in its own right; no overflow ever becomes one.</summary>
    /// <param name="Sign">1 or -1.</param>
    public sealed record Infinite(int Sign) : Value<T>;

    /// <summary>A tensor with at least one axis.</summary>
    /// <param name="Elements">Dimensions and elements, row-major.</param>
    public sealed record Tensor(TensorValue<T> Elements) : Value<T>;

    /// <summary>A truth value, as far as it is known.</summary>
    /// <param name="Certainty">True, false or not decided.</param>
    public sealed record Truth(Certainty Certainty) : Value<T>;

    /// <summary>A function.</summary>
    /// <param name="Apply">Its value at arguments.</param>
    public sealed record Function(Func<ImmutableArray<Value<T>>, Value<T>> Apply) : Value<T>
    {
        /// <summary>The function as a term that mentions no symbols but its own, which other readings can read again; null where there is none.</summary>
        public Term? Source { get; init; }
    }

    /// <summary>Several values side by side.</summary>
    /// <param name="Items">The values.</param>
    public sealed record Tuple(Sequence<Value<T>> Items) : Value<T>;

    /// <summary>A finite signed measure on finitely many points. Points may be equal and weights 0: <see cref="Interpreter{T}"/> merges where it matters.</summary>
    /// <param name="Atoms">The weighted points; none for the zero measure.</param>
    public sealed record Measure(Sequence<WeightedPoint> Atoms) : Value<T>
    {
        /// <summary>A set, as a term without definitions, on which all mass is known to lie though the points are only enclosed; null where nothing is known.</summary>
        public Term? Space { get; init; }

        /// <summary>The total variation, where more is known of it than the weights say; null otherwise.</summary>
        public Value<T>? Variation { get; init; }

        /// <summary>What it is the only solution of, where the points are only enclosed: measures with equal problems are equal; null where nothing is known.</summary>
        public object? Problem { get; init; }

        /// <summary>The measure without mass.</summary>
        public static Measure Zero { get; } = new(new Sequence<WeightedPoint>());
    }

    /// <summary>A finite signed measure that stands for all of a set of which no points are known, only numbers that enclose what every one of them has.</summary>
    /// <param name="Variation">The total variation; null where nothing bounds it.</param>
    /// <param name="Mass">The mass of all points; null where nothing bounds it.</param>
    /// <param name="Integral">The integral that a form states against it, under an interpreter of what else the form mentions; null where nothing is known of it.</param>
    public sealed record UnlistedMeasure(Value<T>? Variation, Value<T>? Mass, Func<Interpreter<T>, Terms.Binding, Value<T>?> Integral) : Value<T>;

    /// <summary>weight·δ(point).</summary>
    /// <param name="Weight">A finite scalar of any sign.</param>
    /// <param name="Point">A scalar, tensor or tuple.</param>
    public sealed record WeightedPoint(Value<T> Weight, Value<T> Point);

    /// <summary>A normal law, perhaps degenerate.</summary>
    /// <param name="Mean">The mean, of the shape of a point.</param>
    /// <param name="Covariance">The symmetric covariance of the n numbers of a point, shape (n, n), row-major.</param>
    public sealed record Normal(TensorValue<T> Mean, ReadOnlyMemory<T> Covariance) : Value<T>;

    /// <summary>A set given by its points; equal points may occur more than once.</summary>
    /// <param name="Points">The points.</param>
    public sealed record FiniteSet(Sequence<Value<T>> Points) : Value<T>;

    /// <summary>The integers from Lower to Upper, both in; none when Upper is less.</summary>
    /// <param name="Lower">The first integer.</param>
    /// <param name="Upper">The last integer, or null for no end.</param>
    public sealed record Range(BigInteger Lower, BigInteger? Upper) : Value<T>;

    /// <summary>An interval of reals.</summary>
    /// <param name="Lower">The lower end: a scalar, or infinite.</param>
    /// <param name="Upper">The upper end: a scalar, or infinite.</param>
    /// <param name="LowerOpen">Whether the lower end is left out.</param>
    /// <param name="UpperOpen">Whether the upper end is left out.</param>
    public sealed record IntervalSet(Value<T> Lower, Value<T> Upper, bool LowerOpen, bool UpperOpen) : Value<T>;

    /// <summary>A set known by the question whether a value is in it.</summary>
    /// <param name="Name">What to call it in messages.</param>
    /// <param name="Contains">The question.</param>
    public sealed record SetByMembership(string Name, Func<Value<T>, Certainty> Contains) : Value<T>
    {
        /// <summary>Whether it has exactly one point, as far as it is known.</summary>
        public Certainty IsSingleton { get; init; } = Certainty.Unknown;

        /// <summary>Whether it has no point, as far as it is known.</summary>
        public Certainty IsEmpty { get; init; } = Certainty.Unknown;

        /// <summary>A set, as a term without definitions, of which this one is a part; null where none is known.</summary>
        public Term? Space { get; init; }

        /// <summary>The question whether a value is in the set, for values that are known to be in <see cref="Space"/>.</summary>
        public Func<Value<T>, Certainty>? ContainsOfSpace { get; init; }

        /// <summary>For a set that is not empty: a value in enclosures that encloses every point of it; null where none is known.</summary>
        public Value<T>? Enclosure { get; init; }

        /// <summary>What it is the set of all solutions of: sets with equal problems are equal; null where nothing is known.</summary>
        public object? Problem { get; init; }

        /// <summary>For a set of measures that is not empty: at least how many points carry the mass of each.</summary>
        public int FewestAtoms { get; init; }
    }
}
