using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Vanishing;

/// <summary>
/// Statements for all small penalties at given data, and limits as the penalty falls to 0, decided at the limit: the minimiser is unique for small penalties,
/// keeps the atoms of the least-variation interpolation and tends to it (<see cref="VanishingPenalty"/>).
/// </summary>
/// <remarks>
/// What holds for every measure whose atoms are within a small distance of the limit's holds for all small penalties; what is false for all of them is false
/// for all. With a tolerance, the exact limit speaks where nearness cannot: see <see cref="ClosedAtLimit"/>.
/// </remarks>
internal sealed class VanishingPenaltyEvaluation : FormulaEvaluation
{
    // How far from the limit: any positive number is right, a small one decides more.
    private static readonly Rational Nearness = new(1, 1L << 40);

    /// <summary>Whether a formula speaks of all small penalties of a problem over measures.</summary>
    public static bool Concerns(Term formula) => formula is Quantified or Comparison && SmallPenalties.Of(formula) is { } statement && HasMinimisers(Unfold.Definitions(statement.Body), statement.Penalty);

    private static bool HasMinimisers(Term term, Symbol penalty) => (term is Binding { Form: Argmin, Type: SetType { Element: MeasureType } } && term.Mentions(penalty)) || term.Children.Items.Any(c => HasMinimisers(c, penalty));

    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (SmallPenalties.Of(formula) is not { } statement)
        {
            return null;
        }

        var family = new PenaltyFamily(interpreter.Exactly(), statement.Penalty);
        var body = family.Abstract(Unfold.Definitions(statement.Body));
        if (family is not { Problem: { } problem, Minimisers: { } minimisers })
        {
            return null;
        }

        if (body.Mentions(statement.Penalty))
        {
            throw new NotRepresentableException("a vanishing penalty outside the problem that it belongs to");
        }

        var isLimit = typeof(T) == typeof(ExactReal);
        if (typeof(T) == typeof(Rational) || (isLimit && statement.Tolerance is null))
        {
            throw new NotRepresentableException("minimisers near a limit, which only enclosures know");
        }

        var closed = statement.Tolerance is { } tolerance ? new ClosedAtLimit(tolerance, minimisers) : null;
        var claim = closed is null ? body : closed.Of(body) ?? throw new NotRepresentableException("a tolerance that is no upper bound");
        var known = SolutionCache.LimitOf(problem);
        if (known is { Converges: Certainty.True } && closed is { IsDecidedAtLimit: true, IsAboutAtoms: false })
        {
            // Only where the minimisers tend to matters, not how many there are nor of how many atoms.
            return Listed(interpreter, family, known, isLimit) is { } where ? OneSided(interpreter.With(minimisers, where).Decide(claim)) : Certainty.Unknown;
        }

        if (known is { IsUniqueForSmallPenalties: Certainty.True, KeepsAtoms: Certainty.True, Converges: Certainty.True })
        {
            return (closed is { IsDecidedAtLimit: true } || !isLimit) && Listed(interpreter, family, known, isLimit) is { } only
                ? OneSided(interpreter.With(minimisers, only).Decide(claim))
                : Certainty.Unknown;
        }

        return isLimit || family.Width is not null ? Certainty.Unknown : interpreter.With(minimisers, Described<T>(known)).Decide(claim);

        // What is false at the limit alone may be true near it.
        Certainty OneSided(Certainty answer) => isLimit && answer == Certainty.False ? Certainty.Unknown : answer;
    }

    private static Value<T>.FiniteSet? Listed<T>(Interpreter<T> interpreter, PenaltyFamily family, VanishingPenalty known, bool isLimit)
        where T : IReal<T> => family.Width < known.Limit.Atoms.Length ? null
        : !isLimit ? new([ListedMeasure.Of(interpreter, known.Limit.Atoms, Nearness, family.Space)])
        : known.Limit.Exact is { } atoms ? new([ListedMeasure.Of(interpreter, atoms, family.Space)])
        : null;

    private static Value<T>.SetByMembership Described<T>(VanishingPenalty known)
        where T : IReal<T> => new("the minimisers", _ => Certainty.Unknown)
        {
            IsSingleton = known.IsUniqueForSmallPenalties,
            FewestAtoms = known is { Converges: Certainty.True, KeepsAtoms: Certainty.False } ? known.Limit.Atoms.Length + 1 : 0,
        };
}
