using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>Writes tensor operations with fresh indices that count from 0; an axis that starts elsewhere is shifted.</summary>
public static class IndexNotation
{
    private static readonly string[] Names = ["i", "j", "k", "l"];

    /// <summary>The axes of a tensor term.</summary>
    public static Sequence<Axis> Axes(Term tensor) => ((TensorType)tensor.Type).Axes;

    /// <summary>The element of a tensor at offsets from its axes' first indices; a scalar is its own element.</summary>
    public static Term Entry(Term tensor, params ReadOnlySpan<Term> offsets)
    {
        if (offsets.IsEmpty)
        {
            return tensor;
        }

        var axes = Axes(tensor);
        var indices = new Term[offsets.Length];
        for (var i = 0; i < offsets.Length; i++)
        {
            indices[i] = axes[i].Lower is Number { Value.IsZero: true } ? offsets[i] : Build.Add(offsets[i], axes[i].Lower);
        }

        return Build.At(tensor, indices);
    }

    /// <summary>The sum of the body over fresh indices, one for each axis; the body itself when there are none.</summary>
    internal static Term Sum(Sequence<Axis> axes, Func<Term[], Term> body) => Over(axes, body, Build.Bind<Sum>);

    /// <summary>The greatest body over fresh indices, one for each axis; the body itself when there are none.</summary>
    internal static Term Maximum(Sequence<Axis> axes, Func<Term[], Term> body) => Over(axes, body, Build.Bind<Maximum>);

    /// <summary>The tensor with the given elements; the body itself when there are no axes.</summary>
    internal static Term Tensor(Sequence<Axis> axes, Func<Term[], Term> body) => Over(axes, body, Build.Bind<MatrixForm>);

    /// <summary>1 where the two indices agree and 0 elsewhere.</summary>
    internal static Term Delta(Term left, Term right) =>
        new Conditional(new Comparison(left, Relation.Equal, right), Number.One, Number.Zero);

    private static Term Over(Sequence<Axis> axes, Func<Term[], Term> body, Func<Sequence<Binder>, Term, Term?, Binding> bind)
    {
        if (axes.IsEmpty)
        {
            return body([]);
        }

        var symbols = axes.Select((_, i) => Build.Index(i < Names.Length ? Names[i] : $"i{i}")).ToArray();
        var binders = axes.Select((axis, i) => Build.Below(symbols[i], axis.Length)).ToSequence();
        return bind(binders, body([.. symbols.Select(Build.Ref)]), null);
    }
}
