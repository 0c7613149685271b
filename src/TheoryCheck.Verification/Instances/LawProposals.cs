using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances.Laws;

namespace TheoryCheck.Verification.Instances;

/// <summary>Proposes laws on whole spaces, from every <see cref="LawFamily"/> of the set asked for; conditions are decided for the proposal.</summary>
internal sealed class LawProposals(UniformSource source, Func<Term, Instance, Rational?> evaluate, Func<Term, Instance, Certainty> decide)
{
    private const int LargestDimension = 64;
    private const int Tries = 8;

    /// <summary>A law, or null when none was found.</summary>
    /// <param name="symbol">The symbol of the law.</param>
    /// <param name="domain">The set it is from, such as <c>densities(vector(d))</c>.</param>
    /// <param name="conditions">What is asked of it.</param>
    /// <param name="instance">What is already bound.</param>
    public Term? Propose(Symbol symbol, Term domain, IReadOnlyList<Term> conditions, Instance instance)
    {
        if (domain is not Call { Operation: SetConstructor { Name: var set }, Arguments: [Call { Operation.Name: "reals" or "vector", Type: SetType { Element: TensorType { Axes.Count: <= 1 } point } }] })
        {
            return null;
        }

        int? dimension = null;
        if (!point.IsScalar)
        {
            if (evaluate(point.Axes[0].Length, instance) is not { IsInteger: true, Sign: > 0 } length || length > LargestDimension)
            {
                return null;
            }

            dimension = (int)length.Numerator;
        }

        var families = Catalogue<LawFamily>.Members.Where(f => f.IsIn(set)).ToList();
        for (var attempt = 0; attempt < Tries && families.Count > 0; attempt++)
        {
            var law = families[(int)(source.NextUniform() * families.Count)].Propose(dimension, source);
            if (conditions.All(c => decide(c, instance.With(symbol, law)) == Certainty.True))
            {
                return law;
            }
        }

        return null;
    }
}
