using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivatives;

/// <summary>
/// The derivative of a mean along a flow dX = b(t, X)dt + s(t, X)dB with independent noises: d/dr ∫ f d law(X@r) = ∫ (b·∇f + ½Σ sᵢ²∂ᵢᵢf) d law(X@r), by Itô's formula; without
/// noise the chain rule. For smooth f of compact support and continuous b and s it holds without more; else where the integrals may be exchanged with the derivative.
/// </summary>
[Cites("oksendal2003", "Theorem 7.3.3 and Lemma 7.3.2")]
internal static class MeanAlongFlow
{
    /// <summary>What the rule rests on, in words.</summary>
    public const string Condition = "the mean along the flow moves by its generator (as it does for a smooth function of compact support and continuous rate and noise)";

    /// <summary>Such a derivative carried out; null for other derivatives.</summary>
    /// <param name="derivative">A <c>derivative</c> at a point.</param>
    public static Term? Of(Binding derivative)
    {
        if (derivative is not { Binders: [{ Domain: LimitPoint { Point: not Constant } limit, Symbol: var moment }], Body: Binding { Form: Integral, Binders: [{ Where: null } point], Body: { Type.IsScalar: true } body } mean }
            || point.Domain is not Call { Operation: LawOf, Arguments: [AtStep { Series: Reference { Symbol: { Role: SymbolRole.State, Indices.IsEmpty: true, Evolution: { IsFlow: true } flow } state }, Step: Reference { Symbol: var at } }] } law
            || at != moment || body.Mentions(moment) || flow.Rules.FirstOrDefault(r => r.State == state) is not { } rule)
        {
            return null;
        }

        var here = new Dictionary<Symbol, Term> { [state] = Build.Ref(point.Symbol), [flow.Clock] = limit.Point };
        var parts = new List<Term>();
        if (rule.Update is { } drift)
        {
            if (Field(drift, state, here) is not { } rate)
            {
                return null;
            }

            var slope = Build.Call<Grad>(body, Build.Ref(point.Symbol));
            parts.Add(rate.Type.IsScalar ? Build.Multiply(rate, slope) : Build.Call<Dot>(rate, slope));
        }

        if (rule.Noise is { } noise)
        {
            if (Field(noise, state, here) is not { } spread)
            {
                return null;
            }

            parts.Add(Build.Divide(Spread(spread, Build.Call<Hessian>(body, Build.Ref(point.Symbol))), Build.Num(2)));
        }

        var there = law.Replace(moment, limit.Point);
        return Build.Bind<Integral>([point with { Domain = there }], Tidy.Add(parts)) is { } moved && mean.Type.Equals(moved.Type) ? moved : null;
    }

    // Rate or intensity at the point; null where it depends on other states or on chance.
    private static Term? Field(Term written, Symbol state, Dictionary<Symbol, Term> here)
    {
        var unfolded = Unfold.Definitions(written);
        return unfolded.ReachedSymbols().Any(s => s != state && s.Role is SymbolRole.State or SymbolRole.Draw) ? null : unfolded.Replace(here);
    }

    private static Term Spread(Term noise, Term curvature)
    {
        if (noise.Type is not TensorType { Axes: [var axis] })
        {
            return Build.Multiply(Build.Power(noise, Build.Num(2)), curvature);
        }

        var index = Build.Index("c");
        return Build.Bind<Sum>([Build.Below(index, axis.Length)], Build.Multiply(Build.Power(Build.At(noise, Build.Ref(index)), Build.Num(2)), Build.At(curvature, Build.Ref(index), Build.Ref(index))));
    }
}
