using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// A supremum or infimum that the claim speaks of lies in [lower, upper]; body: <c>instance</c>, <c>problem</c> (which of the optima), <c>lower</c>,
/// <c>upper</c> and, where a measure proves it, its <c>atoms</c>.
/// </summary>
internal abstract class OptimalValue(string name, params string[] more) : CertificateKind(name, ["instance", "problem", "lower", "upper", .. more])
{
    /// <inheritdoc/>
    protected sealed override Finding Check(Case @case, StrictJson[] fields)
    {
        @case.Evaluator.Optima.AddRange(fields[4..].Select(f => (Ridge.Read(f), Array.Empty<Rational>(), Array.Empty<Rational>())));
        var (by, optimum, at) = (@case.Evaluator, @case.Optimum(fields[1]), @case.Instance(fields[0]));
        var value = optimum.Form.Name == "argmin" ? Unvalued.Least(by, Unvalued.Problem(by, optimum, at)) : by.Number(optimum, at).Constant;
        Require(fields[2].Number() <= value.Low && value.High <= fields[3].Number(), "the optimal value does not lie between these ends");
        return new(Certainty.Unknown, $"the {Name.Replace('_', ' ')} lies between {fields[2].String()} and {fields[3].String()}");
    }
}
