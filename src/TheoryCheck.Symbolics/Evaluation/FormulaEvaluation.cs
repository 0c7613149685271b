using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Formulas;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>
/// How a formula that no listing of points settles is decided: a quantifier over a continuum, a comparison with a limit, a
/// predicate without a definition in finitely many points. An open family: one
/// sealed class, one file per kind of argument, in this project or in one that knows the solver it needs.
/// </summary>
public abstract class FormulaEvaluation
{
    /// <summary>Whether the formula holds, or null when it is of another kind.</summary>
    /// <param name="interpreter">The values of the free symbols, in the reading wanted.</param>
    /// <param name="formula">A <see cref="Quantified"/>, a <see cref="Comparison"/> or the <see cref="Call"/> of a predicate.</param>
    /// <exception cref="NotRepresentableException">It is of this kind, but this reading cannot decide it; the message says why.</exception>
    public abstract Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
        where T : IReal<T>;

    /// <summary>Whether a quantifier runs over a continuum.</summary>
    public static bool IsBeyondLists(Quantified formula) => formula.Kind is QuantifierKind.ForAll or QuantifierKind.Exists
        && formula.Binders.Any(b => b.RangesOver is RealInterval or Call { Operation: SetConstructor });

    /// <summary>Whether a limit is written in a side of a comparison.</summary>
    public static bool IsAboutLimit(Comparison formula) => formula.Children.Any(HasLimit);

    /// <summary>Whether a formula asks for a limit along steps for all values of numbers, perhaps of the start.</summary>
    public static bool IsLimitFromAnyStart(Term formula) => LinearLimit.IsOverStarts(formula);

    /// <summary>Whether a comparison may be decided although a side of it has no value in finitely many operations: a limit, a spectral radius, an optimum over a space.</summary>
    internal static bool IsBeyondValues(Comparison formula) => IsAboutLimit(formula) || formula.Children.Any(SpectralRadiusBound.IsRadius) || formula.Children.Any(static c => OptimumEvaluation.Extremum(c) is not null);

    internal static Certainty? Of<T>(Interpreter<T> interpreter, Term formula)
        where T : IReal<T>
    {
        NotRepresentableException? limit = null;
        foreach (var kind in Catalogue<FormulaEvaluation>.Members)
        {
            try
            {
                if (kind.Decide(interpreter, formula) is { } decided)
                {
                    return decided;
                }
            }
            catch (NotRepresentableException refused)
            {
                // Another kind may decide it.
                limit ??= refused;
            }
        }

        return limit is null ? null : throw limit;
    }

    /// <summary>Whether a limit is written in a term.</summary>
    public static bool HasLimit(Term term) => term is Binding { Form: Limit or Limsup or Liminf } || term.Children.Any(HasLimit);
}
