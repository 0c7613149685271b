using System.Diagnostics.CodeAnalysis;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>From a law as written to the sampler that draws it and the ordinary tensor terms it is to be given.</summary>
public static class SampledLaw
{
    /// <summary>
    /// <c>normal(d)</c>, <c>sphere(d)</c>, … give the operation itself; <c>uniform</c> of a written-out set its elements, of an
    /// integer range or a real interval its ends, of a set like <c>sphere(d)</c> the law of that set.
    /// </summary>
    /// <returns>False for a law without a sampler, such as <c>density</c> or a quantified law.</returns>
    public static bool TryResolve(Term law, [NotNullWhen(true)] out ISampledLaw? sampler, out Sequence<Term> arguments)
    {
        (sampler, arguments) = law switch
        {
            Call { Operation: Uniform, Arguments: [var set] } => OfSet(set),
            Call { Operation: ISampledLaw operation } call => (operation, call.Arguments),
            _ => (null, []),
        };
        return sampler is not null;
    }

    private static (ISampledLaw? Sampler, Sequence<Term> Arguments) OfSet(Term set) => set switch
    {
        Collection { Kind: CollectionKind.Set, Children.IsEmpty: false } collection => (new FiniteUniform(), collection.Children),
        IndexRange { Upper: not Constant } range => (new IntegerUniform(), [range.Lower, range.Upper]),
        RealInterval interval => (OperationCatalogue.Get<Uniform>(), [interval.Lower, interval.Upper]),
        Call { Operation: SetConstructor and ISampledLaw operation } call => (operation, call.Arguments),
        _ => (null, []),
    };
}
