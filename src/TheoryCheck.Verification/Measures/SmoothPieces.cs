using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>A function of one number that is smooth between finitely many knots, and whose value and slope are continuous at them.</summary>
/// <param name="Value">The function as it is written.</param>
/// <param name="Pieces">Functions that are smooth on the whole line: the first below the first knot, the others from a knot to the next.</param>
/// <param name="Knots">The knots, ascending.</param>
internal sealed record SmoothPieces(Term Value, Sequence<Term> Pieces, Sequence<Rational> Knots)
{
    private const int MostKnots = 16;
    private static readonly Interpreter<Rational> Exact = new(Rational.One, Environment<Rational>.Empty);

    /// <summary>The symbol of the number, one for all, so that equal functions are equal.</summary>
    public static readonly Symbol Argument = new("s", SymbolRole.Bound, default) { Type = TermType.Real };

    /// <summary>1 where the function is proved to be even, -1 where it is proved to be odd, else 0.</summary>
    public int Parity
    {
        get
        {
            var (own, mirrored) = (new ScalarProfile(Argument, Value), Value.Replace(Argument, Build.Negate(Build.Ref(Argument))));
            return own.Is(mirrored) ? 1 : own.Is(Build.Negate(mirrored)) ? -1 : 0;
        }
    }

    /// <summary>The pieces; null for functions that are not proved to have a continuous slope.</summary>
    public static SmoothPieces? Of(ScalarProfile written)
    {
        var profile = new ScalarProfile(Argument, written.Value.Replace(written.Argument, Build.Ref(Argument)));
        var knots = new SortedSet<Rational>();
        while (knots.Count <= MostKnots)
        {
            var found = new SortedSet<Rational>(knots);
            if (!Places(knots).TrueForAll(at => Resolved(profile.Value, at, found) is not null))
            {
                return null;
            }

            if (found.Count == knots.Count)
            {
                return Joined(profile, [.. knots]);
            }

            knots = found;
        }

        return null;
    }

    private static SmoothPieces? Joined(ScalarProfile profile, Rational[] knots)
    {
        var pieces = Places(knots).ConvertAll(at => new ScalarProfile(Argument, Resolved(profile.Value, at, [])!));
        if (!pieces.TrueForAll(p => WholeLine.IsSmooth(p.Value, p.Argument)))
        {
            return null;
        }

        for (var k = 0; k < knots.Length; k++)
        {
            var (below, above, knot) = (pieces[k], pieces[k + 1], new Number(knots[k]));
            Term At(ScalarProfile function) => function.Value.Replace(function.Argument, knot);
            if (!AreEqual(At(below), At(above)) || !AreEqual(At(below.Derivative), At(above.Derivative)) || !AreEqual(At(profile), At(above)))
            {
                return null;
            }
        }

        return new(profile.Value, pieces.Select(static p => p.Value).ToSequence(), knots.ToSequence());
    }

    private static bool AreEqual(Term left, Term right) => Exactly(left) is { } value && Exactly(right) is { } other ? value == other : Equality.Prove(left, right, Facts.None) is not null;

    private static Rational? Exactly(Term term)
    {
        try
        {
            return Exact.EvaluateScalar(term);
        }
        catch (Exception missing) when (missing is NotRepresentableException or UndefinedException)
        {
            return null;
        }
    }

    // One number in each piece.
    private static List<Rational> Places(IEnumerable<Rational> knots)
    {
        var all = knots.ToList();
        return all.Count == 0 ? [Rational.Zero] : [all[0] - 1, .. all.Zip(all.Skip(1), static (a, b) => (a + b) / 2), all[^1] + 1];
    }

    // The function near a number, without case distinctions, whose changes are added to the knots; null where one of them is not by the sign of an affine form.
    private static Term? Resolved(Term term, Rational at, SortedSet<Rational> knots)
    {
        if (!term.Mentions(Argument))
        {
            return term;
        }

        if (term is Conditional choice)
        {
            return Decided(choice.Condition, at, knots) is { } holds ? Resolved(holds ? choice.Then : choice.Otherwise, at, knots) : null;
        }

        var inner = term.Children.Map(c => Resolved(c, at, knots));
        if (inner.Any(static c => c is null))
        {
            return null;
        }

        bool? Above(Term form) => Sign(form, at, knots) is { } sign ? sign >= 0 : null;
        Term? Cased(Term form, Func<Term> positive, Func<Term> negative) => Above(form) switch { true => positive(), false => negative(), null => null };
        return term switch
        {
            Call { Operation: Relu } => Cased(inner[0]!, () => inner[0]!, () => Number.Zero),
            Call { Operation: SquareRelu } => Cased(inner[0]!, () => Build.Power(inner[0]!, new Number(2)), () => Number.Zero),
            Call { Operation: Abs } => Cased(inner[0]!, () => inner[0]!, () => Build.Negate(inner[0]!)),
            Call { Operation: LeakyRelu leaky } => Cased(inner[0]!, () => inner[0]!, () => Build.Multiply(new Number(leaky.KinkSlopes.Below), inner[0]!)),
            Call { Operation: Elu } => Cased(inner[0]!, () => inner[0]!, () => Build.Subtract(Build.Call<Exp>(inner[0]!), Number.One)),
            Call { Operation: Max, Arguments.Count: 2 } => Cased(Build.Subtract(inner[0]!, inner[1]!), () => inner[0]!, () => inner[1]!),
            Call { Operation: Min, Arguments.Count: 2 } => Cased(Build.Subtract(inner[0]!, inner[1]!), () => inner[1]!, () => inner[0]!),
            _ => term.With(inner.Map(static c => c!)),
        };
    }

    private static bool? Decided(Term condition, Rational at, SortedSet<Rational> knots)
    {
        switch (condition)
        {
            case Comparison { Relations: [_], Children: [var left, var right] }:
                return Resolved(Build.Subtract(left, right), at, knots) is { } form && Sign(form, at, knots) is not null
                    ? Exact.Decide(condition.Replace(Argument, new Number(at))) switch { Certainty.True => true, Certainty.False => false, _ => null }
                    : null;
            case Connective { Kind: ConnectiveKind.Not, Children: [var denied] }:
                return !Decided(denied, at, knots);
            case Connective { Kind: ConnectiveKind.And or ConnectiveKind.Or } both:
                var parts = both.Children.Select(c => Decided(c, at, knots)).ToList();
                return parts.Contains(null) ? null : both.Kind == ConnectiveKind.And ? parts.TrueForAll(static p => p == true) : parts.Contains(true);
            default:
                return null;
        }
    }

    // The sign of an affine form at a number, with its zero among the knots.
    private static int? Sign(Term form, Rational at, SortedSet<Rational> knots)
    {
        if (new ScalarProfile(Argument, form).Affine() is not var (slope, intercept))
        {
            return null;
        }

        if (!slope.IsZero)
        {
            knots.Add(-intercept / slope);
        }

        return ((slope * at) + intercept).Sign;
    }
}
