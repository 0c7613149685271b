using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// A claim is settled by listed values; body: <c>steps</c>, and <c>optima</c>: measures, proposed as minimisers where the claim speaks of optima.
/// </summary>
internal abstract class Settled(string name, bool truth, string words) : CertificateKind(name, "steps", "optima")
{
    /// <inheritdoc/>
    protected sealed override Finding Check(Case @case, StrictJson[] fields)
    {
        Rational[] Listed(StrictJson o, int key) => o.IsArray ? [] : o.Object("point", "multipliers")[key].Vector();
        @case.Evaluator.Optima.AddRange(fields[1].Items().Select(o => (o.IsArray ? Ridge.Read(o) : [], Listed(o, 0), Listed(o, 1))));
        Require(!@case.Evaluator.Optima.Exists(o => o.Point.Length == 0) || @case.Optima.Any(), "measures are listed, and the claim speaks of no optimum");
        new Statement(@case.Claim, @case.Evaluator, new Script(fields[0], @case.Evaluator)).RequireThat(truth);
        return new(CertaintyLogic.Of(truth), words);
    }
}
