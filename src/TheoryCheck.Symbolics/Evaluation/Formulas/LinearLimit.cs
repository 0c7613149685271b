using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>
/// A comparison of <c>limit(k -&gt; infinity: w@k)</c> for a recursion w ← Aw + b without chance whose A is symmetric with eigenvalues in (-1, 1),
/// which I - A and I + A being positive definite shows: the limit is (I - A)⁻¹b from every start.
/// </summary>
internal sealed class LinearLimit : FormulaEvaluation
{
    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Comparison { Relations: [var relation], Children: [var left, var right] })
        {
            return null;
        }

        return (State(left), State(right)) switch
        {
            ({ } state, null) => interpreter.Compare(relation, Of(interpreter, state), interpreter.Value(right)),
            (null, { } state) => interpreter.Compare(relation, interpreter.Value(left), Of(interpreter, state)),
            _ => null,
        };
    }

    private static Value<T> Of<T>(Interpreter<T> interpreter, Symbol state)
        where T : IReal<T>
    {
        var limit = new LinearMotion<T>(interpreter, state.Evolution!).Limit();
        return Interpreter<T>.ValueOf(limit, state);
    }

    // The state whose limit a term is.
    private static Symbol? State(Term term) => term is Binding
    {
        Form: Limit,
        Binders: [{ Where: null, Domain: LimitPoint { Point: Constant }, Symbol: var clock }],
        Body: AtStep { Series: Reference { Symbol: { Role: SymbolRole.State, Evolution.IsFlow: false } state }, Step: Reference { Symbol: var step } },
    } && ReferenceEquals(clock, step) ? state : null;
}
