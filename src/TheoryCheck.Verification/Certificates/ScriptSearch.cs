using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Formulas;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Certificates;

/// <summary>
/// The values that a claim's quantifiers ask for, in the order in which the checker asks: those that are chosen, not those that it
/// enumerates. What is proposed here is checked elsewhere, so nothing rests on it.
/// </summary>
/// <param name="choose">A value for a symbol, given the values so far; or null.</param>
/// <param name="evaluation">Evaluates domains and restrictions.</param>
internal sealed class ScriptSearch(Func<Binder, Instance, ScriptStep?> choose, ClosedEvaluation evaluation)
{
    private const int MostSteps = 8192;
    private const int MostDimensions = 16;
    private readonly List<ScriptStep> steps = [];

    /// <summary>Whether irrational numbers are listed too, as definitions, as measures always are.</summary>
    public bool DefinesValues { get; init; }

    /// <summary>The symbol whose value a certificate cannot hold, or null.</summary>
    public Symbol? Missing { get; private set; }

    /// <summary>The script that shows a formula to be true, or false; null when some value is not known.</summary>
    public IReadOnlyList<ScriptStep>? Find(Term formula, bool truth) => Walk(formula, truth, Instance.Empty) ? steps : null;

    private bool Walk(Term formula, bool truth, Instance instance) => formula switch
    {
        ClaimReference or Derive => Walk(formula.Children[0], truth, instance),
        Connective { Kind: ConnectiveKind.Not } => Walk(formula.Children[0], !truth, instance),
        Call { Operation: GlobalMin, Arguments: [Reference { Symbol.Parameters: var parameters }, ..] } when !truth => Chosen(parameters, instance) is not null,
        Call { Operation: DisplacementConvex, Arguments: [Reference { Symbol.Parameters: [var law] } function, ..] } call when !truth => IsBent(call, function, law, instance),
        Connective { Kind: ConnectiveKind.Iff, Children: [var a, var b] } when formula.HasInfinite() => b.HasInfinite() ? Agrees(a, b, truth, instance) : Agrees(b, a, truth, instance),
        Connective { Kind: ConnectiveKind.Implies } when !truth && formula.HasInfinite() => Walk(formula.Children[0], true, instance) && Walk(formula.Children[1], false, instance),
        Connective { Kind: ConnectiveKind.And } when truth && formula.HasInfinite() => formula.Children.All(c => Walk(c, true, instance)),
        Connective { Kind: ConnectiveKind.Or } when !truth && formula.HasInfinite() => formula.Children.All(c => Walk(c, false, instance)),
        Quantified { Kind: QuantifierKind.ForAll } all when truth => Every(all, 0, instance),
        Quantified { Kind: QuantifierKind.ForAll } some => Chosen(some.Binders, instance) is { } at && Walk(some.Body, truth, at),
        Quantified { Kind: QuantifierKind.Exists, Binders: [{ RangesOver: RealInterval { LowerOpen: true, Upper: Constant { Name: "infinity" } } }] } none when !truth => Walk(none.Body, truth, instance),
        Quantified { Kind: QuantifierKind.Exists } some when truth && some.HasInfinite() => Chosen(some.Binders, instance) is { } at && Walk(some.Body, truth, at),
        _ => true,
    };

    // Two points; a function is above its chord in the middle between the unit masses at them.
    private bool IsBent(Call call, Reference function, Binder law, Instance instance)
    {
        var isNumber = law.RangesOver is Call { Arguments: [Call { Operation: Reals }] };
        var size = isNumber ? 1 : law.RangesOver is Call { Arguments: [Call { Operation: VectorSpace, Arguments: [var length] }] } ? evaluation.TryRational(length, instance) : null;
        if (size is not { IsInteger: true, Sign: > 0 } dimension || dimension > MostDimensions)
        {
            Missing = law.Symbol;
            return false;
        }

        Term Point(Rational[] at) => isNumber ? ClosedValue.Of(at[0]) : ClosedValue.Of([at.Length], at);
        Term At(Rational[] at) => new Apply(function, TermType.Real, [Build.Call<Dirac>(Point(at))]);
        var half = Build.Num(new Rational(1, 2));
        foreach (var (from, to) in StraightSegments.Of((int)dimension.Numerator))
        {
            var square = from.Zip(to, (a, b) => (a - b) * (a - b)).Aggregate((sum, s) => sum + s);
            var sag = call.Arguments.Count > 1 ? Build.Multiply(Build.Num(square / 8), call.Arguments[1]) : Number.Zero;
            var chord = Build.Subtract(Build.Multiply(half, Build.Add(At(from), At(to))), sag);
            if (evaluation.TryDecide(new Comparison(At([.. from.Zip(to, (a, b) => (a + b) / 2)]), Relation.Greater, chord), instance) == Certainty.True)
            {
                steps.AddRange([new(law.Symbol, Point(from)), new(law.Symbol, Point(to))]);
                return true;
            }
        }

        return false;
    }

    private bool Agrees(Term known, Term other, bool truth, Instance instance) =>
        evaluation.Decide(known, instance).Truth is var holds && holds != Certainty.Unknown && Walk(other, (holds == Certainty.True) == truth, instance);

    // Functions are written as definitions, with the sizes of their arguments, families without end as functions of their index, and where it is wanted other values without arguments.
    private ScriptStep? Listed(ScriptStep step, Instance instance)
    {
        if (step.Value is Binding { Form: MatrixForm, Binders: [{ Domain: IndexRange { Upper: Constant }, Symbol: var index }] } sequence)
        {
            return step with { Definition = $"{step.Symbol.Name}({index.Name} in reals) = {Typeset.TextOf(sequence.Body)}" };
        }

        if (step.Value is not Lambda lambda)
        {
            return CertificateText.IsExact(step.Value) ? step
                : (DefinesValues || step.Symbol.Type is MeasureType) && step is { Within: null, IsAfter: false } ? step with { Definition = $"{step.Symbol.Name} = {Definition(step.Value)}" }
                : null;
        }

        var parameters = lambda.Binders.Select(b => (b.Symbol.Name, Set: SetOf(b.Symbol.Type, instance))).ToList();
        return parameters.Exists(p => p.Set is null) ? null
            : step with { Definition = $"{step.Symbol.Name}({string.Join(", ", parameters.Select(p => $"{p.Name} in {p.Set}"))}) = {Typeset.TextOf(lambda.Body)}" };
    }

    // The uniform law on listed points as its atoms.
    private static string Definition(Term value) => value is Call { Operation: Uniform, Arguments: [Collection { Kind: CollectionKind.Set } points] }
        ? $"({string.Join(" + ", points.Children.Select(p => $"dirac({Typeset.TextOf(p)})"))})/{points.Children.Count}"
        : Typeset.TextOf(value);

    // All numbers, vectors or matrices of a type.
    private string? SetOf(TermType type, Instance instance)
    {
        var sizes = (type as TensorType)?.Axes.Select(a => evaluation.TryRational(a.Length, instance)).ToList();
        return sizes switch
        {
            [] => "reals",
            [{ } n] => $"vector({n})",
            [{ } n, { } m] => $"matrix({n}, {m})",
            _ => null,
        };
    }

    private bool Every(Quantified all, int position, Instance instance)
    {
        if (position == all.Binders.Count)
        {
            return Walk(all.Body, true, instance);
        }

        // The checker knows the only minimiser; where nothing is chosen for it, its value does not matter here.
        var binder = all.Binders[position];
        if (binder.RangesOver is Binding { Form: Argmin or Argmax } && !all.Body.HasInfinite())
        {
            return Every(all, position + 1, instance);
        }

        return binder.Symbol.Indices.IsEmpty && binder.RangesOver is { } domain && evaluation.Elements(domain, instance, MostSteps) is { } elements
            && elements.Distinct().Select(e => instance.With(binder.Symbol, e))
                .Where(i => binder.Conditions.All(c => evaluation.Decide(c, i).Truth != Certainty.False))
                .All(i => Every(all, position + 1, i));
    }

    private Instance? Chosen(IEnumerable<Binder> binders, Instance instance)
    {
        foreach (var binder in binders)
        {
            if (choose(binder, instance) is not { } step || steps.Count >= MostSteps || Listed(step with { Symbol = binder.Symbol }, instance) is not { } listed)
            {
                Missing = binder.Symbol;
                return null;
            }

            steps.Add(listed);
            instance = instance.With(binder.Symbol, step.Value);
        }

        return instance;
    }
}
