using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <content>Normal laws, and formulas as polynomials in unknown numbers.</content>
public sealed partial class Interpreter<T>
{
    /// <summary>The value of a term as a normal law.</summary>
    /// <inheritdoc cref="Evaluate(Term)" path="/exception"/>
    public Value<T>.Normal EvaluateNormal(Term law)
    {
        try
        {
            return NormalOf(law);
        }
        catch (UndecidedException undecided)
        {
            throw new NotRepresentableException(undecided.Message);
        }
    }

    internal Value<T>.Normal NormalOf(Term law) => Value(law) as Value<T>.Normal ?? throw NoChecker("a law that is not normal");

    /// <summary>The joint law of a symbol's numbers, each member of a family independent of the others.</summary>
    internal Value<T>.Normal LawOfFamily(Symbol symbol, Term law)
    {
        if (symbol.Indices.IsEmpty)
        {
            return NormalOf(law);
        }

        var (lengths, grid) = Grid(symbol.Indices);
        var member = new Symbol(symbol.Name, SymbolRole.Bound, symbol.Span);
        var joint = NormalVariables<T>.None;
        Sequence<int> inside = [];
        foreach (var point in grid)
        {
            var at = symbol.Indices.Zip(point).Aggregate(this, static (inner, p) => inner.With(p.First.Symbol, new Value<T>.Exact(p.Second)));
            var one = at.NormalOf(law);
            inside = one.Mean.Dimensions;
            joint = joint.With(member, at, one);
        }

        return new(new(lengths.Concat(inside), joint.Mean.Elements), joint.Covariance.Elements);
    }

    /// <summary>The mean of one symbol among variables.</summary>
    internal static Value<T> ValueOf(NormalVariables<T> variables, Symbol symbol)
    {
        var before = variables.Parts.TakeWhile(p => !ReferenceEquals(p.Symbol, symbol)).Sum(p => NormalVariables<T>.Count(p.Shape));
        var shape = variables.Parts.First(p => ReferenceEquals(p.Symbol, symbol)).Shape;
        var own = variables.Mean.Elements.AsMemory(before, NormalVariables<T>.Count(shape));
        return shape.IsEmpty ? new Value<T>.Real(own.Span[0]) : new Value<T>.Tensor(new(shape, own));
    }

    /// <summary>An interpreter in which symbols stand for unknown numbers, in polynomials of degree two.</summary>
    internal Interpreter<QuadraticForm<T>> Among(NormalVariables<T> variables) => Among(variables, QuadraticForm<T>.Known, i => QuadraticForm<T>.Variable(one, i, variables.Size));

    private Interpreter<TForm> Among<TForm>(NormalVariables<T> variables, Func<T, TForm> known, Func<int, TForm> variable)
        where TForm : IReal<TForm>
    {
        var inside = Over(known);
        var at = 0;
        foreach (var (symbol, shape) in variables.Parts)
        {
            var forms = Enumerable.Range(at, NormalVariables<T>.Count(shape)).Select(variable).ToArray();
            at += forms.Length;
            inside = inside.With(symbol, shape.IsEmpty ? new Value<TForm>.Real(forms[0]) : new Value<TForm>.Tensor(new(shape, forms)));
        }

        return inside;
    }

    /// <summary>The mean of a number or tensor that is a polynomial in numbers with a normal law, of degree two or as far as <see cref="GaussianPolynomial{T}"/> goes.</summary>
    internal Value<T> MeanAmong(NormalVariables<T> variables, Term written)
    {
        try
        {
            return Mean(Among(variables), variables.MeanOf);
        }
        catch (NotRepresentableException)
        {
            return Mean(Among(variables, GaussianPolynomial<T>.Known, i => GaussianPolynomial<T>.Variable(one, i)), form => form.Mean(variables));
        }

        Value<T> Mean<TForm>(Interpreter<TForm> forms, Func<TForm, T> mean)
            where TForm : IReal<TForm>
        {
            var integrand = forms.TensorOf(forms.Value(written));
            T[] means = [.. integrand.Elements.ToArray().Select(mean)];
            return integrand.Dimensions.IsEmpty ? new Value<T>.Real(means[0]) : new Value<T>.Tensor(new(integrand.Dimensions, means));
        }
    }

    /// <summary>Symbols of unknown numbers with a given shape: their law is not used.</summary>
    internal NormalVariables<T> Unknowns(Symbol symbol, Sequence<int> shape)
    {
        var size = NormalVariables<T>.Count(shape);
        return new([(symbol, shape)], DenseMatrix<T>.Zero(size, 1, one), DenseMatrix<T>.Zero(size, size, one));
    }

    /// <summary>
    /// A term with its derivatives carried out, functions that are known put in their place, and even powers of norms written without the root:
    /// as polynomials want it.
    /// </summary>
    public Term Written(Term term)
    {
        var unfolded = WithoutRoots(Unfold.Definitions(term, Environment.Functions));
        if (!IndexForm.HasCalculus(unfolded))
        {
            return unfolded;
        }

        try
        {
            return IndexForm.Of(unfolded);
        }
        catch (NoClosedFormException limit)
        {
            throw new NotRepresentableException(limit.Message);
        }
    }

    // A norm, or the root of a sum of even powers as which index form writes it.
    private static Term? SquareOf(Call norm) => norm switch
    {
        { Operation: Norm, Arguments: [{ Type: TensorType { Axes.Count: 1 } } vector] } => Build.Call<Dot>(vector, vector),
        { Operation: Root, Arguments: [Binding { Form: Sum, Body: Arithmetic { Operator: ArithmeticOperator.Power, Children: [_, Number { Value: { IsInteger: true, Numerator.IsEven: true } }] } } sum] } => sum,
        _ => null,
    };

    // |v|²ᵏ = (v·v)ᵏ.
    private static Term WithoutRoots(Term term)
    {
        var children = term.Children.Map(WithoutRoots);
        if (term is Arithmetic { Operator: ArithmeticOperator.Power }
            && children is [Call norm, Number { Value: { IsInteger: true, Sign: > 0, Numerator.IsEven: true } power }] && SquareOf(norm) is { } square)
        {
            return power == 2 ? square : Build.Power(square, Build.Num(power / 2));
        }

        return children == term.Children ? term : term.With(children);
    }

    /// <summary>The lengths of the axes of a type.</summary>
    internal Sequence<int> ShapeOf(TermType type) => type is TensorType tensor ? tensor.Axes.Map(axis => SizeOf(axis.Length)) : throw NoChecker("points that are no numbers, vectors or matrices");
}
