using TheoryCheck.Core;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>
/// Integrals against combinations of point masses as sums: ∫ f d(Σⱼ cⱼ δ(tⱼ)) = Σⱼ cⱼ f(tⱼ), for any number of atoms; and the total mass as
/// the integral of 1. Images under functions are integrals of compositions.
/// </summary>
internal static class PointMasses
{
    /// <summary>The term with every such integral written out, in index form.</summary>
    public static Term Sift(Term term)
    {
        var sifted = Visit(term);
        return ReferenceEquals(sifted, term) ? term : IndexForm.Of(sifted);
    }

    private static Term Visit(Term term)
    {
        var children = term.Children.Map(Visit);
        var inner = children == term.Children ? term : Substitution.Rebuild(term, children);
        return inner switch
        {
            Binding { Form: Integral, Binders: [{ Domain: { Type: MeasureType } measure, Where: null } binder], Body: var body } when body.Type is TensorType
                => Against(measure, binder.Symbol, body) ?? inner,
            Call { Operation: Mass, Arguments: [var measure] } => Against(measure, new Symbol("t", SymbolRole.Bound, default), Number.One) ?? inner,
            _ => inner,
        };
    }

    private static Term? Against(Term measure, Symbol point, Term body)
    {
        switch (measure)
        {
            case Call { Operation: Dirac, Arguments: [var at] }:
                return body.Replace(point, at);
            case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                var parts = sum.Children.Map(m => Against(m, point, body));
                return parts.Any(p => p is null) ? null : Build.Add([.. parts.Select(p => p!)]);
            case Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] }:
                return Against(inner, point, body) is { } positive ? Build.Negate(positive) : null;
            case Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Count(c => c.Type is MeasureType) == 1:
                return Against(product.Children.First(c => c.Type is MeasureType), point, body) is { } integral
                    ? Build.Multiply([.. product.Children.Where(c => c.Type is not MeasureType), integral])
                    : null;
            case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] }:
                return Against(numerator, point, body) is { } whole ? Build.Divide(whole, denominator) : null;
            case Binding { Form: Sum } family:
                var fresh = (Binding)Substitution.Refresh(family);
                return Against(fresh.Body, point, body) is { } summand ? Build.Bind<Sum>(fresh.Binders, summand) : null;
            case Call { Operation: PushForward, Arguments: [{ Type: FunctionType function } map, var source] }:
                var moved = new Symbol(point.Name, SymbolRole.Bound, default) { Type = function.Parameters[0] };
                return Against(source, moved, body.Replace(point, new Apply(map, function.Result, [Build.Ref(moved)])));
            default:
                return null;
        }
    }
}
