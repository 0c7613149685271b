using System.Globalization;
using System.Text.Json;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Certificates;

/// <summary>A part of a claim, at a place where the claim was judged.</summary>
/// <param name="Term">The part, of the claim itself or of a definition that it reaches.</param>
/// <param name="Number">Its number among the suprema, infima and sets of minimisers that are reached; -1 for other parts.</param>
/// <param name="At">The values of symbols there, those of the parameters of the function around it included.</param>
/// <param name="Evaluation">Evaluates it.</param>
internal sealed record ClaimPart(Term Term, int Number, Instance At, ClosedEvaluation Evaluation)
{
    /// <summary>The parts of a claim at the places where it was judged, for each place in the order in which the checker meets them.</summary>
    public static IEnumerable<ClaimPart> Of(Judgement judgement, ClaimContext context)
    {
        var evaluation = new ClosedEvaluation();
        return judgement.Figures.Select(f => f.Place()).OfType<Obligation>().SelectMany(o =>
        {
            var number = 0;
            return Reach(context.Claim.Closed, o.Scope.Instance, [], evaluation).Select(p => p.Term is Binding { Form: Supremum or Infimum or Argmin } ? p with { Number = number++ } : p);
        });
    }

    /// <summary>Writes the values it depends on as <c>instance</c>.</summary>
    public void Instance(Utf8JsonWriter json) => CertificateText.Values(
        json, "instance", Needed(Term).Where(At.Values.ContainsKey).DistinctBy(s => s.Name, StringComparer.Ordinal).OrderBy(s => s.Span.Start).Select(s => (s, At.Values[s])));

    /// <summary>Writes its number as <c>problem</c>.</summary>
    public void Problem(Utf8JsonWriter json) => json.WriteString("problem", Number.ToString(CultureInfo.InvariantCulture));

    // What a value depends on, and what the domains of these symbols depend on: values are checked to lie in them.
    private static IEnumerable<Symbol> Needed(Term term) => term.ReachedSymbols().SelectMany(s =>
        s is { Role: SymbolRole.Given or SymbolRole.Sweep, Domain: { } domain } ? s.Indices.Select(i => i.Domain).OfType<Term>().Append(domain).SelectMany(Needed).Append(s) : [s]);

    // The arguments of a function are the values of its parameters in its body.
    private static IEnumerable<ClaimPart> Reach(Term term, Instance at, HashSet<Symbol> seen, ClosedEvaluation evaluation)
    {
        yield return new ClaimPart(term, -1, at, evaluation);
        for (var i = 0; i < term.Children.Count; i++)
        {
            var inner = i == 0 && term is Apply { Function: Reference { Symbol.Parameters: var parameters }, Arguments: var arguments }
                ? parameters.Zip(arguments).Aggregate(at, (known, p) => evaluation.TryClosed(p.Second, at) is { } value ? known.With(p.First.Symbol, value) : known)
                : at;
            foreach (var part in Reach(term.Children[i], inner, seen, evaluation))
            {
                yield return part;
            }
        }

        if (term is Reference { Symbol: { Body: { } body } symbol } && seen.Add(symbol))
        {
            foreach (var part in Reach(body, at, seen, evaluation))
            {
                yield return part;
            }
        }
    }
}
