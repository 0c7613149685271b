using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Tensors;

/// <summary>The vectors one behind the other as one vector; a number counts as a vector of length 1.</summary>
public sealed class Join : TensorFunction
{
    /// <inheritdoc/>
    public override string Name => "join";

    /// <inheritdoc/>
    public override string Usage => "join(u, v, ..)";

    /// <inheritdoc/>
    public override string Summary => "The vectors one behind the other as one vector; a number counts as a vector of length 1.";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., u in vector(d), v in vector(d)\nclaim norm: norm(join(u, v))^2 == norm(u)^2 + norm(v)^2";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("(", ")", "(", ")");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments)
    {
        return Signature.Check(Name, arguments, [Slot.Tensor], () =>
        {
            for (var i = 0; i < arguments.Count; i++)
            {
                if (IndexNotation.Axes(arguments[i]).Count > 1)
                {
                    return Typing.Wrong($"'join' takes vectors and numbers, not {TypeText.Describe(arguments[i].Type)}", i);
                }
            }

            return TermType.Vector(End(arguments, arguments.Count));
        }, repeats: true);
    }

    /// <inheritdoc/>
    public override Term Expand(Sequence<Term> arguments)
    {
        return IndexNotation.Tensor([Axis.Of(End(arguments, arguments.Count))], at =>
        {
            Term element = Piece(arguments, arguments.Count - 1, at[0]);
            for (var i = arguments.Count - 2; i >= 0; i--)
            {
                element = new Conditional(new Comparison(at[0], Relation.Less, End(arguments, i + 1)), Piece(arguments, i, at[0]), element);
            }

            return element;
        });
    }

    private static Term Piece(Sequence<Term> arguments, int i, Term at)
    {
        var offset = i == 0 ? at : Build.Subtract(at, End(arguments, i));
        return arguments[i].Type.IsScalar ? arguments[i] : IndexNotation.Entry(arguments[i], offset);
    }

    /// <summary>The total length of the first arguments; numbers are added up.</summary>
    private static Term End(Sequence<Term> arguments, int count)
    {
        var known = Rational.Zero;
        var others = new List<Term>();
        foreach (var argument in arguments.Take(count))
        {
            var length = argument.Type.IsScalar ? Number.One : IndexNotation.Axes(argument)[0].Length;
            if (length is Number number)
            {
                known += number.Value;
            }
            else
            {
                others.Add(length);
            }
        }

        if (!known.IsZero || others.Count == 0)
        {
            others.Add(Build.Num(known));
        }

        return others.Count == 1 ? others[0] : Build.Add([.. others]);
    }
}
