using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Rewriting;
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
                var output = outputs.Find(o => o.Integrand.Equals(body.Replace(binder.Symbol, Build.Ref(o.Point))));
                if (output is null)
                {
                    outputs.Add(output = new MeasureOutput(Scalar($"f{outputs.Count}"), binder.Symbol, body));
                }

                return Build.Ref(output.Name);
            case Call { Operation: TotalVariationNorm, Arguments: [Reference { Symbol: var of }] } when ReferenceEquals(of, measure):
                return Build.Ref(Variation);
            case Call { Operation: Symbolics.Functionals.Mass, Arguments: [Reference { Symbol: var of }] } when ReferenceEquals(of, measure):
                return Build.Ref(Mass);
            default:
                var children = term.Children.Map(Abstract);
                return children == term.Children ? term : term.With(children);
        }
    }

    private static Symbol Scalar(string name) => new(name, SymbolRole.Bound, default) { Type = TermType.Real };
}
