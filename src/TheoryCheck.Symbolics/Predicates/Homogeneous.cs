using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>f(c*u) == c^p*f(u) for all c &gt; 0 and all u; p is 1 when left out.</summary>
public sealed class Homogeneous : Predicate
{
    /// <inheritdoc/>
    public override string Name => "homogeneous";

    /// <inheritdoc/>
    public override string Usage => "homogeneous(f, p)";

    /// <inheritdoc/>
    public override string Summary => "f(c*u) == c^p*f(u) for all c > 0 and all u; p is 1 when left out.";

    /// <inheritdoc/>
    public override string Example => "claim unit: homogeneous(t |-> relu(t), 1)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("homogeneous", "\\operatorname{homogeneous}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Scalar], () => TermType.Truth, optional: 1);

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments)
    {
        if (FunctionDomain.LinearBinders(arguments[0]) is not { } binders || ((FunctionType)arguments[0].Type).Result is not TensorType)
        {
            return null;
        }

        var scale = new Symbol("c", SymbolRole.Bound, default) { Type = TermType.Real };
        Term c = Build.Ref(scale);
        var degree = arguments.Count > 1 ? arguments[1] : Number.One;
        var scaled = binders.Map(b => Build.Multiply(c, Build.Ref(b.Symbol)));
        Binder[] positive = [new Binder(scale, Build.Call<Positive>())];
        return new Quantified(QuantifierKind.ForAll, binders.Concat(positive), new Comparison(
            FunctionDomain.Value(arguments[0], scaled),
            Relation.Equal,
            Build.Multiply(Build.Power(c, degree), FunctionDomain.Value(arguments[0], binders))));
    }
}
