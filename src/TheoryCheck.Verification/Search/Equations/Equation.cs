using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Search.Equations;

/// <summary>An equation among assumptions, between numbers or tensors, at values of the indices that it is stated for.</summary>
/// <param name="Left">One side.</param>
/// <param name="Right">The other side; the number 0 beside a tensor is the zero one.</param>
/// <param name="Bound">The indices.</param>
internal sealed record Equation(Term Left, Term Right, Sequence<(Symbol Symbol, Term Value)> Bound)
{
    private const int MostElements = 64;

    /// <summary>The equations that a formula states at a configuration; what else it states is left out.</summary>
    /// <param name="formula">A formula whose derivatives are carried out.</param>
    /// <param name="instance">The sizes.</param>
    /// <param name="evaluation">Enumerates indices.</param>
    public static IEnumerable<Equation> Of(Term formula, Instance instance, ClosedEvaluation evaluation) => Of(formula, [], instance, evaluation);

    /// <summary>The differences of the sides, element by element.</summary>
    /// <exception cref="UndefinedException">A side has no value.</exception>
    /// <exception cref="NotRepresentableException">The reading does not know a side.</exception>
    public IEnumerable<T> Residuals<T>(Interpreter<T> at, T one)
        where T : IReal<T>
    {
        var bound = Bound.Aggregate(at, (so, b) => so.With(b.Symbol, b.Value is Number number ? new Value<T>.Exact(number.Value) : so.Evaluate(b.Value)));
        if (Left.Type.IsScalar && Right.Type.IsScalar)
        {
            return [bound.EvaluateScalar(Left) - bound.EvaluateScalar(Right)];
        }

        var (left, right) = (Elements(bound.Evaluate(Left)), Elements(bound.Evaluate(Right)));
        var zero = one.Literal(Rational.Zero);
        return Enumerable.Range(0, Math.Max(left.Length, right.Length)).Select(k => (left.Length > 0 ? left[k] : zero) - (right.Length > 0 ? right[k] : zero));
    }

    private static T[] Elements<T>(Value<T> value)
        where T : IReal<T> => value is Value<T>.Tensor tensor ? tensor.Elements.Elements.ToArray() : [];

    private static IEnumerable<Equation> Of(Term formula, Sequence<(Symbol Symbol, Term Value)> bound, Instance instance, ClosedEvaluation evaluation) => formula switch
    {
        Connective { Kind: ConnectiveKind.And } and => and.Children.SelectMany(c => Of(c, bound, instance, evaluation)),
        Quantified { Kind: QuantifierKind.ForAll, Binders: [var binder, ..] } all when binder.Symbol.Indices.IsEmpty && binder.RangesOver is { } domain && evaluation.Elements(domain, instance, MostElements) is { } elements =>
            elements.Select(e => (Value: e, At: instance.With(binder.Symbol, e))).Where(e => binder.Where is not { } where || evaluation.TryDecide(where, e.At) == Certainty.True)
                .SelectMany(e => Of(all.Binders.Count == 1 ? all.Body : new Quantified(all.Kind, all.Binders.Skip(1).ToSequence(), all.Body), bound.Concat([(binder.Symbol, e.Value)]), e.At, evaluation)),
        Comparison chain when chain.Relations.All(static r => r == Relation.Equal) && chain.Children.All(static c => c.Type is TensorType) =>
            chain.Relations.Select((_, i) => Between(Squared(Unfold.Definitions(chain.Children[i])), Squared(Unfold.Definitions(chain.Children[i + 1])), bound)),
        _ => [],
    };

    // Norms are not negative: where they stand alone their squares are compared, which are polynomials.
    private static Equation Between(Term left, Term right, Sequence<(Symbol Symbol, Term Value)> bound) => (left, right) switch
    {
        (Call { Operation: Norm, Arguments: [var x] }, Call { Operation: Norm, Arguments: [var y] }) => new(Build.Call<Dot>(x, x), Build.Call<Dot>(y, y), bound),
        (Call { Operation: Norm, Arguments: [var x] }, Number { Value.Sign: >= 0 } or Reference) => new(Build.Call<Dot>(x, x), Build.Power(right, Build.Num(2)), bound),
        (Number { Value.Sign: >= 0 } or Reference, Call { Operation: Norm, Arguments: [var y] }) => new(Build.Power(left, Build.Num(2)), Build.Call<Dot>(y, y), bound),
        _ => new(left, right, bound),
    };

    private static Term Squared(Term term) => term is Arithmetic { Operator: ArithmeticOperator.Power, Children: [Call { Operation: Norm, Arguments: [var x] }, Number { Value: var exponent }] } && exponent == 2 ? Build.Call<Dot>(x, x)
        : term.Children.IsEmpty || term.Children.Map(Squared) is var children && children == term.Children ? term
        : term.With(children);
}
