using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances.Functions;

/// <summary>What a claim asks of a function.</summary>
/// <param name="Coordinates">The numbers that the function is of, at least one.</param>
/// <param name="Properties">The properties by name, such as <c>smooth</c>, each with its bound (a modulus, a constant) or null where it has none.</param>
/// <param name="Centres">Points of the function's space that the claim already speaks of.</param>
/// <param name="Source">Chance for the proposal.</param>
internal sealed record FunctionWish(
    IReadOnlyList<Term> Coordinates, IReadOnlyList<(string Name, Rational? Bound)> Properties, IReadOnlyList<IReadOnlyList<Rational>> Centres, UniformSource Source)
{
    /// <summary>Whether every property is among those named.</summary>
    public bool IsWithin(params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in Properties)
        {
            if (!names.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the function must have derivatives: claims about functions that may have kinks are tried on functions with kinks.</summary>
    public bool IsWithoutKinks => Has("smooth") || Has("differentiable") || Has("strongly_convex") || Has("lipschitz_grad");

    /// <summary>Whether a property is wished for.</summary>
    public bool Has(string name) => Properties.Any(p => p.Name == name);

    /// <summary>The least bound that a property is wished with; null when none is.</summary>
    public Rational? Least(string name) => Properties.Where(p => p.Name == name && p.Bound is not null).Select(p => p.Bound).Min();

    /// <summary>The greatest bound that a property is wished with; null when none is.</summary>
    public Rational? Greatest(string name) => Properties.Where(p => p.Name == name && p.Bound is not null).Select(p => p.Bound).Max();

    /// <summary>A fraction from/denominator, ..., to/denominator, each as likely.</summary>
    public Rational Fraction(int from, int to, int denominator) => new(from + (long)(Source.NextUniform() * (to - from + 1)), denominator);

    /// <summary>Whether something of a given probability happens.</summary>
    public bool Chance(double probability) => Source.NextUniform() < probability;

    /// <summary>A scalar function of the language at an argument.</summary>
    public static Term Apply(string function, Term argument) => Build.Call(OperationCatalogue.Find(function)!, argument);
}
