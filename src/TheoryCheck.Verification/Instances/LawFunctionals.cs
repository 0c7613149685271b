using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances.Functions;

namespace TheoryCheck.Verification.Instances;

/// <summary>Functions of laws: ρ ↦ ∫g dρ, and ρ ↦ ∫g dρ + (∫h dρ)²/2, for bounded smooth g and h. They are defined for every law, convex, and continuous as laws converge weakly.</summary>
internal static class LawFunctionals
{
    private static readonly (string, Rigor.Rational?)[] Integrands = [("smooth", null), ("bounded", null)];

    /// <summary>A function of a law with every property wished for; null where other properties are wished for.</summary>
    /// <param name="law">The law.</param>
    /// <param name="point">A point of its space.</param>
    /// <param name="wish">The properties, and the coordinates of the point.</param>
    /// <param name="member">A function of the coordinates.</param>
    public static Term? Of(Symbol law, Symbol point, FunctionWish wish, Func<FunctionWish, Term?> member)
    {
        var integrand = wish with { Properties = Integrands };
        if (!wish.IsWithin("convex", "continuous", "smooth") || member(integrand) is not { } g || member(integrand) is not { } h)
        {
            return null;
        }

        Term Integrated(Term body) => Build.Bind<Integral>([new Binder(point, Build.Ref(law))], body);
        return wish.Chance(0.5) ? Integrated(g) : Build.Add(Integrated(g), Build.Multiply(Build.Num(new Rigor.Rational(1, 2)), Build.Power(Integrated(h), Build.Num(2))));
    }
}
