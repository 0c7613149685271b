using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Forms;

/// <summary>The tensor with the given elements, one axis for each index; a tensor-valued e adds its own axes behind.</summary>
public sealed class MatrixForm : BindingForm
{
    /// <inheritdoc/>
    public override string Name => "matrix";

    /// <inheritdoc/>
    public override string Usage => "matrix(i<n, j<m: e)";

    /// <inheritdoc/>
    public override string Summary => "The tensor with the given elements, one axis for each index; a tensor-valued e adds its own axes behind.";

    /// <inheritdoc/>
    public override string Example => "given n in 1.., x[i<n] in reals\nclaim trace: trace(matrix(i<n, j<n: x[i]*x[j])) == sum(i<n: x[i]^2)";

    /// <inheritdoc/>
    public override BindingNotation Notation => new("", "", IsLarge: false);

    /// <inheritdoc/>
    public override Sequence<BinderStyle> Styles => [BinderStyle.Fresh];

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given)
    {
        if (bodies[0].Type is not TensorType element)
        {
            return bodies[0].Type is ErrorType
                ? bodies[0].Type
                : Typing.Wrong($"'matrix' takes elements that are numbers or tensors, not {TypeText.Describe(bodies[0].Type)}", 0);
        }

        var axes = new List<Axis>();
        for (var i = 0; i < binders.Count; i++)
        {
            if (binders[i] is not { Domain: IndexRange range, Where: null })
            {
                return Typing.Wrong($"'matrix' takes indices over whole ranges such as i<n, but '{binders[i].Symbol.Name}' runs over something else");
            }

            if (binders.Take(i).Any(earlier => Mentions(range, earlier.Symbol)))
            {
                return Typing.Wrong($"the range of '{binders[i].Symbol.Name}' depends on another index, so this is no rectangular tensor");
            }

            axes.Add(new Axis(range.Lower, Length(range)));
        }

        return element with { Axes = axes.Concat(element.Axes).ToSequence() };
    }

    private static bool Mentions(Term term, Symbol symbol) =>
        (term is Reference reference && ReferenceEquals(reference.Symbol, symbol)) || term.Children.Any(child => Mentions(child, symbol));

    private static Term Length(IndexRange range)
    {
        switch (range)
        {
            case { Upper: Constant }:
                return Constant.Infinity;
            case { Lower: Number lower, Upper: Number upper }:
                return Build.Num(upper.Value - lower.Value + Rational.One);
            case { Lower: Number { Value.IsZero: true }, Upper: Arithmetic { Operator: ArithmeticOperator.Add, Children: [var length, var last] } }
                when last.Equals(Build.Negate(Number.One)):
                return length;
            case { Lower: Number { Value.IsZero: true } }:
                return Build.Add(range.Upper, Number.One);
            case { Lower: Number { Value.IsOne: true } }:
                return range.Upper;
            default:
                return Build.Add(range.Upper, Build.Negate(range.Lower), Number.One);
        }
    }
}
