using System.Collections.Frozen;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear;

/// <summary>A set of the language whose points are made of finitely many numbers with linear conditions on them. An open family: one sealed class, one file per set.</summary>
public abstract class LinearSet
{
    private static readonly Lazy<FrozenDictionary<string, LinearSet>> BySet = new(() => Catalogue<LinearSet>.Members.ToFrozenDictionary(e => e.Set, StringComparer.Ordinal));

    /// <summary>The <see cref="Operations.Operation.Name"/> of the set.</summary>
    public abstract string Set { get; }

    /// <summary>The point with given numbers, asked for one after another.</summary>
    /// <param name="interpreter">Evaluates the arguments.</param>
    /// <param name="arguments">The arguments of the set, such as the dimension.</param>
    /// <param name="next">The next number.</param>
    public abstract Value<T> Point<T>(Interpreter<T> interpreter, Sequence<Term> arguments, Func<T> next)
        where T : IReal<T>;

    /// <summary>The forms that are at most 0, or 0, exactly at the points of the set; none for a whole space.</summary>
    /// <param name="inside">Evaluates the arguments.</param>
    /// <param name="arguments">The arguments of the set.</param>
    /// <param name="point">What <see cref="Point"/> made of unknowns.</param>
    public virtual IEnumerable<LinearCondition> Conditions(Interpreter<AffineForm> inside, Sequence<Term> arguments, Value<AffineForm> point) => [];

    /// <summary>Whether a domain is a named set of this family or an interval of reals.</summary>
    internal static bool IsLinear(Term domain) => domain is RealInterval || (domain is Call named && BySet.Value.ContainsKey(named.Operation.Name));

    /// <summary>What a binder's symbol runs through, behind definitions.</summary>
    internal static Term? DomainOf(Binder binder) => binder.Symbol.Restriction is null && binder.RangesOver is { } domain
        ? Unfold.Definitions(domain, static s => s.Parameters.IsEmpty && s.Indices.IsEmpty)
        : null;

    /// <summary>The value of a binder's symbol, a family or not, made of numbers.</summary>
    internal static Value<T> PointOf<T>(Interpreter<T> interpreter, Binder binder, Func<T> next, Action<Interpreter<T>, Term, Value<T>>? each = null)
        where T : IReal<T>
    {
        var domain = DomainOf(binder)!;
        Value<T> One(Interpreter<T> at)
        {
            var value = domain is Call named ? BySet.Value[named.Operation.Name].Point(at, named.Arguments, next) : new Value<T>.Real(next());
            each?.Invoke(at, domain, value);
            return value;
        }

        if (binder.Symbol.Indices.IsEmpty)
        {
            return One(interpreter);
        }

        var (lengths, grid) = interpreter.Grid(binder.Symbol.Indices);
        return interpreter.Stack(
            lengths,
            [.. grid.Select(point => One(binder.Symbol.Indices.Zip(point).Aggregate(interpreter, static (at, p) => at.With(p.First.Symbol, new Value<T>.Exact(p.Second)))))],
            binder.Symbol.Type);
    }

    /// <summary>The conditions of a domain on one point.</summary>
    internal static IEnumerable<LinearCondition> ConditionsOf(Interpreter<AffineForm> inside, Term domain, Value<AffineForm> point) => domain is Call named
        ? BySet.Value[named.Operation.Name].Conditions(inside, named.Arguments, point)
        : Within(inside, (RealInterval)domain, inside.ScalarOf(point));

    private static IEnumerable<LinearCondition> Within(Interpreter<AffineForm> inside, RealInterval interval, AffineForm number)
    {
        var (lower, upper) = (inside.Value(interval.Lower), inside.Value(interval.Upper));
        if (lower is not Value<AffineForm>.Infinite)
        {
            yield return new(inside.ScalarOf(lower) - number, false, interval.LowerOpen);
        }

        if (upper is not Value<AffineForm>.Infinite)
        {
            yield return new(number - inside.ScalarOf(upper), false, interval.UpperOpen);
        }
    }
}
