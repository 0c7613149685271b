using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The integral of rho*log(rho) for the density rho of p (so convex, and minus the differential entropy); infinity without a density.</summary>
public sealed class Entropy : Functional
{
    /// <inheritdoc/>
    public override string Name => "entropy";

    /// <inheritdoc/>
    public override string Usage => "entropy(p)";

    /// <inheritdoc/>
    public override string Summary => "The integral of rho*log(rho) for the density rho of p (so convex, and minus the differential entropy); infinity without a density.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., p in densities(vector(d))\nclaim mass: entropy(p) < infinity implies has_density(p)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Ent", "\\operatorname{Ent}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Measure], () => TermType.Real);

    /// <inheritdoc/>
    public override ClosedForm? Closed(Sequence<Term> arguments) => arguments is [Call { Operation: Law law } call] ? law.Entropy(call.Arguments) : null;
}
