using TheoryCheck.Core;
using TheoryCheck.Numerics.Elementary;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>The vectors of n nonnegative numbers with sum 1 and their uniform law: exponential numbers divided by their sum.</summary>
public sealed class Simplex : SetConstructor, ISampledLaw
{
    /// <inheritdoc/>
    public override string Name => "simplex";

    /// <inheritdoc/>
    public override string Usage => "simplex(n)";

    /// <inheritdoc/>
    public override string Summary => "The probability vectors in R^n, a set; drawn from, its uniform law.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., p in simplex(n)\nclaim total: sum(i<n: p[i]) == 1";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Space("Δ", "\\Delta", ExponentSuffix: "-1");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Integer(Name, arguments, 0)
        ?? new SetType(TermType.Vector(arguments[0]));

    /// <inheritdoc/>
    public override Term? Says(Term member, Sequence<Term> arguments)
    {
        var index = Build.Index("i");
        return new Comparison(Build.Bind<Sum>([Build.Below(index, arguments[0])], Build.At(member, Build.Ref(index))), Relation.Equal, Number.One);
    }

    /// <inheritdoc/>
    public Sequence<Term> Extent(Sequence<Term> arguments) => [Number.Zero, Number.One];

    /// <inheritdoc/>
    public Term? Mean(Sequence<Term> arguments) => MomentTerms.ConstantVector(arguments[0], Build.Divide(Number.One, arguments[0]));

    /// <inheritdoc/>
    public Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) => a is null || b is null ? null : Build.Divide(
        Build.Add(Number.One, MomentTerms.Delta(a, b)),
        Build.Multiply(arguments[0], Build.Add(arguments[0], Number.One)));

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var sum = 0.0;
        foreach (ref var x in point)
        {
            x = -ElementaryFunctions.Log(1 - source.Uniform());
            sum += x;
        }

        foreach (ref var x in point)
        {
            x = sum > 0 ? x / sum : 1.0 / point.Length;
        }
    }
}
