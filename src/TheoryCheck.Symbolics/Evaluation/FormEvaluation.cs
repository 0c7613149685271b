using System.Collections.Frozen;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>How a <see cref="BindingForm"/> is evaluated over finitely many points. An open family: one sealed class, one file per form.</summary>
public abstract class FormEvaluation
{
    private static readonly Lazy<FrozenDictionary<string, FormEvaluation>> ByForm =
        new(() => Catalogue<FormEvaluation>.Members.ToFrozenDictionary(e => e.Form, StringComparer.Ordinal));

    /// <summary>The <see cref="BindingForm.Name"/> of the form.</summary>
    public abstract string Form { get; }

    /// <summary>The value.</summary>
    /// <exception cref="UndefinedException">There is no value.</exception>
    /// <exception cref="NotRepresentableException">The domain is not finite, or the reading cannot express the value.</exception>
    public abstract Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term)
        where T : IReal<T>;

    internal static FormEvaluation? Find(string form) => ByForm.Value.GetValueOrDefault(form);
}
