using System.Globalization;
using System.Text;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting.Html;

/// <summary>The fragment of each claim: its spec's id and its name where they are plain, so that links last from run to run; all different.</summary>
internal sealed class Anchors
{
    private readonly Dictionary<(SpecOutcome, ClaimOutcome), string> anchors = new(new ByReference());

    /// <summary>Names every claim of a run.</summary>
    public Anchors(RunResult result)
    {
        var taken = new HashSet<string>(["verdicts"], StringComparer.Ordinal);
        foreach (var spec in result.Specs)
        {
            foreach (var claim in spec.Claims)
            {
                var wanted = $"{Plain(spec.Id)}.{Plain(claim.Name)}";
                var name = wanted;
                for (var i = 2; !taken.Add(name); i++)
                {
                    name = wanted + "." + i.ToString(CultureInfo.InvariantCulture);
                }

                anchors[(spec, claim)] = name;
            }
        }
    }

    /// <summary>The fragment of a claim.</summary>
    public string Of(SpecOutcome spec, ClaimOutcome claim) => anchors[(spec, claim)];

    private static string Plain(string name)
    {
        var plain = new StringBuilder("c");
        foreach (var c in name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            plain.Append(c);
        }

        return plain.ToString(plain.Length > 1 ? 1 : 0, Math.Max(1, plain.Length - 1));
    }

    private sealed class ByReference : IEqualityComparer<(SpecOutcome Spec, ClaimOutcome Claim)>
    {
        public bool Equals((SpecOutcome Spec, ClaimOutcome Claim) x, (SpecOutcome Spec, ClaimOutcome Claim) y) =>
            ReferenceEquals(x.Spec, y.Spec) && ReferenceEquals(x.Claim, y.Claim);

        public int GetHashCode((SpecOutcome Spec, ClaimOutcome Claim) obj) =>
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Claim);
    }
}
