using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Uniqueness;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>The minimisers of a problem over measures as a set of the language: listed where there is certainly one, else known by membership, with what encloses them.</summary>
/// <param name="statement">The problem.</param>
/// <param name="shape">What is known of its minimisers.</param>
/// <param name="hull">What they share.</param>
/// <param name="normBound">The bound on their total variation, which stands for their mass where that is given; null for none.</param>
internal sealed class KnownMinimisers(MeasureStatement statement, SparseOptimum shape, Func<MinimiserHull?> hull, Rational? normBound)
{
    /// <summary>Whether they are on the bound for certain.</summary>
    public bool AreOutside => normBound is not null && (shape.Variation == normBound || (hull() is { Variation: var shared } && shared.Lower == normBound));

    // Equal where the minimisers are the same for certain.
    private object? Problem => (object?)statement.Problem?.Normalised ?? statement.Smooth;

    // Whether they are strictly within the bound for certain.
    private bool AreInside => shape is { IsUnique: Certainty.True } only && only.Atoms.Aggregate(Interval.FromRational(0), (sum, atom) => sum + Interval.Abs(atom.Weight)).Upper < normBound;

    /// <summary>The set in a reading.</summary>
    /// <param name="interpreter">The reading.</param>
    /// <param name="term">The form.</param>
    /// <param name="membership">The set by membership alone.</param>
    public Value<T> In<T>(Interpreter<T> interpreter, Binding term, Value<T>.SetByMembership membership)
        where T : IReal<T>
    {
        // Near data say nothing of the minimisers, but that there is one: all conditions and losses are of one kind.
        if (statement.IsRounded)
        {
            return membership with { IsEmpty = shape.Exists == Certainty.True && !statement.IsOpen ? Certainty.False : Certainty.Unknown };
        }

        // Of measures strictly within a bound a set of optimal ones may be empty.
        var known = membership with { IsEmpty = shape.Exists == Certainty.True && (!statement.IsOpen || AreInside) ? Certainty.False : Certainty.Unknown };
        if (shape.Exists == Certainty.False)
        {
            return new Value<T>.FiniteSet(new Sequence<Value<T>>());
        }

        if (statement.Above is not null)
        {
            // Where the zero measure is the only minimiser for a smaller factor it is so for this one.
            return shape is { IsUnique: Certainty.True, Atoms.IsEmpty: true } ? new Value<T>.FiniteSet([Value<T>.Measure.Zero]) : known;
        }

        // A bound in the place of a mass holds with equality, or nothing is known.
        if (statement.Mass is not null && !AreOutside)
        {
            return known;
        }

        if (statement.IsOpen && !AreInside)
        {
            return AreOutside ? new Value<T>.FiniteSet([]) : known;
        }

        if (typeof(T) == typeof(Rational) && shape is { IsUnique: Certainty.True, Exact: { } exact } && Rationally(interpreter, exact, term) is { } rational)
        {
            return new Value<T>.FiniteSet([rational]);
        }

        // One measure is listed where the reading has enclosures of its atoms; exact rationals only know that there is one.
        return shape.IsUnique == Certainty.True && (typeof(T) != typeof(Rational) || shape.Atoms.IsEmpty)
            ? new Value<T>.FiniteSet([Listed(interpreter, shape.Atoms, shape.Variation is { } total ? Interval.FromRational(total) : null, term) with { Problem = Problem }])
            : known with { IsSingleton = shape.IsUnique, Problem = Problem, Enclosure = Enclosure(interpreter, term) };
    }

    // Where uniqueness is not known, or known to fail: the points that carry all minimisers.
    private Value<T>? Enclosure<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>
    {
        if (typeof(T) == typeof(Rational) || typeof(T) == typeof(DoubleReal) || shape.Exists != Certainty.True)
        {
            return null;
        }

        return (shape.Hull ?? hull()) is { Contacts.IsDefault: false } all ? Listed(interpreter, all.Contacts, all.Variation, term)
            : statement.Problem is { Directions: null } problem ? new UnlistedMinimisers(problem, Shared(problem)).In(interpreter)
            : null;
    }

    private SharedOutputs Shared(MeasureProblem problem)
    {
        var known = SharedOutputs.Of(problem, SolutionCache.Of(problem), shape.Hull ?? hull());
        return shape.Variation is { } total ? known with { Variation = Interval.FromRational(total) } : known;
    }

    private static Value<T>.Measure Listed<T>(Interpreter<T> interpreter, ImmutableArray<EnclosedAtom> atoms, Interval? variation, Binding term)
        where T : IReal<T>
    {
        var listed = ListedMeasure.Of(interpreter, atoms, Rational.Zero, ListedMeasure.Space(term));
        return variation is { } total ? listed with { Variation = new Value<T>.Real(ListedMeasure.Enclosed(interpreter, total, Rational.Zero)) } : listed;
    }

    private static Value<T>.Measure? Rationally<T>(Interpreter<T> interpreter, Sequence<Atom> atoms, Binding term)
        where T : IReal<T>
    {
        try
        {
            return ListedMeasure.Of(interpreter, atoms, ListedMeasure.Space(term));
        }
        catch (NotRepresentableException)
        {
            // A weight or direction is irrational.
            return null;
        }
    }
}
