using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>
/// An optimum over two-layer networks b[j&lt;M], v[j&lt;M] as one over measures: Σⱼ bⱼ φ(vⱼ) becomes ∫ φ dν and Σⱼ |bⱼ||vⱼ| the total variation, with
/// ν = Σⱼ bⱼ|vⱼ| δ(vⱼ/|vⱼ|). Every network gives a measure of at most its value, and a measure of at most M atoms a network of its value;
/// Σⱼ (bⱼ² + |vⱼ|²) is at least twice Σⱼ |bⱼ||vⱼ| and equal where the layers are balanced, so that the optima are the same.
/// </summary>
[Cites("bach2017", "section 2.1")]
internal sealed class NetworkLift
{
    private readonly Symbol weights;
    private readonly Symbol directions;
    private readonly Symbol measure;
    private readonly Interpreter<Rational> exact;
    private readonly Rational width;

    private NetworkLift(Interpreter<Rational> exact, Binder weights, Binder directions, Term width, Term dimension)
    {
        (this.exact, this.width) = (exact, exact.EvaluateScalar(width));
        (this.weights, this.directions) = (weights.Symbol, directions.Symbol);
        var space = Build.Call<Symbolics.Sets.Measures>(Build.Call(OperationCatalogue.Find("sphere")!, dimension));
        measure = new Symbol("nu", SymbolRole.Bound, default) { Type = ((SetType)space.Type).Element, Domain = space };
    }

    /// <summary>The form over measures and the number of neurons, or null when the binders are no network or the objective is not one of measures.</summary>
    public static (Binding Lifted, Rational Width)? Of(Interpreter<Rational> exact, Binding term)
    {
        if (term.Binders is not [{ Where: null } first, { Where: null } second] || Network(exact, first, second) is not { } lift)
        {
            return null;
        }

        var lifted = lift.Visit(Unfold.Definitions(term.Body, static s => s.Parameters.IsEmpty));
        var binder = new Binder(lift.measure, lift.measure.Domain);
        return lifted.Mentions(lift.weights) || lifted.Mentions(lift.directions)
            ? null
            : (new Binding(term.Form, term.Type, [], [binder], [lifted], null), lift.width);
    }

    private static NetworkLift? Network(Interpreter<Rational> exact, Binder first, Binder second)
    {
        var ordered = first.Symbol.Type is TensorType { Axes.Count: 1 } ? (first, second) : (second, first);
        return ordered is ({ Symbol: { Indices: [_], Type: TensorType { Axes: [{ Lower: Number { Value.IsZero: true } } width] } } } b, { Symbol: { Indices: [_], Type: TensorType { Axes: [{ Lower: Number { Value.IsZero: true } } also, var dimension] } } } v)
            && width.Length.Equals(also.Length)
            && b.RangesOver is Call { Operation: Reals } && v.RangesOver is Call { Operation: VectorSpace }
            ? new NetworkLift(exact, b, v, width.Length, dimension.Length)
            : null;
    }

    private Term Visit(Term term)
    {
        if (term is Binding { Form: Sum, Binders: [{ Where: null, Domain: IndexRange range } index] } sum && IsOverAll(range) && Neuron(sum.Body, index.Symbol) is { } whole)
        {
            return whole;
        }

        if (term is Arithmetic { Operator: ArithmeticOperator.Add, Children: [var left, var right] }
            && ((IsSquaredNorm(left, weights) && IsSquaredNorm(right, directions)) || (IsSquaredNorm(left, directions) && IsSquaredNorm(right, weights))))
        {
            return Build.Multiply(new Number(2), Variation);
        }

        var children = term.Children.Map(Visit);
        return children == term.Children ? term : term.With(children);
    }

    private bool IsOverAll(IndexRange range) => range.Lower is Number { Value.IsZero: true } && range.Upper is not Constant
        && range.Upper.FreeSymbols().All(s => s.Role != SymbolRole.Bound) && exact.EvaluateScalar(range.Upper) == width - 1;

    private Term Variation => Build.Call<TotalVariationNorm>(Build.Ref(measure));

    private static bool IsSquaredNorm(Term term, Symbol family) =>
        term is Arithmetic { Operator: ArithmeticOperator.Power, Children: [Call { Operation: Norm, Arguments: [Reference { Symbol: var of }] }, Number { Value: var two }] } && two == 2 && ReferenceEquals(of, family);

    // One neuron's share with its weight and direction as plain symbols, summed over all neurons as a functional of the measure.
    private Term? Neuron(Term body, Symbol index)
    {
        var weight = new Symbol("b", SymbolRole.Bound, default) { Type = TermType.Real };
        var point = new Symbol("t", SymbolRole.Bound, default) { Type = ((MeasureType)measure.Type).Point };
        Term Plain(Term term)
        {
            if (term is Element { Tensor: Reference { Symbol: var of }, Indices: [Reference { Symbol: var at }, ..] } element && ReferenceEquals(at, index)
                && (ReferenceEquals(of, weights) || ReferenceEquals(of, directions)))
            {
                Term whole = ReferenceEquals(of, weights) ? Build.Ref(weight) : Build.Ref(point);
                return element.Indices.Count == 1 ? whole : Build.At(whole, element.Indices.Skip(1).Select(Plain).ToSequence().AsSpan());
            }

            return term.Children.IsEmpty ? term : term.With(term.Children.Map(Plain));
        }

        var plain = Plain(body);
        if (plain.Mentions(weights) || plain.Mentions(directions) || plain.Mentions(index))
        {
            return null;
        }

        var factors = plain is Arithmetic { Operator: ArithmeticOperator.Multiply } product ? product.Children : [plain];
        var own = factors.Where(f => f.Mentions(weight) || f.Mentions(point)).ToList();
        var others = factors.Where(f => !f.Mentions(weight) && !f.Mentions(point)).ToList();
        var value = own switch
        {
            [Reference { Symbol: var s }, var feature] when ReferenceEquals(s, weight) && !feature.Mentions(weight) => Output(point, feature),
            [var feature, Reference { Symbol: var s }] when ReferenceEquals(s, weight) && !feature.Mentions(weight) => Output(point, feature),
            [Call { Operation: Abs, Arguments: [Reference { Symbol: var s }] }, Call { Operation: Norm, Arguments: [Reference { Symbol: var t }] }] when ReferenceEquals(s, weight) && ReferenceEquals(t, point) => Variation,
            [Call { Operation: Norm, Arguments: [Reference { Symbol: var t }] }, Call { Operation: Abs, Arguments: [Reference { Symbol: var s }] }] when ReferenceEquals(s, weight) && ReferenceEquals(t, point) => Variation,
            [Arithmetic { Operator: ArithmeticOperator.Add, Children: [var left, var right] }] when (IsSquare(left, weight) && IsSquaredNorm(right, point)) || (IsSquare(right, weight) && IsSquaredNorm(left, point)) => Build.Multiply(new Number(2), Variation),
            _ => null,
        };
        return value is null ? null : others.Count == 0 ? value : Build.Multiply([.. others, value]);
    }

    private Binding Output(Symbol point, Term feature) => Build.Bind<Integral>([new Binder(point, Build.Ref(measure))], feature);

    private static bool IsSquare(Term term, Symbol symbol) =>
        term is Arithmetic { Operator: ArithmeticOperator.Power, Children: [Reference { Symbol: var of }, Number { Value: var two }] } && two == 2 && ReferenceEquals(of, symbol);
}
