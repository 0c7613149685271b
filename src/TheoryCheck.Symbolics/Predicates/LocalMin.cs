using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>Some ball around the points W has F &gt;= F(W) in it.</summary>
public sealed class LocalMin : Predicate
{
    /// <inheritdoc/>
    public override string Name => "local_min";

    /// <inheritdoc/>
    public override string Usage => "local_min(F, W, ..)";

    /// <inheritdoc/>
    public override string Summary => "Some ball around the points W has F >= F(W) in it.";

    /// <inheritdoc/>
    public override string Example => "f(t in reals) = t^2\nclaim origin: local_min(f, 0)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("local_min", "\\operatorname{local\\_min}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        Signature.Check(Name, arguments, [Slot.Function, Slot.Any], () =>
            CalculusTyping.WrongPoints(Name, arguments) ?? TermType.Truth, repeats: true);

    /// <inheritdoc/>
    public override Term? Expand(Sequence<Term> arguments)
    {
        if (FunctionDomain.Binders(arguments[0]) is not { } binders || arguments.Skip(1).Any(point => point.Type is not TensorType))
        {
            return null;
        }

        var points = arguments.Skip(1).ToSequence();
        var radius = new Symbol("r", SymbolRole.Bound, default) { Type = TermType.Real };
        var squares = binders.Zip(points)
            .Select(pair => Build.Power(Build.Call<Norm>(Build.Subtract(Build.Ref(pair.First.Symbol), pair.Second)), Build.Num(2)))
            .ToArray();
        var near = new Comparison(squares.Length == 1 ? squares[0] : Build.Add(squares), Relation.Less, Build.Power(Build.Ref(radius), Build.Num(2)));
        var notBelow = new Comparison(FunctionDomain.Value(arguments[0], points), Relation.LessOrEqual, FunctionDomain.Value(arguments[0], binders));
        return new Quantified(
            QuantifierKind.Exists,
            [new Binder(radius, Build.Call<Positive>())],
            new Quantified(QuantifierKind.ForAll, binders, new Connective(ConnectiveKind.Implies, [near, notBelow])));
    }
}
