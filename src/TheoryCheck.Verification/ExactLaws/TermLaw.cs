using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.ExactLaws;

/// <summary>What the r-th terms of some sums can be together, with enclosed probabilities. Terms of different r are independent.</summary>
/// <param name="Outcomes">For each outcome the contribution to each of the sums, and between which numbers its probability lies.</param>
internal sealed record TermLaw(Sequence<TermOutcome> Outcomes)
{
    private const int MostOutcomes = 256;

    /// <summary>The law of the r-th terms; null where they do not have finitely many values whose probabilities are known.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="index">r.</param>
    /// <param name="instance">The values of everything else.</param>
    /// <param name="evaluation">Evaluates terms.</param>
    public static TermLaw? Of(IReadOnlyList<DrawnSum> sums, int index, Instance instance, ClosedEvaluation evaluation)
    {
        var there = sums.Where(s => s.Families.Count > 0 && s.Lower <= index && index <= s.Upper).ToList();
        var families = there.SelectMany(s => s.Families).Distinct().OrderBy(f => f.Span.Start).ThenBy(f => f.Name, StringComparer.Ordinal).ToList();
        var atoms = families.ConvertAll(f => Atoms(f, index, instance, evaluation));
        return atoms.TrueForAll(a => a is not null) ? Finite(sums, index, families, atoms!, instance, evaluation)
            : there is [var only] && families is [var family] ? Indicator(sums, only, family, index, instance, evaluation)
            : null;
    }

    private static TermLaw? Finite(
        IReadOnlyList<DrawnSum> sums, int index, List<Symbol> families, List<IReadOnlyList<(Rational Point, Rational Probability)>> atoms, Instance instance, ClosedEvaluation evaluation)
    {
        if (atoms.Aggregate(1L, (count, a) => Math.Min(count * a.Count, long.MaxValue / 8192)) > MostOutcomes)
        {
            return null;
        }

        var outcomes = new Dictionary<Sequence<Rational>, Rational>();
        foreach (var (values, probability) in Together(atoms))
        {
            var contributions = new Rational[sums.Count];
            for (var q = 0; q < contributions.Length; q++)
            {
                var sum = sums[q];
                if (index < sum.Lower || index > sum.Upper)
                {
                    continue;
                }

                var summand = families.Zip(values).Aggregate(sum.Summand, (term, drawn) => Drawn(term, drawn.First, sum.Index, drawn.Second));
                if (evaluation.TryRational(summand, instance.With(sum.Index, new Number(index))) is not { } value)
                {
                    return null;
                }

                contributions[q] = value;
            }

            var key = Sequence.Create<Rational>(contributions);
            outcomes[key] = outcomes.GetValueOrDefault(key) + probability;
        }

        return new TermLaw(outcomes.Where(o => o.Value.Sign > 0).Select(o => new TermOutcome(o.Key, o.Value, o.Value)).ToSequence());
    }

    // A product of unit steps is 1 with the probability that is its mean, whatever is drawn.
    private static TermLaw? Indicator(IReadOnlyList<DrawnSum> sums, DrawnSum sum, Symbol family, int index, Instance instance, ClosedEvaluation evaluation)
    {
        // Indices that have a value are written as it, which shows equal factors to be equal.
        var here = instance.With(sum.Index, new Number(index));
        var factors = sum.Summand.Replace(instance.Values.Where(v => v.Value is Number).ToDictionary(v => v.Key, v => v.Value)).Factors().Select(Base).Distinct().ToArray();
        if (!factors.All(f => f is Call { Operation: Step }))
        {
            return null;
        }

        var whole = (TensorType)family.Type;
        var law = family.Domain!.Replace(family.Indices.Take(1).ToDictionary(b => b.Symbol, _ => (Term)new Number(index)));
        var member = new Symbol(family.Name, SymbolRole.Draw, family.Span) { Type = family.Indices.IsEmpty ? whole : new TensorType(whole.Kind, whole.Axes.Skip(1).ToSequence()), Domain = law };
        var mean = Build.Bind<Expect>([new Binder(member, null)], Picked(Build.Multiply(factors), family, sum.Index, Build.Ref(member)));
        if (evaluation.TryEnclose(mean, here) is not var (low, high) || low.Sign < 0 || high > Rational.One)
        {
            return null;
        }

        Sequence<Rational> At(int value) => sums.Select(s => ReferenceEquals(s, sum) ? (Rational)value : Rational.Zero).ToSequence();
        return new TermLaw([new TermOutcome(At(0), Rational.One - high, Rational.One - low), new TermOutcome(At(1), low, high)]);
    }

    // A power of what is 0 or 1 is itself.
    private static Term Base(Term factor) =>
        factor is Arithmetic { Operator: ArithmeticOperator.Power, Children: [Call { Operation: Step } step, Number { Value: { IsInteger: true, Sign: > 0 } }] } ? step : factor;

    private static IReadOnlyList<(Rational Point, Rational Probability)>? Atoms(Symbol family, int index, Instance instance, ClosedEvaluation evaluation)
    {
        var isMember = family.Type is TensorType { Axes.Count: var axes } && axes == family.Indices.Count && axes <= 1;
        var domain = family.Domain!.Replace(family.Indices.ToDictionary(b => b.Symbol, _ => (Term)new Number(index)));
        if (!isMember || !SampledLaw.TryResolve(Unfold.Definitions(domain), out var law, out var arguments) || law.Outcomes(arguments, Known) is not { Count: <= MostOutcomes } outcomes
            || !law.Requirements(arguments).All(r => evaluation.TryDecide(r, instance) == Certainty.True))
        {
            return null;
        }

        var atoms = outcomes.Select(o => (Point: Known(o.Point), Probability: Known(o.Probability))).ToList();
        return atoms.TrueForAll(a => a is { Point: not null, Probability: not null }) ? atoms.ConvertAll(a => (a.Point!.Value, a.Probability!.Value)) : null;

        Rational? Known(Term number) => evaluation.TryRational(number, instance);
    }

    private static IEnumerable<(IReadOnlyList<Rational> Values, Rational Probability)> Together(List<IReadOnlyList<(Rational Point, Rational Probability)>> atoms) =>
        atoms.Aggregate(
            (IEnumerable<(IReadOnlyList<Rational> Values, Rational Probability)>)[([], Rational.One)],
            (sofar, next) => sofar.SelectMany(_ => next, (before, atom) => ((IReadOnlyList<Rational>)[.. before.Values, atom.Point], before.Probability * atom.Probability)));

    private static Term Drawn(Term term, Symbol family, Symbol index, Rational value) =>
        Picked(term, family, index, new Number(value));

    // A term with the member that the index picks replaced; a scalar draw is its own only member.
    private static Term Picked(Term term, Symbol family, Symbol index, Term member) => term switch
    {
        Element { Tensor: Reference { Symbol: var symbol }, Indices: [Reference { Symbol: var first }, ..] } element when ReferenceEquals(symbol, family) && ReferenceEquals(first, index) =>
            element.Indices.Count == 1 ? member : Build.At(member, [.. element.Indices.Skip(1)]),
        Reference { Symbol: var symbol } when ReferenceEquals(symbol, family) => member,
        { Children.IsEmpty: true } => term,
        _ => term.With(term.Children.Map(child => Picked(child, family, index, member))),
    };
}

/// <summary>One outcome of terms.</summary>
/// <param name="Contributions">What it adds to each sum.</param>
/// <param name="Low">A lower bound of its probability.</param>
/// <param name="High">An upper bound of its probability.</param>
internal sealed record TermOutcome(Sequence<Rational> Contributions, Rational Low, Rational High);
