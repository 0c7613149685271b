using TheoryCheck.Core;

namespace TheoryCheck.Symbolics.Evaluation.Sets;

/// <summary>The laws on a set, which are its probability measures.</summary>
public sealed class LawsEvaluation : SetEvaluation
{
    private static readonly ProbabilitiesEvaluation Probabilities = new();

    /// <inheritdoc/>
    public override string Set => "laws";

    /// <inheritdoc/>
    public override Certainty Contains<T>(Interpreter<T> interpreter, Sequence<Value<T>> arguments, Value<T> value) => Probabilities.Contains(interpreter, arguments, value);
}
