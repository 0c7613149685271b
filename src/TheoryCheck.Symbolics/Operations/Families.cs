using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Operations;

/// <summary>A set named by the language: <c>reals</c>, <c>vector(d)</c>, <c>sphere(d)</c>, <c>measures(S)</c>. Applied, it has a <see cref="SetType"/>. Sets that also serve as uniform laws implement <see cref="ISampledLaw"/>.</summary>
public abstract class SetConstructor : Operation
{
    /// <summary>What holds of every member besides the range of its elements, as a formula; null where there is nothing.</summary>
    public virtual Term? Says(Term member, Sequence<Term> arguments) => null;
}

/// <summary>A law named by the language: <c>normal(d)</c>, <c>bernoulli(p)</c>. Applied, it has a <see cref="MeasureType"/> of kind Probability.</summary>
public abstract class Law : Operation
{
    /// <summary>The mean as a term of the point's type, or null when there is none or it is not known in closed form.</summary>
    public virtual Term? Mean(Sequence<Term> arguments) => null;

    /// <summary>E[X_a X_b] of a vector law, or E[X²] of a scalar one (then <paramref name="a"/> and <paramref name="b"/> are null), or null when not known in closed form.</summary>
    public virtual Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => null;

    /// <summary>The integral of ρ·log ρ for the density ρ, or null when not known in closed form.</summary>
    public virtual ClosedForm? Entropy(Sequence<Term> arguments) => null;

    /// <summary>The relative entropy of the law with respect to one of the same family, or null when not known in closed form.</summary>
    public virtual ClosedForm? RelativeEntropy(Sequence<Term> arguments, Sequence<Term> reference) => null;

    /// <summary>The relative Fisher information of the law with respect to one of the same family, or null when not known in closed form.</summary>
    public virtual ClosedForm? FisherInformation(Sequence<Term> arguments, Sequence<Term> reference) => null;
}

/// <summary>A value in more elementary terms.</summary>
/// <param name="Value">The value.</param>
/// <param name="Conditions">What must hold for it.</param>
public sealed record ClosedForm(Term Value, Sequence<Comparison> Conditions);

/// <summary>
/// A law or set that can be drawn from, given its evaluated arguments. Implemented beside the mathematics, in the same file.
/// </summary>
public interface ISampledLaw
{
    /// <summary>The most numbers that <see cref="Outcomes"/> lists.</summary>
    const int MostOutcomes = 1 << 12;

    /// <summary>Draws one point from independent uniforms. The number of uniforms used per point must depend on the arguments only.</summary>
    /// <param name="arguments">The evaluated arguments of the application.</param>
    /// <param name="source">Independent uniforms in [0, 1) and standard normals, addressed in order.</param>
    /// <param name="point">Receives the point, row-major.</param>
    void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point);

    /// <summary>The mean of one point, as <see cref="Law.Mean"/>; sets that serve as uniform laws say it here.</summary>
    Term? Mean(Sequence<Term> arguments) => null;

    /// <summary>The second moment of one point, as <see cref="Law.SecondMoment"/>.</summary>
    Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => null;

    /// <summary>Numbers between the least and the greatest of which every coordinate of every point lies; none where there are no such numbers.</summary>
    Sequence<Term> Extent(Sequence<Term> arguments) => [];

    /// <summary>
    /// The numbers that one point can be, each once, with their probabilities, which add up to 1 where <see cref="Requirements"/> hold; null where there are not
    /// finitely many numbers, or it is not known how many.
    /// </summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="known">The value of a number such as a length or an end of a range, or null where it is not known.</param>
    IReadOnlyList<(Term Point, Term Probability)>? Outcomes(Sequence<Term> arguments, Func<Term, Rational?> known) => null;

    /// <summary>What the arguments must satisfy for there to be such a law, as far as numbers can say it.</summary>
    Sequence<Comparison> Requirements(Sequence<Term> arguments) => [];
}

/// <summary>A truth-valued operation on terms, sets, functions, measures: <c>psd(A)</c>, <c>local_min(F, W)</c>, <c>smooth(f)</c>.</summary>
public abstract class Predicate : Operation
{
    /// <summary>The definition as a formula in more elementary terms, or null.</summary>
    public virtual Term? Expand(Sequence<Term> arguments) => null;

    /// <summary>The formula for a value to lie in the set that the predicate names when it is applied to such arguments, or null where it names none.</summary>
    public virtual Term? Contains(Term value, Sequence<Term> arguments) => null;
}

/// <summary>An operation of the calculus whose argument is a symbol: <c>grad(e, w)</c>, <c>hessian(e, w)</c>, <c>subdiff(e, w)</c>. Evaluated by the symbolic engine, never numerically.</summary>
public abstract class CalculusOperation : Operation;

/// <summary>Operations on laws, measures, sets, functions that belong to none of the other families: <c>tvnorm(nu)</c>, <c>wasserstein(p, mu, nu)</c>, <c>law(e)</c>, <c>push(f, nu)</c>.</summary>
public abstract class Functional : Operation
{
    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <summary>The value in more elementary terms, or null when there is none for such arguments.</summary>
    /// <param name="arguments">The arguments, without definitions.</param>
    public virtual ClosedForm? Closed(Sequence<Term> arguments) => null;
}
