using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>
/// The dual of a problem over measures, its certificate and its optimality conditions, derived from the text: of min over ν of Σᵢ ℓᵢ(∫ φᵢ dν) + λ|ν| with qᵢ = −ℓᵢ'(fᵢ), certificate
/// η(t) = Σᵢ qᵢ φᵢ(t)/λ, and ν optimal if and only if |η| ≤ 1 everywhere and ∫ η dν = |ν|; conditions on outputs have multipliers in the place of the qᵢ, nonnegative measures leave η ≤ 1, and a bound
/// |ν| ≤ B adds its multiplier to λ, and so does a given mass of nonnegative measures, with a multiplier of any sign.
/// </summary>
/// <param name="Name">What the problem is called.</param>
/// <param name="Variables">What the qᵢ are at the optimum, an equation; null for multipliers of conditions.</param>
/// <param name="Certificate">η(t), with the qᵢ as symbols; the level is 1, or a multiplier where there is no penalty.</param>
/// <param name="Value">What the dual problem optimises; null where that is the conjugate of the loss and not in closed form.</param>
/// <param name="IsLeast">Whether the dual value is minimised.</param>
/// <param name="Constraints">The constraints of the dual problem.</param>
/// <param name="Complementarity">What holds besides at an optimum.</param>
[Cites("bach2017", "section 3")]
public sealed record MeasureDual(
    string Name,
    Term? Variables,
    Term Certificate,
    Term? Value,
    bool IsLeast,
    Sequence<Term> Constraints,
    Sequence<Term> Complementarity)
{
    /// <summary>Whether the loss is proved to be convex; where it is not, the dual value is a lower bound only, and the conditions are necessary and not known to be sufficient.</summary>
    public bool IsConvex { get; init; } = true;

    /// <summary>What vanishes where the loss may have no slope: there a dual variable is anything between minus the slopes on its two sides, and <see cref="Variables"/> is one such number.</summary>
    public Sequence<Term> Corners { get; init; } = [];

    /// <summary>The dual of a definition with a measure among its parameters; null when its body is no such sum.</summary>
    public static MeasureDual? Of(Symbol definition, Facts facts) =>
        definition is { Body: { Type.IsScalar: true } source, Indices.IsEmpty: true } && definition.Parameters.FirstOrDefault(p => p.Symbol.Type is MeasureType) is { Symbol: var measure } parameter
            ? Written(
                () => new MeasureDualDerivation($"the least {definition.Name} over measures {measure.Name}", measure, SpaceOf(parameter.Domain) ?? SpaceOf(measure.Domain), facts),
                Unfold.Definitions(source, static s => s.Parameters.IsEmpty),
                null)
            : null;

    /// <summary>The dual of <c>inf</c>, <c>argmin</c>, <c>sup</c> or <c>argmax</c> over measures; null for other forms, and where it is not derived.</summary>
    public static MeasureDual? Of(Binding problem, Facts facts)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.Form is not (Infimum or Argmin or Supremum or Argmax) || problem.Binders is not [{ Symbol: { Type: MeasureType } measure } binder] || SpaceOf(binder.RangesOver) is not { } space)
        {
            return null;
        }

        var body = Unfold.Definitions(problem.Body, static s => s.Parameters.IsEmpty);
        var where = binder.Where is { } condition ? Unfold.Definitions(condition, static s => s.Parameters.IsEmpty) : null;
        MeasureDualDerivation Derivation(string before) =>
            new MeasureDualDerivation(before + Typeset.TextOf(problem), measure, space, facts) is var derivation && binder.RangesOver is Call { Operation: Probabilities } ? derivation.OfProbabilities() : derivation;
        return problem.Form is Infimum or Argmin ? Written(() => Derivation(""), body, where)
            : Derivation("").Margin(body, where) ?? Written(() => Derivation("the least value of minus the objective in "), Build.Negate(body), where);
    }

    // As it is written, else with norms and products of vectors as sums over their entries.
    private static MeasureDual? Written(Func<MeasureDualDerivation> derivation, Term body, Term? where) => derivation().Least(body, where) ?? derivation().Least(IndexForm.Of(body), where);

    /// <summary>The problems over measures that a term states, outermost first.</summary>
    public static IEnumerable<Binding> Problems(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return (term is Binding { Form: Infimum or Argmin or Supremum or Argmax, Binders: [{ Symbol.Type: MeasureType }] } problem ? [problem] : Enumerable.Empty<Binding>()).Concat(term.Children.SelectMany(Problems));
    }

    private static Term? SpaceOf(Term? domain) => domain is Call { Operation: Measures or Probabilities, Arguments: [var space] } ? space : null;
}
