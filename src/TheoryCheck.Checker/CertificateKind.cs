using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker;

/// <summary>What a kind concludes.</summary>
internal readonly record struct Finding(Effect Effect, string Words);

/// <summary>A kind of certificate. An open family within this assembly: one sealed class, one file each, found by the catalogue.</summary>
internal abstract class CertificateKind
{
    /// <summary>The word in the file.</summary>
    public abstract string Name { get; }

    /// <summary>Checks the body of a certificate of this kind.</summary>
    /// <exception cref="NotShownException">It does not show what it has to.</exception>
    public abstract Finding Check(Case @case, StrictJson body);
}

/// <summary>The spec and claim that a certificate is about, read anew.</summary>
internal sealed class Case(Spec spec, Claim claim, int bits)
{
    /// <summary>The arithmetic.</summary>
    public Evaluator Evaluator { get; } = new(bits);

    /// <summary>The claim as a statement.</summary>
    public Statement Statement => new(claim, Evaluator);

    private readonly List<Symbol> given = [];

    /// <summary>Requires that every value given to an instance was needed.</summary>
    public void RequireNothingUnused() => StrictJson.Require(given.TrueForAll(Evaluator.Read.Contains), "a value is given that nothing depends on");

    /// <summary>Binds declared symbols to values, by name: <c>[{"symbol": "n", "value": "3"}, ..]</c>.</summary>
    public Scope Instance(StrictJson values)
    {
        var scope = new Scope();
        foreach (var item in values.Items())
        {
            var fields = item.Object("symbol", "value");
            var symbol = Named(fields[0].String(), s => s.Role != SymbolRole.Definition);
            StrictJson.Require(scope.Find(symbol) is null, $"'{symbol.Name}' has two values");
            given.Add(symbol);
            var value = Script.Read(fields[1]);
            if (symbol is { Role: SymbolRole.Given or SymbolRole.Sweep, Domain: { } domain })
            {
                StrictJson.Require(Domains.Admits(Evaluator, symbol, domain, value, scope) == Core.Certainty.True, $"the value of '{symbol.Name}' is not known to lie in its domain");
            }

            scope = scope.With(symbol, value);
        }

        return scope;
    }

    /// <summary>The value that the spec gives to a name at an instance.</summary>
    public Value.Tensor Term(StrictJson name, Scope scope) => Value.AsTensor(Evaluator.Of(new Reference(Named(name.String(), _ => true)), scope));

    /// <summary>The same, where it must be known exactly.</summary>
    public (int[] Shape, Rigor.Rational[] Elements) Exact(StrictJson name, Scope scope)
    {
        var tensor = Term(name, scope);
        StrictJson.Require(tensor.Elements.All(e => e.IsPoint), $"'{name.String()}' is not known exactly");
        return (tensor.Shape, [.. tensor.Elements.Select(e => e.Low)]);
    }

    /// <summary>The symmetric matrix of a name.</summary>
    public Enclosure[,] Matrix(StrictJson name, Scope scope) => TensorFunctions.Symmetric(Term(name, scope));

    /// <summary>The probability statements of the claim, in their order.</summary>
    public IEnumerable<WithProbability> Probabilities() => Within(claim.Closed);

    private static IEnumerable<WithProbability> Within(Term term) => (term is WithProbability found ? [found] : Array.Empty<WithProbability>()).Concat(term.Children.SelectMany(Within));

    private Symbol Named(string name, Func<Symbol, bool> filter)
    {
        var found = spec.Symbols.Where(s => s.Name == name && filter(s)).ToList();
        return found.Count == 1 ? found[0] : throw new NotShownException($"the spec declares no single '{name}'");
    }
}
