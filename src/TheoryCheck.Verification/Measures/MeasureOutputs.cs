using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>An output of the unknown measure, ∫ integrand(point) dν, named by a scalar symbol.</summary>
/// <param name="Name">The symbol that stands for the integral.</param>
/// <param name="Point">The variable of integration.</param>
/// <param name="Integrand">What is integrated; may mention indices bound around the integral.</param>
internal sealed record MeasureOutput(Symbol Name, Symbol Point, Term Integrand);

/// <summary>Replaces the integrals against an unknown measure, its total variation and its mass by scalar symbols.</summary>
/// <param name="measure">The bound symbol of the measure.</param>
internal sealed class MeasureOutputs(Symbol measure)
{
    private readonly List<MeasureOutput> outputs = [];

    /// <summary>Stands for the total variation.</summary>
    public Symbol Variation { get; } = Scalar("tv");

    /// <summary>Stands for the mass.</summary>
    public Symbol Mass { get; } = Scalar("mass");

    /// <summary>Whether there are integrals against the measure.</summary>
    public bool Any => outputs.Count > 0;

    /// <summary>Whether a term depends on the measure, through symbols.</summary>
    public bool In(Term term) => term.FreeSymbols().Any(s => ReferenceEquals(s, Variation) || ReferenceEquals(s, Mass) || Find(s) is not null);

    /// <summary>The output that a symbol stands for, or null.</summary>
    public MeasureOutput? Find(Symbol symbol) => outputs.Find(o => ReferenceEquals(o.Name, symbol));

    /// <summary>The term with symbols in place of what depends on the measure through them.</summary>
    public Term Abstract(Term term)
    {
        switch (term)
        {
            case Binding { Form: Integral, Binders: [{ Domain: Reference { Symbol: var against }, Where: null } binder], Body: var body }
                when ReferenceEquals(against, measure) && body.Type.IsScalar:
                var output = outputs.Find(o => body.Replace(binder.Symbol, Build.Ref(o.Point)).IsLike(o.Integrand));
                if (output is null)
                {
                    outputs.Add(output = new MeasureOutput(Scalar($"f{outputs.Count}"), binder.Symbol, body));
                }

                return Build.Ref(output.Name);
            case Call { Operation: TotalVariationNorm, Arguments: [Reference { Symbol: var of }] } when ReferenceEquals(of, measure):
                return Build.Ref(Variation);
            case Call { Operation: Symbolics.Functionals.Mass, Arguments: [Reference { Symbol: var of }] } when ReferenceEquals(of, measure):
                return Build.Ref(Mass);
            case Arithmetic { Operator: ArithmeticOperator.Add } sum when Joined(sum) is { } joined:
                return Abstract(joined);
            case Call { Operation: Dot, Arguments: [var left, var right] } when Inside(left, body => Build.Call<Dot>(body, right)) is { } inner && !right.Mentions(measure):
                return Abstract(inner);
            case Call { Operation: Dot, Arguments: [var left, var right] } when Inside(right, body => Build.Call<Dot>(left, body)) is { } inner && !left.Mentions(measure):
                return Abstract(inner);
            case Element { Tensor: var tensor, Indices: var indices } when Inside(tensor, body => IndexForm.Element(body, indices.AsSpan())) is { } inner:
                return Abstract(inner);
            default:
                var children = term.Children.Map(Abstract);
                return children == term.Children ? term : term.With(children);
        }
    }

    private bool IsIntegral(Term term) => term is Binding { Form: Integral, Binders: [{ Domain: Reference { Symbol: var against }, Where: null }] } && ReferenceEquals(against, measure);

    // What is linear in a vector that is an integral, as an integral.
    private Binding? Inside(Term vector, Func<Term, Term> linear) =>
        vector is Binding { Binders: [var binder] } integral && IsIntegral(vector) && !integral.Body.Type.IsScalar ? Build.Bind<Integral>([binder], linear(integral.Body)) : null;

    // The integrals among the summands, where there are several, as one.
    private Term? Joined(Arithmetic sum)
    {
        var parts = sum.Children.Select(c => (Whole: c, Share: Share(c, Number.One))).ToList();
        if (parts.Count(p => p.Share is not null) < 2)
        {
            return null;
        }

        var first = parts.First(p => p.Share is not null).Share!.Value.Integral.Binders[0];
        var bodies = parts.Where(p => p.Share is not null).Select(p => p.Share!.Value)
            .Select(s => Build.Multiply(s.Factor, s.Integral.Body.Replace(s.Integral.Binders[0].Symbol, Build.Ref(first.Symbol))));
        return Build.Add([.. parts.Where(p => p.Share is null).Select(p => p.Whole), Build.Bind<Integral>([first], Build.Add([.. bodies]))]);
    }

    // A term as a multiple of a scalar integral against the measure.
    private (Term Factor, Binding Integral)? Share(Term term, Term factor) => term switch
    {
        Binding integral when IsIntegral(integral) && integral.Body.Type.IsScalar => (factor, integral),
        Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] } => Share(inner, Build.Negate(factor)),
        Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Count(c => c.Mentions(measure)) == 1 =>
            Share(product.Children.First(c => c.Mentions(measure)), Build.Multiply([factor, .. product.Children.Where(c => !c.Mentions(measure))])),
        Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !denominator.Mentions(measure) => Share(numerator, Build.Divide(factor, denominator)),
        Call { Operation: Dot, Arguments: [var left, var right] } when !right.Mentions(measure) && Inside(left, body => Build.Call<Dot>(body, right)) is { } inner => (factor, inner),
        Call { Operation: Dot, Arguments: [var left, var right] } when !left.Mentions(measure) && Inside(right, body => Build.Call<Dot>(left, body)) is { } inner => (factor, inner),
        _ => null,
    };

    private static Symbol Scalar(string name) => new(name, SymbolRole.Bound, default) { Type = TermType.Real };
}
