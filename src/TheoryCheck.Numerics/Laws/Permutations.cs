using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The orderings of 0, …, n-1 and their uniform law, by the shuffle of Fisher and Yates.</summary>
public sealed class Permutations : SetConstructor, ISampledLaw
{
    /// <inheritdoc/>
    public override string Name => "permutations";

    /// <inheritdoc/>
    public override string Usage => "permutations(n)";

    /// <inheritdoc/>
    public override string Summary => "The orderings of 0, .., n-1 as integer vectors, a set; drawn from, its uniform law.";

    /// <inheritdoc/>
    public override string Example => "given n in 1..\ns ~ permutations(n)\nclaim total: for drawn s: sum(i<n: s[i]) == n*(n - 1)/2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Perm", "\\operatorname{Perm}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Integer(Name, arguments, 0)
        ?? new SetType(new TensorType(NumberKind.Integer, [Axis.Of(arguments[0])]));

    /// <inheritdoc/>
    public Sequence<Term> Extent(Sequence<Term> arguments) => [Number.Zero, Build.Subtract(arguments[0], Number.One)];

    /// <inheritdoc/>
    public Term? Mean(Sequence<Term> arguments) => MomentTerms.ConstantVector(arguments[0], Build.Divide(Build.Subtract(arguments[0], Number.One), Build.Num(2)));

    /// <inheritdoc/>
    public Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => a is null || b is null ? null : new Conditional(
        new Comparison(a, Relation.Equal, b),
        Build.Divide(
            Build.Multiply(Build.Subtract(arguments[0], Number.One), Build.Subtract(Build.Multiply(Build.Num(2), arguments[0]), Number.One)),
            Build.Num(6)),
        Build.Divide(
            Build.Multiply(Build.Subtract(arguments[0], Build.Num(2)), Build.Subtract(Build.Multiply(Build.Num(3), arguments[0]), Number.One)),
            Build.Num(12)));

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            var j = (int)(source.Uniform() * (i + 1));
            point[i] = point[j];
            point[j] = i;
        }
    }
}
