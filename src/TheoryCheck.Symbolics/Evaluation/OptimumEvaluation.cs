using System.Runtime.CompilerServices;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>
/// How an optimum over a space (<c>inf</c>, <c>sup</c>, <c>argmin</c>, <c>argmax</c> over measures, networks) is found and bounded. An open
/// family: one sealed class, one file per kind of problem, in a project that knows the solver.
/// </summary>
public abstract class OptimumEvaluation
{
    private static readonly ConditionalWeakTable<Symbol, StrongBox<bool>> Behind = [];

    /// <summary>The optimum, or null when the problem is of another kind.</summary>
    /// <param name="exact">The values of the symbols, in exact rationals.</param>
    /// <param name="term">The form with its binders and its objective.</param>
    /// <exception cref="NotRepresentableException">The problem is of this kind, but not one that can be solved; the message says why.</exception>
    public abstract Optimum? Find(Interpreter<Rational> exact, Binding term);

    /// <summary>Whether a form runs over a space named by the language, or an interval, and not over listed points.</summary>
    internal static bool IsSearched(Binding term) => term.Binders.Any(b => b.RangesOver is { Type: SetType } domain && Named(domain) is RealInterval or Call { Operation: SetConstructor and not Symbolics.Sets.Image });

    /// <summary>The form over a space, with conditions in the place of optimal points that are not listed; null for one over listed points.</summary>
    internal static Binding? Searched<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T> => OptimalDomains.Opened(interpreter, term) ?? (IsSearched(term) ? term : null);

    /// <summary>Whether a set is the optimal points of a problem over a space of numbers.</summary>
    public static bool IsOfOptima(Term? set) => OptimalDomains.Is(set);

    /// <summary>The <c>sup</c> or <c>inf</c> over a space that a term is, or is the name of; null for other terms.</summary>
    public static Binding? Extremum(Term term) => term switch
    {
        Binding { Form.Name: "sup" or "inf" } optimum when IsSearched(optimum) => optimum,
        Reference { Symbol: { Body: { } body, Indices.IsEmpty: true, Parameters.IsEmpty: true } } => Extremum(body),
        _ => null,
    };

    // A set may have been given a name.
    private static Term Named(Term set) => set is Reference { Symbol: { Body: { } body, Indices.IsEmpty: true, Parameters.IsEmpty: true } } ? Named(body) : set;

    /// <summary>Whether a function's definition mentions an optimum over a space, perhaps through other functions.</summary>
    internal static bool IsBehind(Symbol function) => function is { Body: { } body, Parameters.IsEmpty: false, Indices.IsEmpty: true }
        && Behind.GetValue(function, _ => new StrongBox<bool>(Mentions(body, [function]))).Value;

    private static bool Mentions(Term term, HashSet<Symbol> seen) => (term is Binding { Form.Name: "inf" or "sup" or "argmin" or "argmax" or "certificate" } optimum && IsSearched(optimum))
        || (term is Reference { Symbol: { Body: { } body, Parameters.IsEmpty: false } symbol } && seen.Add(symbol) && Mentions(body, seen))
        || term.Children.Items.Any(c => Mentions(c, seen));

    /// <summary>The value of an optimum in a reading.</summary>
    internal static Value<T> ValueOf<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>
    {
        var found = Found(interpreter, term);
        return found is { IsExact: true } ? found.In(interpreter) : InReading(interpreter, term, found is not null) switch
        {
            null => found?.In(interpreter) ?? throw NoneFor<T>(term),
            (null, var sign) => new Value<T>.Infinite(sign),
            ((_, var value), _) => new Value<T>.Real(value),
        };
    }

    /// <summary>The set of optimal points in a reading.</summary>
    internal static Value<T> PointsOf<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>
    {
        var found = Found(interpreter, term);
        return found is { IsExact: true } ? found.Points(interpreter, term) : InReading(interpreter, term, found is not null) switch
        {
            null => found?.Points(interpreter, term) ?? throw NoneFor<T>(term),
            (null, _) => new Value<T>.FiniteSet([]),
            ((var point, _), _) => new Value<T>.FiniteSet([point.Dimensions.IsEmpty ? new Value<T>.Real(point.First) : new Value<T>.Tensor(point)]),
        };
    }

    // A quadratic without conditions has its optimum in every reading, closed formulas among them, where a solver has bounds.
    private static ((TensorValue<T> Point, T Value)? Best, int Infinite)? InReading<T>(Interpreter<T> interpreter, Binding term, bool isBounded)
        where T : IReal<T>
    {
        try
        {
            return QuadraticOptimum.Solve(interpreter, term);
        }
        catch (UndecidedException) when (isBounded)
        {
            return null;
        }
    }

    /// <summary>What a solver proves of an optimum.</summary>
    /// <exception cref="NotRepresentableException">No solver knows problems of this kind.</exception>
    internal static Optimum Of<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T> => Found(interpreter, term) ?? throw NoneFor<T>(term);

    private static Optimum? Found<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>
    {
        var exact = interpreter.Exactly();
        return Catalogue<OptimumEvaluation>.Members.Select(kind => kind.Find(exact, term)).FirstOrDefault(static optimum => optimum is not null);
    }

    private static NotRepresentableException NoneFor<T>(Binding term)
        where T : IReal<T> => Interpreter<T>.NoChecker($"'{term.Form.Name}' over {Typeset.TextOf(term.Binders[0].RangesOver!)}: it is not proved to be linear or convex with rational factors in conditions, norms and curves, and not of one number on an interval that could be bounded");
}

/// <summary>What a solver proved of an optimum: bounds of the value, and a description of the optimal points.</summary>
public abstract class Optimum
{
    /// <summary>A number certainly at most the value; null when none is known.</summary>
    public abstract Rational? Lower { get; }

    /// <summary>A number certainly at least the value; null when none is known.</summary>
    public abstract Rational? Upper { get; }

    /// <summary>1 or -1 when the value is certainly +∞ or -∞, else 0.</summary>
    public virtual int Infinite => 0;

    /// <summary>Whether the value is known without an error.</summary>
    internal bool IsExact => Infinite != 0 || (Lower is { } low && low == Upper);

    /// <summary>The set of optimal points, as far as it is known.</summary>
    /// <param name="interpreter">The reading wanted.</param>
    /// <param name="term">The form, for questions about points that are not listed.</param>
    public abstract Value<T> Points<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>;

    /// <summary>The dual certificate, a function.</summary>
    /// <param name="interpreter">The reading wanted.</param>
    /// <exception cref="NotRepresentableException">There is none, or it is not known.</exception>
    public virtual Value<T> Certificate<T>(Interpreter<T> interpreter)
        where T : IReal<T> => throw new NotRepresentableException("the certificate of an optimum that is not one over measures");

    /// <summary>The value in a reading: the hull of the bounds; in doubles their midpoint, if they are close.</summary>
    public virtual Value<T> In<T>(Interpreter<T> interpreter)
        where T : IReal<T>
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        if (Infinite != 0)
        {
            return new Value<T>.Infinite(Infinite);
        }

        if (Lower is not { } low || Upper is not { } high)
        {
            throw new NotRepresentableException("an optimum that is bounded from one side only");
        }

        return low == high ? new Value<T>.Exact(low) : new Value<T>.Real(Between(interpreter, low, high));
    }

    /// <summary>A number between two bounds in a reading: what covers both; in doubles their midpoint.</summary>
    /// <exception cref="NotRepresentableException">The bounds differ, and the reading is exact; or they are far apart.</exception>
    protected static T Between<T>(Interpreter<T> interpreter, Rational low, Rational high)
        where T : IReal<T>
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        if (low == high || interpreter.Literal(low) is not DoubleReal)
        {
            return low == high ? interpreter.Literal(low) : T.Either(interpreter.Literal(low), interpreter.Literal(high));
        }

        var scale = Rational.One + (low.Sign < 0 ? -low : low);
        return high - low <= scale / 100_000_000 ? interpreter.Literal((low + high) / 2) : throw new NotRepresentableException("an optimum whose bounds are far apart");
    }
}
