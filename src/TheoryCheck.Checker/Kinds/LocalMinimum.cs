using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// A function of the spec has exactly one critical point in a ball, a strict local minimum, and is strongly convex there: its Hessian over the box
/// around the ball, and its gradient in the middle; body: <c>instance</c>, <c>function</c>, <c>points</c> (boxes, one for each argument), <c>modulus</c>.
/// </summary>
internal sealed class LocalMinimum() : CertificateKind("local_minimum", "instance", "function", "points", "modulus")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (by, at, name, modulus) = (@case.Evaluator, @case.Instance(fields[0]), fields[1].String(), fields[3].Number());
        var least = Calculus.LocalMinimum(by, by.Function(@case.Named(name), at), [.. fields[2].Items().Select(p => Script.Read(by, p))]);
        Require(modulus.Sign > 0 && least >= modulus, "the Hessian is not known to be so large");
        return new(Certainty.Unknown, $"'{name}' has one critical point in the ball, a strict local minimum, and is strongly convex there, modulus {modulus}");
    }
}
