using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// Concrete values for some symbols: a sweep's value, a searched configuration, a witness, drawn data. Each value is a
/// closed term, so that one instance can be read in doubles, in exact rationals or in intervals of any precision.
/// </summary>
/// <param name="Values">The values by symbol.</param>
/// <param name="Labels">How the values that name a case are shown, in the order they were bound.</param>
public sealed record Instance(ImmutableDictionary<Symbol, Term> Values, Sequence<(Symbol Symbol, string Text)> Labels)
{
    /// <summary>The instance that binds nothing.</summary>
    public static Instance Empty { get; } = new(ImmutableDictionary<Symbol, Term>.Empty, []);

    /// <summary>The case name: <c>M = 64, delta = 1/10</c>, or empty.</summary>
    public string Label => string.Join(", ", Labels.Select(l => $"{l.Symbol.Name} = {l.Text}"));

    /// <summary>The values of functions.</summary>
    public IReadOnlyDictionary<Symbol, Term> Functions => Values.Where(v => v.Key.Type is FunctionType).ToDictionary(v => v.Key, v => v.Value);

    /// <summary>The values in the order in which the spec declares their symbols.</summary>
    public Sequence<(Symbol Symbol, Term Value)> Listing =>
        Values.OrderBy(v => v.Key.Span.Start).ThenBy(v => v.Key.Name, StringComparer.Ordinal).Select(v => (v.Key, v.Value)).ToSequence();

    /// <summary>This instance with one more value.</summary>
    public Instance With(Symbol symbol, Term value) => this with { Values = Values.SetItem(symbol, value) };

    /// <summary>This instance with one more value that names the case.</summary>
    public Instance WithLabel(Symbol symbol, Term value) =>
        new(Values.SetItem(symbol, value), Labels.Append((symbol, ValueText.Of(value))));
}

/// <summary>Closed values as terms, and back.</summary>
public static class ClosedValue
{
    /// <summary>An exact number.</summary>
    public static Term Of(Rational value) => new Number(value);

    /// <summary>A tensor of exact numbers, row-major.</summary>
    /// <param name="dimensions">The lengths of the axes.</param>
    /// <param name="elements">The elements, last index fastest.</param>
    public static Term Of(ReadOnlySpan<int> dimensions, ReadOnlySpan<Rational> elements)
    {
        var numbers = new Term[elements.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = new Number(elements[i]);
        }

        return Of(dimensions, (ReadOnlySpan<Term>)numbers);
    }

    /// <summary>A tensor of numbers, row-major.</summary>
    /// <param name="dimensions">The lengths of the axes.</param>
    /// <param name="elements">The elements, last index fastest.</param>
    internal static Term Of(ReadOnlySpan<int> dimensions, ReadOnlySpan<Term> elements)
    {
        if (dimensions.IsEmpty)
        {
            return elements[0];
        }

        var stride = elements.Length / dimensions[0];
        var items = new Term[dimensions[0]];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Of(dimensions[1..], elements.Slice(i * stride, stride));
        }

        var axes = dimensions.ToArray().Select(length => Axis.Of(new Number(length))).ToSequence();
        return new Collection(CollectionKind.List, new TensorType(NumberKind.Real, axes), Sequence.Create<Term>(items));
    }

    /// <summary>A tensor of doubles, each taken at its exact value.</summary>
    /// <exception cref="NotRepresentableException">An element is NaN or infinite.</exception>
    public static Term Of(ReadOnlySpan<int> dimensions, ReadOnlySpan<double> elements)
    {
        var exact = new Rational[elements.Length];
        for (var i = 0; i < exact.Length; i++)
        {
            exact[i] = Rational.FromExact(elements[i]);
        }

        return Of(dimensions, (ReadOnlySpan<Rational>)exact);
    }
}

/// <summary>Closed values as people read them.</summary>
public static class ValueText
{
    /// <summary>An exact rendering: rationals as p/q or as short decimals, vectors in brackets, a normalised vector as <c>v/|v|</c>.</summary>
    public static string Of(Term value) => value switch
    {
        Number number => Of(number.Value),
        Constant constant => constant.Name,
        Collection collection => (collection.Kind == CollectionKind.Set ? "{" : "[")
            + string.Join(", ", collection.Children.Select(Of)) + (collection.Kind == CollectionKind.Set ? "}" : "]"),
        Arithmetic { Operator: ArithmeticOperator.Divide } quotient => $"{Of(quotient.Children[0])}/|.|",
        _ => Symbolics.Typesetting.Typeset.TextOf(value),
    };

    private static string Of(Rational value)
    {
        var text = value.ToString();
        if (value.IsInteger || text.Length <= 9)
        {
            return text;
        }

        var rounded = value.ToDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return Rational.TryParse(rounded, out var parsed) && parsed == value ? rounded : text.Length <= 24 ? text : rounded + "…";
    }
}
