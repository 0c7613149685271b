using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures.Vanishing;

/// <summary>The sets of minimisers in a formula that are those of one problem, half squared loss plus c·λ·|ν| with c &gt; 0, for all λ &gt; 0.</summary>
/// <param name="exact">The values of all symbols but λ.</param>
/// <param name="penalty">λ.</param>
internal sealed class PenaltyFamily(Interpreter<Rational> exact, Symbol penalty)
{
    private MeasureProblem? problem;

    /// <summary>The problem at the penalty 0; null when no set depends on the penalty.</summary>
    public MeasureProblem? Problem => problem;

    /// <summary>Stands for the set of minimisers; null when no set depends on the penalty.</summary>
    public Symbol? Minimisers { get; private set; }

    /// <summary>The sphere.</summary>
    public Term? Space { get; private set; }

    /// <summary>At least how many atoms fit into what is minimised over: the width of the narrowest network; null for measures.</summary>
    public Rational? Width { get; private set; }

    /// <summary>The formula, without definitions, with <see cref="Minimisers"/> in place of the sets that depend on the penalty.</summary>
    /// <exception cref="NotRepresentableException">A set depends on the penalty in another way.</exception>
    public Term Abstract(Term term)
    {
        if (!term.Mentions(penalty))
        {
            return term;
        }

        if (NetworkImage.Of(exact.With(penalty, new Value<Rational>.Exact(Rational.One)), term) is var (lifted, width))
        {
            Width = Width is { } known && known < width ? known : width;
            return Taken(lifted, term.Type);
        }

        return term is Binding { Form: Argmin, Binders: [_] } minimisers ? Taken(minimisers, term.Type) : term.With(term.Children.Map(Abstract));
    }

    private Reference Taken(Binding minimisers, TermType type)
    {
        var own = ProblemOf(minimisers);
        if (problem is not null && !problem.Equals(own))
        {
            throw new NotRepresentableException("the limit of two problems at once");
        }

        problem = own;
        Space ??= ListedMeasure.Space(minimisers);
        Minimisers ??= new Symbol("minimisers", SymbolRole.Bound, default) { Type = type };
        return Build.Ref(Minimisers);
    }

    // λ must enter as the factor of the total variation and in no other way: the objective's derivative by λ is c·|ν|.
    private MeasureProblem ProblemOf(Binding minimisers)
    {
        var binder = minimisers.Binders[0];
        var outputs = new MeasureOutputs(binder.Symbol);
        var objective = outputs.Abstract(minimisers.Body);
        if (objective.Mentions(binder.Symbol) || (binder.Where?.Mentions(penalty) ?? false) || (binder.Domain?.Mentions(penalty) ?? false))
        {
            throw Unsupported();
        }

        var slope = Canonical.Normalize(Differentiation.Partial(objective, new Variable(Build.Ref(penalty), [])).Value, Facts.None);
        if (slope.Mentions(penalty) || ClosedTerm.Of(slope, outputs.Variation, exact) is not { } closed
            || new ScalarProfile(outputs.Variation, closed).Affine() is not { Intercept.IsZero: true, Slope.Sign: > 0 })
        {
            throw Unsupported();
        }

        return MeasureStatement.Of(exact, (Binding)minimisers.Replace(penalty, Number.Zero)) is { Above: null, Problem: { Penalty.IsZero: true, NormBound: null, Directions: null, Loss: HalfSquaredLoss } own }
            ? own
            : throw Unsupported();
    }

    private static NotRepresentableException Unsupported() =>
        new("a vanishing penalty in a problem that is not a half squared loss plus a multiple of the penalty times the total variation");
}
