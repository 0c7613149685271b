using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivatives;

/// <summary>The rules of differentiation over index forms; one instance for one derivative.</summary>
internal sealed class Differentiator(LeafRule leaves)
{
    private readonly List<Kink> kinks = [];
    private readonly List<string> conditions = [];
    private readonly Stack<Binder> around = new();

    /// <summary>Writes the deltas that no sum took as conditionals.</summary>
    public Differentiated Finish(IReadOnlyList<Piece> pieces)
    {
        var value = Tidy.Add(pieces.Select(Whole));
        return new Differentiated(value, kinks.ToSequence(), conditions.Distinct(StringComparer.Ordinal).ToSequence());
    }

    /// <summary>The derivative of a scalar, as a list of summands.</summary>
    public IReadOnlyList<Piece> Visit(Term term)
    {
        if (!leaves.Depends(term))
        {
            return [];
        }

        if (leaves.Derivative(term, this) is { } leaf)
        {
            return [.. leaf];
        }

        return term switch
        {
            Arithmetic arithmetic => OfArithmetic(arithmetic),
            Call { Operation: Sq, Arguments: [var inside] } => OfPower(inside, Build.Num(2), term),
            Call { Operation: ScalarFunction function } call => OfFunction(call, function),
            Call { Operation: PartialDerivative partial } call => OfGiven(call, call.Arguments.Skip(1).Take(partial.Arity)),
            Apply apply => OfGiven(apply, apply.Arguments),
            Element { Tensor: Apply apply } element => OfGiven(element, apply.Arguments),
            Binding binding => OfBinding(binding),
            Conditional conditional => OfConditional(conditional),
            _ => throw new NoClosedFormException($"the derivative of a {term.GetType().Name.ToLowerInvariant()}{(term is Call c ? $" '{c.Operation.Name}'" : "")}"),
        };
    }

    private static Term Whole(Piece piece)
    {
        if (piece.Deltas.IsEmpty)
        {
            return piece.Value;
        }

        var equalities = piece.Deltas.Map(d => (Term)new Comparison(d.Left, Relation.Equal, d.Right));
        return new Conditional(equalities.Count == 1 ? equalities[0] : new Connective(ConnectiveKind.And, equalities), piece.Value, Number.Zero);
    }

    private static List<Piece> Scale(IReadOnlyList<Piece> pieces, Func<Term, Term> scale)
    {
        var scaled = new List<Piece>(pieces.Count);
        foreach (var piece in pieces)
        {
            var value = scale(piece.Value);
            if (!Tidy.IsZero(value))
            {
                scaled.Add(piece with { Value = value });
            }
        }

        return scaled;
    }

    private IReadOnlyList<Piece> OfArithmetic(Arithmetic term)
    {
        switch (term.Operator)
        {
            case ArithmeticOperator.Add:
                return [.. term.Children.SelectMany(Visit)];
            case ArithmeticOperator.Negate:
                return Scale(Visit(term.Children[0]), v => Tidy.Multiply(new Number(-1), v));
            case ArithmeticOperator.Multiply:
                var pieces = new List<Piece>();
                for (var i = 0; i < term.Children.Count; i++)
                {
                    var others = term.Children.Where((_, l) => l != i).ToArray();
                    pieces.AddRange(Scale(Visit(term.Children[i]), v => Tidy.Multiply([.. others, v])));
                }

                return pieces;
            case ArithmeticOperator.Divide:
                var (over, under) = (term.Children[0], term.Children[1]);
                return
                [
                    .. Scale(Visit(over), v => Tidy.Divide(v, under)),
                    .. Scale(Visit(under), v => Tidy.Multiply(new Number(-1), Tidy.Divide(Tidy.Multiply(over, v), Tidy.Power(under, 2)))),
                ];
            default:
                return OfPower(term.Children[0], term.Children[1], term);
        }
    }

    private IReadOnlyList<Piece> OfPower(Term @base, Term exponent, Term whole)
    {
        if (exponent is Number { Value: { IsInteger: true, Sign: > 0, Numerator.IsEven: true } even } && Squared(@base) is { } square)
        {
            return even == 2 ? Visit(square) : OfPower(square, new Number(even / 2), whole);
        }

        if (exponent is Number { Value: var e })
        {
            return Scale(Visit(@base), v => Tidy.Multiply(exponent, Tidy.Power(@base, e - Rational.One), v));
        }

        var outer = Scale(Visit(@base), v => Tidy.Multiply(exponent, Build.Power(@base, Tidy.Subtract(exponent, Number.One)), v));
        if (!leaves.Depends(exponent))
        {
            return outer;
        }

        var log = OperationCatalogue.Find("log") ?? throw new NoClosedFormException("the catalogue has no logarithm");
        return [.. outer, .. Scale(Visit(exponent), v => Tidy.Multiply(whole, Build.Call(log, @base), v))];
    }

    // The square of a length or an absolute value has no kink where that has one: |w|² is differentiated as w₁² + .. + wₙ², at 0 too.
    private static Term? Squared(Term @base) => @base switch
    {
        Call { Operation: Root, Arguments: [var squares] } when IsSumOfSquares(squares) => squares,
        Call { Operation: Abs, Arguments: [var inside] } => Build.Power(inside, Build.Num(2)),
        _ => null,
    };

    private static bool IsSumOfSquares(Term term) => term switch
    {
        Binding { Form: Sum, Body: var summand } => IsSumOfSquares(summand),
        Arithmetic { Operator: ArithmeticOperator.Add } sum => sum.Children.All(IsSumOfSquares),
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [_, Number { Value: { IsInteger: true, Sign: > 0, Numerator.IsEven: true } }] } => true,
        _ => false,
    };

    private IReadOnlyList<Piece> OfFunction(Call call, ScalarFunction function)
    {
        if (function.Kink(call.Arguments) is { } kink && leaves.Depends(kink))
        {
            Note(call, kink);
        }

        var pieces = new List<Piece>();
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var inner = Visit(call.Arguments[i]);
            if (inner.Count > 0)
            {
                var slope = function.Derivative(call.Arguments, i);
                pieces.AddRange(Scale(inner, v => Tidy.Multiply(slope, v)));
            }
        }

        return pieces;
    }

    private List<Piece> OfGiven(Term scalar, IEnumerable<Term> arguments)
    {
        if (scalar is Apply { Function: not (Reference or Element or Call { Operation: DensityRatio }) })
        {
            throw new NoClosedFormException("the derivative of an applied function that has no name");
        }

        if ((scalar is Apply apply && leaves.Depends(apply.Function)) || (scalar is Call call && leaves.Depends(call.Arguments[0])))
        {
            throw new NoClosedFormException("the derivative in a function");
        }

        conditions.Add("given functions are differentiable as often as needed, with continuous derivatives");
        var pieces = new List<Piece>();
        var position = 0;
        foreach (var argument in arguments)
        {
            var axes = (argument.Type as TensorType)?.Axes ?? throw new NoClosedFormException("the derivative in an argument that is no number or tensor");
            if (leaves.Depends(argument))
            {
                var binders = axes.Map(a => new Binder(Build.Index("c"), Build.Below(Build.Index("c"), a.Length).Domain));
                var at = binders.Map(b => (Term)Build.Ref(b.Symbol));
                var inner = Visit(axes.IsEmpty ? argument : Substitution.ElementAt(argument, at, TermType.Real));
                var slope = PartialDerivative.Of(scalar, position, at);
                pieces.AddRange(Contract(binders, Scale(inner, v => Tidy.Multiply(slope, v)), null));
            }

            position++;
        }

        return pieces;
    }

    private IReadOnlyList<Piece> OfBinding(Binding binding)
    {
        switch (binding.Form.Name)
        {
            case "sum":
                return OfSum(binding);
            case "prod":
                return OfProduct(binding);
            case "expect" or "integral":
                if (binding.Binders.Any(b => (b.Domain is { } d && leaves.Depends(d)) || (b.Symbol.Domain is { } l && leaves.Depends(l))) || binding.Given is { } g && leaves.Depends(g))
                {
                    throw new NoClosedFormException("the derivative of an expectation in a parameter of its law");
                }

                conditions.Add("derivative and expectation may be interchanged (the derivative is dominated by an integrable function)");
                var inner = Under(binding.Binders, binding.Body);
                return Scale(inner, v => new Binding(binding.Form, TermType.Real, binding.Leading, binding.Binders, [v], binding.Given));
            default:
                throw new NoClosedFormException($"the derivative of '{binding.Form.Name}'");
        }
    }

    private IReadOnlyList<Piece> OfSum(Binding sum)
    {
        if (sum.Binders.Any(b => (b.Domain is { } d && leaves.Depends(d)) || (b.Where is { } w && leaves.Depends(w))))
        {
            throw new NoClosedFormException("the derivative of a sum in its range");
        }

        if (sum.Binders.Any(b => b.Domain is not IndexRange || b.Domain is IndexRange { Upper: Constant }))
        {
            conditions.Add("an infinite sum is differentiated term by term");
        }

        return Contract(sum.Binders, Under(sum.Binders, sum.Body), sum);
    }

    private List<Piece> OfProduct(Binding product)
    {
        var sum = OperationCatalogue.Get<Sum>();
        var others = (Binding)Substitution.Refresh(product);
        var last = product.Binders.Count - 1;
        var different = product.Binders.Zip(others.Binders).Select(p => (Term)new Comparison(Build.Ref(p.First.Symbol), Relation.NotEqual, Build.Ref(p.Second.Symbol))).ToArray();
        Term apart = different.Length == 1 ? different[0] : new Connective(ConnectiveKind.Or, Sequence.Create<Term>(different));
        var binders = others.Binders.Select((b, i) => i < last ? b : b with { Where = b.Where is null ? apart : new Connective(ConnectiveKind.And, [b.Where, apart]) }).ToSequence();
        var rest = new Binding(product.Form, others.Type, [], binders, others.Bodies, null);
        var inner = Scale(Under(product.Binders, product.Body), v => Tidy.Multiply(rest, v));
        return Contract(product.Binders, inner, new Binding(sum, product.Type, [], product.Binders, product.Bodies, null));
    }

    private IReadOnlyList<Piece> OfConditional(Conditional term)
    {
        foreach (var boundary in Boundaries(term.Condition).Where(leaves.Depends))
        {
            Note(term, boundary);
        }

        return
        [
            .. Scale(Visit(term.Then), v => new Conditional(term.Condition, v, Number.Zero)),
            .. Scale(Visit(term.Otherwise), v => new Conditional(term.Condition, Number.Zero, v)),
        ];
    }

    private static IEnumerable<Term> Boundaries(Term condition)
    {
        if (condition is Comparison comparison)
        {
            for (var i = 0; i + 1 < comparison.Children.Count; i++)
            {
                var (left, right) = (comparison.Children[i], comparison.Children[i + 1]);
                if (left.Type.IsScalar && right.Type.IsScalar)
                {
                    yield return Tidy.Subtract(left, right);
                }
            }
        }
        else if (condition is Connective)
        {
            foreach (var boundary in condition.Children.SelectMany(Boundaries))
            {
                yield return boundary;
            }
        }
    }

    private IReadOnlyList<Piece> Under(Sequence<Binder> binders, Term body)
    {
        foreach (var binder in binders)
        {
            around.Push(binder);
        }

        var inner = Visit(body);
        for (var i = 0; i < binders.Count; i++)
        {
            around.Pop();
        }

        return inner;
    }

    private void Note(Term application, Term vanishing) => kinks.Add(new Kink(application, vanishing, around.Reverse().ToSequence()));

    /// <summary>Σ over binders of the pieces; a delta on a bound index removes that sum.</summary>
    private List<Piece> Contract(Sequence<Binder> binders, IReadOnlyList<Piece> pieces, Binding? sum)
    {
        if (binders.IsEmpty)
        {
            return [.. pieces];
        }

        var form = (BindingForm?)sum?.Form ?? OperationCatalogue.Get<Sum>();
        var contracted = new List<Piece>(pieces.Count);
        foreach (var piece in pieces)
        {
            contracted.Add(Contract(form, binders, piece));
        }

        return contracted;
    }

    private Piece Contract(BindingForm form, Sequence<Binder> binders, Piece piece)
    {
        var value = piece.Value;
        var deltas = piece.Deltas.ToList();
        var left = binders.ToList();
        for (var d = 0; d < deltas.Count; d++)
        {
            var at = left.FindIndex(b => deltas[d].Left is Reference { Symbol: var s } ? s == b.Symbol : deltas[d].Left.Mentions(b.Symbol));
            if (at < 0)
            {
                continue;
            }

            var binder = left[at];
            if (Solve(deltas[d].Left, binder.Symbol, deltas[d].Right) is not { } solution || left.Skip(at + 1).Any(b => solution.Mentions(b.Symbol)))
            {
                continue;
            }

            var target = deltas[d].Right;
            left.RemoveAt(at);
            deltas.RemoveAt(d);
            d = -1;
            value = Guarded(binder, solution, target, value);
            value = value.Replace(binder.Symbol, solution);
            deltas = [.. deltas.Select(e => (e.Left.Replace(binder.Symbol, solution), e.Right))];
            left = [.. left.Select(b => b with { Domain = b.Domain?.Replace(binder.Symbol, solution), Where = b.Where?.Replace(binder.Symbol, solution) })];
        }

        var bound = left.Select(b => b.Symbol).ToList();
        if (deltas.Exists(d => bound.Exists(d.Left.Mentions)))
        {
            value = Whole(new Piece(deltas.ToSequence(), value));
            deltas = [];
        }

        return new Piece(deltas.ToSequence(), left.Count == 0 ? value : new Binding(form, value.Type, [], left.ToSequence(), [value], null));
    }

    /// <summary>b from left(b) = right, where left is b, or b plus terms without it.</summary>
    private static Term? Solve(Term left, Symbol symbol, Term right)
    {
        if (left is Reference)
        {
            return right;
        }

        if (left is not Arithmetic { Operator: ArithmeticOperator.Add } add || add.Children.Count(c => c.Mentions(symbol)) != 1
            || !add.Children.Any(c => c is Reference { Symbol: var s } && s == symbol))
        {
            return null;
        }

        return Tidy.Add([right, .. add.Children.Where(c => !c.Mentions(symbol)).Select(c => Tidy.Multiply(new Number(-1), c))]);
    }

    /// <summary>The summand that a delta picks counts only where the picked index lies in the range and meets the restriction.</summary>
    private Term Guarded(Binder binder, Term solution, Term target, Term value)
    {
        var guards = new List<Term>();
        if (binder.Where is not null)
        {
            guards.Add(binder.Where);
        }

        if (binder.Domain is IndexRange range && !(solution.Equals(target) && leaves.AxisOf(target) is { } axis && Covers(range, axis)))
        {
            guards.Add(new Comparison([Relation.LessOrEqual, Relation.LessOrEqual], [range.Lower, solution, range.Upper]));
        }

        return guards.Count == 0 ? value
            : new Conditional(guards.Count == 1 ? guards[0] : new Connective(ConnectiveKind.And, guards.ToSequence()), value, Number.Zero);
    }

    private static bool Covers(IndexRange range, Axis axis) =>
        range.Lower.Equals(axis.Lower)
        && (axis.Lower is Number { Value.IsZero: true }
            ? range.Upper.Equals(Build.PredecessorOf(axis.Length)) || IndexForms.Indexer.LengthOf(range).Equals(axis.Length)
            : range.Upper.Equals(Build.PredecessorOf(Tidy.Add([axis.Lower, axis.Length]))));
}
