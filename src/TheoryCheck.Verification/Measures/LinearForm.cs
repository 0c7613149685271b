using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>An integrand as φ(L(t)) with L linear in the point t: the ridge functions of which the measure mixes outputs.</summary>
/// <param name="Argument">The symbol that stands for L(t) in <paramref name="Profile"/>.</param>
/// <param name="Profile">φ of that symbol.</param>
/// <param name="Form">L(t), a scalar.</param>
/// <param name="Point">The point t.</param>
internal sealed record LinearForm(Symbol Argument, Term Profile, Term Form, Symbol Point)
{
    /// <summary>The decomposition, or null when the point enters in another way.</summary>
    public static LinearForm? Of(Term integrand, Symbol point) => Of(integrand, point, isWhole: true) ?? Of(integrand, point, isWhole: false);

    /// <summary>The decomposition at a form whose vector is rational: irrational constant factors belong to the function of it; null when the point enters in another way.</summary>
    /// <param name="integrand">The term.</param>
    /// <param name="point">The point.</param>
    /// <param name="at">The values of the other symbols.</param>
    /// <param name="dimension">The length of the point.</param>
    public static LinearForm? WithRationalVector(Term integrand, Symbol point, Interpreter<Rational> at, int dimension)
    {
        try
        {
            var whole = Of(integrand, point);
            _ = whole?.Vector(at, dimension);
            return whole;
        }
        catch (NotRepresentableException)
        {
            return Of(integrand, point, isWhole: false);
        }
    }

    // Whole linear terms, or what is left of them without their constant factors, so that several multiples of one form are functions of it.
    private static LinearForm? Of(Term integrand, Symbol point, bool isWhole)
    {
        var argument = new Symbol("s", SymbolRole.Bound, default) { Type = TermType.Real };
        Term? form = null;
        var isOne = true;
        Term Visit(Term term)
        {
            if (!term.Mentions(point))
            {
                return term;
            }

            if (term.Type.IsScalar && IsLinear(term, point) && (isWhole || term is not Arithmetic { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide or ArithmeticOperator.Negate }))
            {
                var ordered = PointFirst(term, point);
                form ??= ordered;
                isOne &= form.Equals(ordered);
                return Build.Ref(argument);
            }

            return term.Children.IsEmpty ? term : term.With(term.Children.Map(Visit));
        }

        var profile = Visit(integrand);
        return form is not null && isOne && !profile.Mentions(point) ? new LinearForm(argument, profile, form, point) : null;
    }

    /// <summary>The vector x with L(t) = ⟨t, x⟩ in a reading.</summary>
    /// <param name="at">The values of the other symbols.</param>
    /// <param name="dimension">The length of t.</param>
    public T[] Vector<T>(Interpreter<T> at, int dimension)
        where T : IReal<T>
    {
        if (Form is Call { Operation: Dot, Arguments: [var left, var right] })
        {
            var other = left is Reference { Symbol: var s } && ReferenceEquals(s, Point) ? right
                : right is Reference { Symbol: var u } && ReferenceEquals(u, Point) ? left : null;
            if (other is not null && at.Evaluate(other) is Value<T>.Tensor { Elements: var known } && known.Elements.Length == dimension)
            {
                return known.Elements.ToArray();
            }
        }

        return [.. Enumerable.Range(0, dimension).Select(c =>
        {
            var unit = new T[dimension];
            Array.Fill(unit, at.Literal(Rational.Zero));
            unit[c] = at.Literal(Rational.One);
            return at.With(Point, new Value<T>.Tensor(new([dimension], unit))).EvaluateScalar(Form);
        })];
    }

    // An inner product is the same with its factors exchanged.
    private static Term PointFirst(Term term, Symbol point) =>
        term is Call { Operation: Dot, Arguments: [var left, var right] } && !left.Mentions(point) ? term.With([right, left]) : term;

    private static bool IsLinear(Term term, Symbol point)
    {
        bool Free(Term part) => !part.Mentions(point);
        bool Linear(Term part) => IsLinear(part, point);
        return term switch
        {
            Reference { Symbol: var symbol } => ReferenceEquals(symbol, point),
            Element { Tensor: var tensor, Indices: var indices } => Linear(tensor) && indices.All(Free),
            Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Negate } sum => sum.Children.All(Linear),
            Arithmetic { Operator: ArithmeticOperator.Multiply } product => product.Children.Count(c => !Free(c)) == 1 && product.Children.All(c => Free(c) || Linear(c)),
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } => Linear(numerator) && Free(denominator),
            Call { Operation: Dot or Matmul, Arguments: [var left, var right] } => (Free(left) && Linear(right)) || (Linear(left) && Free(right)),
            Binding { Form: Sum or Mean, Binders: var binders, Body: var body } => Linear(body) && binders.All(b => (b.Domain is null || Free(b.Domain)) && (b.Where is null || Free(b.Where))),
            _ => false,
        };
    }
}
