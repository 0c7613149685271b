using TheoryCheck.Core;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>Densities of laws on numbers or vectors with respect to the volume: written out for <c>density(z in S: w)</c>, else <c>ratio(law, lebesgue)</c>, a function that is only named.</summary>
public static class LebesgueDensity
{
    /// <summary>The density of a law at a point.</summary>
    /// <param name="law">The law; it must have a density.</param>
    /// <param name="point">The point.</param>
    public static Term At(Term law, Term point) => Written(law) is { } density
        ? Build.Divide(density.Body.Replace(density.Binders[0].Symbol, point), Mass(density))
        : new Apply(Build.Call<DensityRatio>(law, Volume(point)), TermType.Real, [point]);

    /// <summary>
    /// <c>ratio(mu, nu)(u)</c> as the quotient of two densities, where nu is written as a density, so that mu, which has one with respect to nu, has one with respect to the volume; null elsewhere.
    /// </summary>
    public static Term? Quotient(Call ratio, Term point) => ratio.Arguments is [var mu, var nu] && Written(nu) is not null ? Build.Divide(At(mu, point), At(nu, point)) : null;

    /// <summary>A law that is written as a density over a whole space, definitions unfolded; null for another.</summary>
    public static Binding? Written(Term law) => Unfold.Definitions(law) is Binding { Form: Density, Binders: [{ Where: null } binder] } density && IsWhole(binder) ? density : null;

    /// <summary>The logarithm of a known density at a point, up to a constant: of a written one, and of standard normal laws and those of numbers with a rational variance; null for another.</summary>
    /// <param name="law">The law.</param>
    /// <param name="point">The point.</param>
    public static Term? Exponent(Term law, Term point)
    {
        if (Written(law) is { } density)
        {
            var weight = density.Body.Replace(density.Binders[0].Symbol, point);
            return weight is Call { Operation: Functions.Exp, Arguments: [var exponent] } ? exponent : Build.Call<Functions.Log>(weight);
        }

        return Unfold.Definitions(law) switch
        {
            Call { Operation.Name: "normal", Arguments: [var mean, Number { Value.Sign: > 0 } variance] } when point.Type.IsScalar =>
                Build.Divide(Build.Power(Build.Subtract(point, mean), Build.Num(2)), Build.Num(-2 * variance.Value)),
            Call { Operation.Name: "normal", Arguments: [{ Type: TensorType { Kind: NumberKind.Integer, Axes.IsEmpty: true } }] } when point.Type is TensorType { Axes: [_] } =>
                IndexForm.Of(Build.Divide(Build.Call<Dot>(point, point), Build.Num(-2))),
            _ => null,
        };
    }

    /// <summary>Whether a binder runs over all numbers or vectors.</summary>
    public static bool IsWhole(Binder binder) => binder.RangesOver is Call { Operation.Name: "reals" or "vector" };

    /// <summary>∫w, a positive number.</summary>
    public static Term Mass(Binding density) => Substitution.Refresh(Build.Bind<Integral>(density.Binders, density.Body));

    private static Term Volume(Term point) => point.Type is TensorType { Axes: [var axis] } ? Build.Call<Lebesgue>(axis.Length) : Build.Call<Lebesgue>();
}
