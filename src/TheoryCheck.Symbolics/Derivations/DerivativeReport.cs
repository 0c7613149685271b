using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>The gradient of one objective in one variable with its condition for a stationary point.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Indices">The indices of the gradient's element, with their ranges.</param>
/// <param name="Gradient">The element at those indices, in index form, with the language's values at kinks.</param>
/// <param name="Canonical">The same in canonical form.</param>
/// <param name="Stationarity">The formula "0 = generalised gradient": at a kink the slope is a free number between the one-sided slopes.</param>
/// <param name="Slopes">Those free numbers, with their intervals as domains; for all indices of the kink.</param>
/// <param name="Kinks">The kinks that the gradient passes.</param>
/// <param name="Conditions">What the derivative rests on besides.</param>
/// <param name="Twin">Whether dual numbers agree at random points.</param>
public sealed record GradientReport(
    Symbol Variable,
    Sequence<Binder> Indices,
    Term Gradient,
    Term Canonical,
    Term Stationarity,
    Sequence<Symbol> Slopes,
    Sequence<Kink> Kinks,
    Sequence<string> Conditions,
    Certainty Twin);

/// <summary>What <c>derive</c> prints of an objective.</summary>
/// <param name="Objective">The objective in index form.</param>
/// <param name="Derivation">The steps that lead to its canonical form.</param>
/// <param name="Gradients">One for each variable.</param>
public sealed record DerivativeReport(Term Objective, Derivation Derivation, Sequence<GradientReport> Gradients)
{
    /// <summary>Derives the gradients and the conditions for a stationary point.</summary>
    /// <param name="objective">A scalar.</param>
    /// <param name="variables">Symbols of reals or tensors.</param>
    /// <param name="facts">Assumptions.</param>
    public static DerivativeReport Of(Term objective, Sequence<Symbol> variables, Facts facts)
    {
        var derivation = Derivation.Begin(facts);
        foreach (var rule in RewriteRules.All)
        {
            derivation = derivation.Then(rule, derivation.Last(objective));
        }

        var form = IndexForm.Of(objective);
        return new DerivativeReport(form, derivation, variables.Map(v => One(form, v, facts)));
    }

    private static GradientReport One(Term form, Symbol variable, Facts facts)
    {
        var leaf = new Reference(variable);
        var (derivative, binders) = Differentiation.Gradient(form, leaf);
        var ranged = facts.Binders(binders);
        var slopes = new List<Symbol>();
        var generalised = Generalise(derivative.Value, derivative.Kinks, slopes);
        var at = new Variable(leaf, binders.Map(b => (Term)Build.Ref(b.Symbol)));
        return new GradientReport(
            variable,
            binders,
            derivative.Value,
            CanonicalForms.Canonical.Normalize(derivative.Value, ranged),
            new Comparison(generalised, Relation.Equal, Number.Zero),
            slopes.ToSequence(),
            derivative.Kinks,
            derivative.Conditions,
            Twin(form, at, derivative, ranged, Facts.None.Binders(binders)));
    }

    // Points that satisfy the assumptions may be too rare to find; the derivative itself needs none of them.
    private static Certainty Twin(Term form, Variable at, Differentiated derivative, Facts facts, Facts ranges)
    {
        var within = DerivativeTwin.Check(form, at, derivative.Value, facts.Away(derivative.Kinks), 1);
        return within == Certainty.Unknown ? DerivativeTwin.Check(form, at, derivative.Value, ranges.Away(derivative.Kinks), 1) : within;
    }

    /// <summary>Puts a free slope where a function of one argument has its kink; the set so described contains Clarke's subdifferential.</summary>
    private static Term Generalise(Term gradient, Sequence<Kink> kinks, List<Symbol> slopes)
    {
        foreach (var kink in kinks)
        {
            if (kink.Application is not Call { Operation: ScalarFunction function, Arguments: [_] } call || function.KinkSlopes.Below == function.KinkSlopes.Above)
            {
                continue;
            }

            var (below, above) = function.KinkSlopes;
            var slope = function.Derivative(call.Arguments, 0);
            if (slope is not Call convention)
            {
                continue;
            }

            var free = new Symbol($"xi{slopes.Count + 1}", SymbolRole.Bound, default) { Type = TermType.Real, Domain = new RealInterval(new Number(below), new Number(above), false, false) };
            var replaced = Swap(gradient, convention.Operation, free, kink.Vanishing);
            if (!replaced.Equals(gradient))
            {
                slopes.Add(free);
                gradient = replaced;
            }
        }

        return gradient;
    }

    private static Term Swap(Term term, Operation operation, Symbol free, Term vanishing)
    {
        if (term is Call call && call.Operation == operation && call.Arguments.Count == 1 && Shape(call.Arguments[0]).Equals(Shape(vanishing)))
        {
            return new Conditional(new Comparison(call.Arguments[0], Relation.Equal, Number.Zero), Build.Ref(free), call);
        }

        if (term is Conditional { Otherwise: Call own } && own.Operation == operation && term.Children[1] is Reference)
        {
            return term;
        }

        var children = term.Children.Map(c => Swap(c, operation, free, vanishing));
        return children == term.Children ? term : Substitution.Rebuild(term, children);
    }

    /// <summary>A term with its index symbols blotted out: one kink stands for all its indices.</summary>
    private static Term Shape(Term term) => term is Reference { Symbol: { Role: SymbolRole.Bound } s } && s.Type is TensorType { Kind: NumberKind.Integer }
        ? Number.Zero
        : term is BinderTerm { Binders: var binders }
            ? new Collection(CollectionKind.Tuple, term.Type, term.Children.Map(Shape).Append(new Number(binders.Count)))
            : term.Children.IsEmpty ? term : term is Element ? new Element(Shape(term.Children[0]), term.Type, term.Children.Skip(1).Select(Shape).ToSequence()) : term.With(term.Children.Map(Shape));
}
