using System.Collections.Frozen;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>
/// How a <see cref="Functional"/> is evaluated, such as <c>tvnorm(nu)</c>. An open family: one sealed class, one file per functional,
/// in this project or in one that knows the solver it needs.
/// </summary>
public abstract class FunctionalEvaluation
{
    private static readonly Lazy<FrozenDictionary<string, FunctionalEvaluation>> ByFunctional =
        new(() => Catalogue<FunctionalEvaluation>.Members.ToFrozenDictionary(e => e.Functional, StringComparer.Ordinal));

    /// <summary>The <see cref="Operation.Name"/> of the functional.</summary>
    public abstract string Functional { get; }

    /// <summary>The value. An enclosing reading answers with an enclosure.</summary>
    /// <param name="interpreter">Evaluates the arguments.</param>
    /// <param name="term">The application.</param>
    /// <exception cref="UndefinedException">There is no value.</exception>
    /// <exception cref="NotRepresentableException">The reading cannot express the value, or no finite evaluation gives it.</exception>
    public abstract Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
        where T : IReal<T>;

    internal static FunctionalEvaluation? Find(string functional) => ByFunctional.Value.GetValueOrDefault(functional);
}
