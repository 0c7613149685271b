using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Inequalities;

/// <summary>Powers with an integer in the exponent: the inequality holds at the least integer, and at n + 1 where it holds at n, for any values that the powers may have.</summary>
internal sealed class InductionOverExponent : InequalityProof
{
    /// <inheritdoc/>
    public override string Name => "induction over an exponent";

    /// <inheritdoc/>
    public override string? Prove(Inequality inequality)
    {
        foreach (var (size, least, lasting) in inequality.Sizes().Where(static s => s.Least.Value.Sign >= 0))
        {
            var powers = new StepPowers(size, Facts.Of(lasting));
            var now = powers.Named(inequality.Difference);
            if (!powers.Ratios.Any() || !inequality.IsDefined)
            {
                continue;
            }

            var first = powers.Ratios.ToDictionary(static r => r.Power, r => least.Value.IsZero ? (Term)Number.One : Build.Power(r.Ratio, least));
            var next = powers.Ratios.ToDictionary(static r => r.Power, static r => Build.Multiply(r.Ratio, Build.Ref(r.Power)));
            first[size] = least;
            next[size] = Build.Add(Build.Ref(size), Number.One);
            Comparison held = new(Number.Zero, inequality.IsStrict ? Relation.Less : Relation.LessOrEqual, now);
            if (IsHeld(now.Replace(first), inequality.IsStrict, lasting) && IsHeld(now.Replace(next), inequality.IsStrict, [.. lasting, held]))
            {
                return $"it holds at {size.Name} = {least.Value}, and at {size.Name} + 1 where it holds at {size.Name}";
            }
        }

        return null;
    }

    private static bool IsHeld(Term number, bool isStrict, Term[] hypotheses) => new Inequality(Number.Zero, number, isStrict, hypotheses) is var inequality && Catalogue<InequalityProof>.Members.Any(way => way is not InductionOverExponent && way.Prove(inequality) is not null);
}
