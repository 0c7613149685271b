using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Sets;

/// <summary>The path-connected components of S, each a set.</summary>
public sealed class PathComponents : SetConstructor
{
    /// <inheritdoc/>
    public override string Name => "path_components";

    /// <inheritdoc/>
    public override string Usage => "path_components(S)";

    /// <inheritdoc/>
    public override string Summary => "The path-connected components of S, each a set.";

    /// <inheritdoc/>
    public override string Example => "given d in 2..\nclaim inside: for all Q in path_components(vector(d)): Q subset vector(d)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("π₀", "\\pi_0");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) => Signature.Check(Name, arguments, [Slot.Set], () => new SetType(arguments[0].Type));
}
