using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>Typing of functions in which integers matter: those that keep them, and those with an integer order or degree.</summary>
internal static class IntegerTyping
{
    private const int MaximumOrder = 4096;

    /// <summary>An integer when all arguments are, else the typing as it is.</summary>
    internal static Typing Keep(Typing typing, Sequence<Term> arguments) =>
        typing.Type is TensorType && arguments.All(a => a.Type is TensorType { Kind: NumberKind.Integer }) ? TermType.Integer : typing;

    /// <summary>The typing, or the complaint that one of the first arguments is no integer.</summary>
    internal static Typing Require(Typing typing, Sequence<Term> arguments, int count, string name)
    {
        for (var i = 0; i < count && typing.Type is TensorType; i++)
        {
            if (arguments[i].Type is not TensorType { Kind: NumberKind.Integer })
            {
                return Typing.Wrong($"'{name}' takes an integer here, but this is a real number", i);
            }
        }

        return typing;
    }

    /// <summary>The integer order or degree that a reading stands for.</summary>
    /// <exception cref="UndefinedException">It is negative.</exception>
    /// <exception cref="NotRepresentableException">The reading cannot say which integer it is, or it is above 4096.</exception>
    internal static int Decide<T>(T value, string name)
        where T : IReal<T>
    {
        if (T.Compare(Relation.Less, value, value.Literal(Rational.Zero)) == Certainty.True)
        {
            throw new UndefinedException($"'{name}' of a negative order");
        }

        if (T.TryExact(value, out var exact) && exact.IsInteger && exact <= MaximumOrder)
        {
            return (int)exact.Numerator;
        }

        var isBeyond = T.Compare(Relation.Greater, value, value.Literal(MaximumOrder)) == Certainty.True;
        for (var k = 0; k <= MaximumOrder && !isBeyond; k++)
        {
            var equal = T.Compare(Relation.Equal, value, value.Literal(k));
            if (equal == Certainty.True)
            {
                return k;
            }

            if (equal == Certainty.Unknown)
            {
                break;
            }
        }

        throw new NotRepresentableException($"this arithmetic cannot decide the order of '{name}', or it is above {MaximumOrder}");
    }
}
