using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Forms;

/// <summary>The certificate that a solver knows of a minimisation.</summary>
public sealed class CertificateEvaluation : FormEvaluation
{
    /// <inheritdoc/>
    public override string Form => "certificate";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Binding term) => OptimumEvaluation.Of(interpreter, term).Certificate(interpreter);
}
