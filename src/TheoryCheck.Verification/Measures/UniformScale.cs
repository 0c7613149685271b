using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>
/// One irrational positive factor c of all outputs, such as <c>1/sqrt(n)</c>: c·∫ φ dν is ∫ φ d(c·ν), so that the problem is one for c·ν, with c in what multiplies and bounds the total variation.
/// </summary>
internal sealed class UniformScale
{
    private const int Precision = 128;

    private readonly Symbol measure;
    private readonly Interpreter<Rational> exact;
    private readonly HashSet<Term> factors = [];

    private UniformScale(Symbol measure, Interpreter<Rational> exact) => (this.measure, this.exact) = (measure, exact);

    /// <summary>The objective and the condition for c·ν; null where the outputs have no irrational factor, or not all the same.</summary>
    public static (Term Body, Term? Where)? Of(Term body, Term? where, Symbol measure, Interpreter<Rational> exact)
    {
        var scale = new UniformScale(measure, exact);
        scale.Collect(body, []);
        if (where is not null)
        {
            scale.Collect(where, []);
        }

        if (scale.factors.Count != 1)
        {
            return null;
        }

        var factor = scale.factors.First();
        return factor.Equals(Number.One) || exact.Over(static q => Interval.FromRational(q, Precision)).EvaluateScalar(factor).CertainSign != 1 ? null : (scale.Scaled(body, factor, []), where is null ? null : scale.Scaled(where, factor, []));
    }

    private void Collect(Term term, Sequence<Symbol> bound)
    {
        if (Share(term, bound) is var (_, factor, _))
        {
            factors.Add(factor);
        }
        else if (IsOf(term) || term is Binding { Form: Integral, Binders: [{ Domain: Reference domain }, ..] } && IsOf(domain))
        {
            // Integrals of vectors, and whatever else speaks of the measure.
            factors.Add(Number.One);
        }
        else if (!IsVariation(term) && term is not Call { Operation: Support, Arguments: [Reference] })
        {
            foreach (var child in term.Children)
            {
                Collect(child, Inside(term, bound));
            }
        }
    }

    private Term Scaled(Term term, Term factor, Sequence<Symbol> bound)
    {
        if (Share(term, bound) is var (rest, _, integral))
        {
            return Build.Multiply(rest, integral);
        }

        if (IsVariation(term))
        {
            return Build.Divide(term, factor);
        }

        // What is compared with the total variation is multiplied instead.
        var children = term is Comparison && term.Children.All(c => IsVariation(c) || !c.Mentions(measure))
            ? term.Children.Map(c => IsVariation(c) ? c : Build.Multiply(c, factor))
            : term.Children.Map(c => Scaled(c, factor, Inside(term, bound)));
        return children == term.Children ? term : term.With(children);
    }

    private static Sequence<Symbol> Inside(Term term, Sequence<Symbol> bound) => term switch
    {
        Binding binding => [.. bound, .. binding.Binders.Select(static b => b.Symbol)],
        Quantified quantified => [.. bound, .. quantified.Binders.Select(static b => b.Symbol)],
        _ => bound,
    };

    private bool IsOf(Term term) => term is Reference { Symbol: var symbol } && ReferenceEquals(symbol, measure);

    private bool IsVariation(Term term) => term is Call { Operation: TotalVariationNorm or Mass, Arguments: [var of] } && IsOf(of);

    // A multiple of an integral as rest·factor·integral, with the irrational numbers in the factor.
    private (Term Others, Term Factor, Term Integral)? Share(Term term, Sequence<Symbol> bound)
    {
        bool IsIrrational(Term part)
        {
            if (part.Mentions(measure) || !part.Type.IsScalar || part.FreeSymbols().Any(s => bound.Items.Any(b => ReferenceEquals(b, s)) || s.Role == SymbolRole.Bound))
            {
                return false;
            }

            try
            {
                exact.EvaluateScalar(part);
                return false;
            }
            catch (NotRepresentableException)
            {
                return true;
            }
        }

        switch (term)
        {
            case Binding { Form: Integral, Binders: [{ Domain: Reference { Symbol: var against }, Where: null } binder], Body: { Type.IsScalar: true } body } integral when ReferenceEquals(against, measure):
                Term[] parts = body is Arithmetic { Operator: ArithmeticOperator.Multiply } product ? [.. product.Children] : body is Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var over, var under] } && IsIrrational(under) ? [over, Build.Divide(Number.One, under)] : [body];
                return (Number.One, Product(parts.Where(IsIrrational)), Build.Bind<Integral>([binder], Product(parts.Where(p => !IsIrrational(p)))));
            case Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] } when Share(inner, bound) is var (rest, factor, of):
                return (Build.Negate(rest), factor, of);
            case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when Share(numerator, bound) is var (rest, factor, of):
                return IsIrrational(denominator) ? (rest, Product([factor, Build.Divide(Number.One, denominator)]), of) : (Build.Divide(rest, denominator), factor, of);
            case Arithmetic { Operator: ArithmeticOperator.Multiply } times when times.Children.Count(c => c.Mentions(measure)) == 1 && Share(times.Children.First(c => c.Mentions(measure)), bound) is var (rest, factor, of):
                var others = times.Children.Where(c => !c.Mentions(measure)).ToList();
                return (Product([rest, .. others.Where(c => !IsIrrational(c))]), Product([factor, .. others.Where(IsIrrational)]), of);
            default:
                return null;
        }
    }

    private static Term Product(IEnumerable<Term> factors)
    {
        var all = factors.Where(static f => !f.Equals(Number.One)).ToList();
        return all.Count switch { 0 => Number.One, 1 => all[0], _ => Build.Multiply([.. all]) };
    }
}
