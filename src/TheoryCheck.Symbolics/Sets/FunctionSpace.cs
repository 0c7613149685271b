using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The functions from S to T.</summary>
public sealed class FunctionSpace : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "functions";

    /// <inheritdoc/>
    public override string Usage => "functions(S, T)";

    /// <inheritdoc/>
    public override string Summary => "The functions from S to T.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., f in functions(vector(d), reals)\nclaim bound: global_min(f, zeros(d)) implies f(zeros(d)) <= f(ones(d))";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("ℱ", "\\mathcal{F}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Set, Slot.Set], () =>
            new SetType(new FunctionType([((SetType)arguments[0].Type).Element], ((SetType)arguments[1].Type).Element)));
}
