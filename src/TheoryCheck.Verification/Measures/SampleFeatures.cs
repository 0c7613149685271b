using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>The inputs xᵢ and the one function φ of outputs ∫ φ(⟨t, xᵢ⟩) dν.</summary>
/// <param name="dimension">The length of t and of the inputs.</param>
/// <param name="isMassGiven">Whether measures have a given mass: then linear features are solved as smooth ones.</param>
/// <param name="rounding">What stands for irrational inputs; null where there may be none.</param>
internal sealed class SampleFeatures(int dimension, bool isMassGiven, DataRounding? rounding = null)
{
    private readonly Dictionary<(Symbol Point, Term Integrand), (LinearForm Form, HomogeneousFeature? Feature, SmoothPieces? Smooth)> known = [];

    /// <summary>The inputs, and the function, homogeneous or smooth; null where the outputs have different ones.</summary>
    /// <exception cref="NotRepresentableException">An integrand is of no kind that can be solved.</exception>
    public (Sequence<Sequence<Rational>> Inputs, HomogeneousFeature? Feature, SmoothPieces? Smooth)? Of(IReadOnlyList<SampleTerm> samples)
    {
        var features = samples.Select(Feature).ToList();
        return features.Select(static f => (f.Feature, f.Smooth)).Distinct().ToList() is [var (feature, smooth)] && !features.Exists(static f => Varies(f.Form))
            ? (samples.Zip(features, (s, f) => rounding?.Input(f.Form, s.At, dimension) ?? f.Form.Vector(s.At, dimension).ToSequence()).ToSequence(), feature, smooth)
            : null;
    }

    private (LinearForm Form, HomogeneousFeature? Feature, SmoothPieces? Smooth) Feature(SampleTerm sample)
    {
        var point = sample.Output.Point;
        var integrand = DecidedCases.Of(sample.Output.Integrand, sample.At, condition => !condition.Mentions(point));
        if (known.TryGetValue((point, integrand), out var found))
        {
            return found;
        }

        var form = (rounding is null ? LinearForm.WithRationalVector(integrand, point, sample.At, dimension) : LinearForm.Of(integrand, point)) ?? throw Unsupported("an integrand is no function of an inner product with its point");
        var profile = ClosedTerm.Of(form.Profile, form.Argument, sample.At, keepsConstants: true) is { } closed && new ScalarProfile(form.Argument, closed) is { IsDefined: true } total ? total : null;
        var homogeneous = profile?.Homogeneous();
        var isPlain = homogeneous is { } slopes && (!isMassGiven || !slopes.Jump.IsZero);
        var smooth = !isPlain && profile is not null ? SmoothPieces.Of(profile) : null;
        if (homogeneous is null && smooth is null)
        {
            // Or says which number is irrational.
            _ = ClosedTerm.Of(form.Profile, form.Argument, sample.At);
            throw Unsupported("an integrand is proved to be neither positively homogeneous in the inner product nor to have a continuous slope");
        }

        found = (form, isPlain ? homogeneous : null, smooth);
        known.Add((point, integrand), found);
        return found;
    }

    // A profile that mentions indices could be another function at every sample.
    private static bool Varies(LinearForm form) => form.Profile.FreeSymbols().Any(s => s.Role == SymbolRole.Bound && !ReferenceEquals(s, form.Argument));

    private static NotRepresentableException Unsupported(string reason) => new($"no solver for this optimum over measures: {reason}");
}
