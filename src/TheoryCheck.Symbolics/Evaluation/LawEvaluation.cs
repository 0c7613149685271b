using System.Collections.Frozen;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>How a <see cref="Law"/> is evaluated as a value, such as <c>normal(m, S)</c>. An open family: one sealed class, one file per law.</summary>
public abstract class LawEvaluation
{
    private static readonly Lazy<FrozenDictionary<string, LawEvaluation>> ByLaw =
        new(() => Catalogue<LawEvaluation>.Members.ToFrozenDictionary(e => e.Law, StringComparer.Ordinal));

    /// <summary>The <see cref="Operation.Name"/> of the law.</summary>
    public abstract string Law { get; }

    /// <summary>The law.</summary>
    /// <param name="interpreter">Evaluates the arguments.</param>
    /// <param name="term">The application.</param>
    /// <exception cref="UndefinedException">There is no such law.</exception>
    /// <exception cref="NotRepresentableException">The reading cannot express it.</exception>
    public abstract Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
        where T : IReal<T>;

    internal static LawEvaluation? Find(string law) => ByLaw.Value.GetValueOrDefault(law);
}
