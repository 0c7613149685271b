using System.Collections.Frozen;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Symbolics.Evaluation;

/// <summary>How membership in a set named by the language is decided. An open family: one sealed class, one file per set.</summary>
public abstract class SetEvaluation
{
    private static readonly Lazy<FrozenDictionary<string, SetEvaluation>> BySet =
        new(() => Catalogue<SetEvaluation>.Members.ToFrozenDictionary(e => e.Set, StringComparer.Ordinal));

    /// <summary>The <see cref="Operation.Name"/> of the set.</summary>
    public abstract string Set { get; }

    /// <summary>Whether a value lies in the set with the given arguments.</summary>
    /// <param name="interpreter">Compares numbers.</param>
    /// <param name="arguments">The evaluated arguments of the set, such as the dimension.</param>
    /// <param name="value">The value asked about.</param>
    public abstract Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value)
        where T : IReal<T>;

    internal static SetEvaluation? Find(string set) => BySet.Value.GetValueOrDefault(set);
}
