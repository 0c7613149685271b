using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Diagnostics;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>How one drawn symbol is filled: its shape, its sampler, and its law's arguments.</summary>
internal sealed class DrawRecipe
{
    // A number drawn, as a double and as the rational with its value.
    private const double BytesPerNumber = 200;

    private readonly ISampledLaw law;
    private readonly Sequence<Term> arguments;
    private readonly TensorValue<double>[]? fixedArguments;
    private readonly int pointSize;

    private DrawRecipe(Symbol symbol, Sequence<int> dimensions, int pointSize, ISampledLaw law, Sequence<Term> arguments, TensorValue<double>[]? fixedArguments)
    {
        Symbol = symbol;
        Dimensions = dimensions;
        this.pointSize = pointSize;
        this.law = law;
        this.arguments = arguments;
        this.fixedArguments = fixedArguments;
    }

    /// <summary>The drawn symbol.</summary>
    public Symbol Symbol { get; }

    /// <summary>The lengths of all its axes.</summary>
    public Sequence<int> Dimensions { get; }

    /// <summary>The terms of the law's arguments.</summary>
    public Sequence<Term> Arguments => arguments;

    /// <summary>How many numbers it has.</summary>
    public int Size => Dimensions.Aggregate(1, (a, b) => a * b);

    /// <summary>The number of the symbol's stream: a function of its name, so that no other declaration moves it.</summary>
    public uint Stream => StreamOf(Symbol.Name);

    /// <summary>Why a symbol cannot be drawn at an instance: its number is not known there, for it is what a limit runs over, or its law has no sampler.</summary>
    public static NotRepresentableException NoneFor(Symbol symbol, Instance instance) =>
        symbol.Indices.Select(static i => i.Domain).OfType<Term>().SelectMany(static d => d.FreeSymbols()).FirstOrDefault(s => s.Role is SymbolRole.Given or SymbolRole.Sweep && !instance.Values.ContainsKey(s)) is { } open
            ? new($"as many draws '{symbol.Name}' as '{open.Name}' says, which a limit runs over; trials test a claim at listed values of '{open.Name}'")
            : new($"drawing '{symbol.Name}' from its law{(symbol.Domain is { } law && !SampledLaw.TryResolve(Known(law, instance), out _, out _) ? ", which has no sampler" : ", whose arguments or size are not known numbers here")}");

    /// <summary>Prepares the filling of a symbol.</summary>
    /// <returns>Null when its law has no sampler or its shape is not known at this instance.</returns>
    /// <exception cref="RefusedException">It has more numbers than an array may have.</exception>
    public static DrawRecipe? Prepare(Symbol symbol, Term lawTerm, Instance instance, ClosedEvaluation evaluation)
    {
        if (symbol.Type is not TensorType type || !SampledLaw.TryResolve(Known(lawTerm, instance), out var law, out var arguments))
        {
            return null;
        }

        var lengths = type.Axes.Map(a => evaluation.TryRational(a.Length, instance) is { IsInteger: true, Sign: >= 0 } n && n <= int.MaxValue ? (int)n.Numerator : -1);
        if (lengths.Any(l => l < 0))
        {
            return null;
        }

        if (lengths.Aggregate(1.0, (a, b) => a * b) > Array.MaxLength)
        {
            throw new RefusedException($"'{symbol.Name}' has more than {Array.MaxLength} numbers");
        }

        var pointSize = lengths.Skip(symbol.Indices.Count).Aggregate(1, (a, b) => a * b);
        var indices = symbol.Indices.Select(b => b.Symbol).ToHashSet();
        var varies = arguments.Any(a => a.FreeSymbols().Any(s => indices.Contains(s) || s.Role == SymbolRole.Draw || s.IsRandom));
        var values = varies ? null : Evaluate(arguments, instance, evaluation);
        return varies || values is not null ? new DrawRecipe(symbol, lengths, pointSize, law, arguments, values) : null;
    }

    /// <summary>The recipes of all that is drawn.</summary>
    /// <exception cref="NotRepresentableException">One of them cannot be drawn.</exception>
    public static ImmutableArray<DrawRecipe> All(IEnumerable<Symbol> drawn, Instance instance)
    {
        var evaluation = new ClosedEvaluation();
        return [.. drawn.Select(d => d.Domain is { } law && Prepare(d, law, instance, evaluation) is { } recipe ? recipe : throw NoneFor(d, instance))];
    }

    /// <summary>Fills the symbol's values.</summary>
    /// <param name="key">The address of the draws.</param>
    /// <param name="target">Receives the values, row-major.</param>
    /// <param name="instance">What the law's arguments may mention, earlier draws included; read only when they vary.</param>
    /// <param name="evaluation">Evaluates varying arguments.</param>
    public void Fill(in DrawKey key, Span<double> target, Instance instance, ClosedEvaluation evaluation)
    {
        var sampler = new LawSampler(law, Math.Max(1, pointSize));
        if (fixedArguments is not null)
        {
            sampler.Fill(key, fixedArguments, 0, target);
            return;
        }

        var index = new int[Symbol.Indices.Count];
        for (var point = 0; point * pointSize < target.Length; point++)
        {
            var at = instance;
            var rest = point;
            for (var axis = index.Length - 1; axis >= 0; axis--)
            {
                at = at.With(Symbol.Indices[axis].Symbol, new Number(rest % Dimensions[axis]));
                rest /= Dimensions[axis];
            }

            var slot = target.Slice(point * pointSize, pointSize);
            if (Evaluate(arguments, at, evaluation) is { } values)
            {
                sampler.Fill(key, values, point, slot);
            }
            else
            {
                slot.Fill(double.NaN);
            }
        }
    }

    /// <summary>Roughly how many bytes the data hold that <see cref="Drawn"/> draws.</summary>
    public static double BytesOfDrawn(IEnumerable<DrawRecipe> recipes) => BytesPerNumber * recipes.Sum(static r => (double)r.Size);

    /// <summary>An instance with the data that a trial draws, at the exact values of their doubles; null when a law gives no number.</summary>
    public static Instance? Drawn(IEnumerable<DrawRecipe> recipes, ulong key, long trial, Instance instance, ClosedEvaluation evaluation)
    {
        foreach (var recipe in recipes)
        {
            var values = new double[recipe.Size];
            recipe.Fill(new DrawKey(key, (ulong)trial, recipe.Stream), values, instance, evaluation);
            if (!values.All(double.IsFinite))
            {
                return null;
            }

            instance = instance.With(recipe.Symbol, ClosedValue.Of(recipe.Dimensions.AsSpan(), (ReadOnlySpan<double>)values));
        }

        return instance;
    }

    /// <summary>The number of the stream of a name (FNV-1a, 31 bits).</summary>
    public static uint StreamOf(string name)
    {
        var hash = 2166136261u;
        foreach (var letter in name)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return hash & 0x7FFFFFFF;
    }

    // A law that is searched is the one proposed.
    private static Term Known(Term law, Instance instance) => Unfold.Definitions(law) is Reference { Symbol: var given } named ? instance.Values.GetValueOrDefault(given, named) : Unfold.Definitions(law);

    private static TensorValue<double>[]? Evaluate(Sequence<Term> arguments, Instance instance, ClosedEvaluation evaluation)
    {
        var values = arguments.Select(a => evaluation.TryTensor(a, instance)).ToArray();
        return values.Any(v => v is null) ? null : [.. values.Select(v => v!.Value)];
    }
}

/// <summary>Drawn data as instances.</summary>
internal static class Draws
{
    /// <summary>The values of a drawn symbol at a place, as an exact closed term; null when it cannot be drawn.</summary>
    public static Term? Instantiate(Symbol symbol, Instance instance, ulong key, ClosedEvaluation evaluation) =>
        symbol.Domain is { } law ? Draw(symbol, law, null, instance, new DrawKey(key, 0, DrawRecipe.StreamOf(symbol.Name)), evaluation) : null;

    /// <summary>A value proposed for a searched symbol from a law named in a <c>check</c> block; on the symbol's domain exactly where the law is that set's own.</summary>
    public static Term? Propose(Symbol symbol, Term law, Term? domain, Instance instance, ulong key, ClosedEvaluation evaluation) =>
        Draw(symbol, law, domain, instance, new DrawKey(key, 0, DrawRecipe.StreamOf(symbol.Name)), evaluation);

    private static Term? Draw(Symbol symbol, Term law, Term? domain, Instance instance, DrawKey key, ClosedEvaluation evaluation)
    {
        if (DrawRecipe.Prepare(symbol, law, instance, evaluation) is not { } recipe || recipe.Size > 1 << 20)
        {
            return null;
        }

        var values = new double[recipe.Size];
        recipe.Fill(key, values, instance, evaluation);
        return values.All(double.IsFinite) ? ExactPoint.On(domain, law, recipe.Dimensions, values) : null;
    }
}
