using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker;

/// <summary>What a kind concludes.</summary>
internal readonly record struct Finding(Effect Effect, string Words);

/// <summary>A kind of certificate. An open family within this assembly: one sealed class, one file each, found by the catalogue.</summary>
/// <param name="name">The word in the file.</param>
/// <param name="keys">The keys of the body.</param>
internal abstract class CertificateKind(string name, params string[] keys)
{
    /// <summary>The word in the file.</summary>
    public string Name => name;

    /// <summary>Checks the body of a certificate of this kind.</summary>
    /// <exception cref="NotShownException">It does not show what it has to.</exception>
    public Finding Check(Case @case, StrictJson body) => Check(@case, body.Object(keys));

    /// <summary>Checks the values of the keys, in the order of the keys.</summary>
    protected abstract Finding Check(Case @case, StrictJson[] fields);
}

/// <summary>The spec and claim that a certificate is about, read anew.</summary>
internal sealed class Case(Spec spec, Claim claim, int bits)
{
    public Claim Claim => claim;

    /// <summary>The arithmetic.</summary>
    public Evaluator Evaluator { get; } = new(bits);

    /// <summary>The claim as a statement.</summary>
    public Statement Statement => new(claim, Evaluator);

    private readonly List<Symbol> given = [];

    /// <summary>Requires that every value given to an instance was needed.</summary>
    public void RequireNothingUnused() => Require(given.TrueForAll(Evaluator.Read.Contains), "a value is given that nothing depends on");

    /// <summary>Binds declared symbols to values, by name: <c>[{"symbol": "n", "value": "3"}, ..]</c>.</summary>
    public Scope Instance(StrictJson values)
    {
        var scope = Scope.Empty;
        foreach (var item in values.Items())
        {
            var fields = item.Object("symbol", "value");
            var symbol = Named(fields[0].String(), s => s.Role != SymbolRole.Definition);
            Require(scope.Find(symbol) is null, $"'{symbol.Name}' has two values");
            given.Add(symbol);
            scope = Domains.Bind(Evaluator, scope, symbol, symbol.Role is SymbolRole.Given or SymbolRole.Sweep ? symbol.Domain : null, Script.Read(fields[1]));
        }

        return scope;
    }

    /// <summary>The function of a name at an instance.</summary>
    public Value.Function Function(StrictJson name, Scope scope) => Evaluator.Function(new Reference(Named(name.String(), _ => true)), scope);

    /// <summary>The value that the spec gives to a name at an instance.</summary>
    public Value.Tensor Term(StrictJson name, Scope scope) => Value.AsTensor(Evaluator.Of(new Reference(Named(name.String(), _ => true)), scope));

    /// <summary>The same, where it must be known exactly.</summary>
    public (int[] Shape, Rational[] Elements) Exact(StrictJson name, Scope scope)
    {
        var tensor = Term(name, scope);
        return (tensor.Shape, [.. tensor.Elements.Select(e => e.Exact ?? throw new NotShownException($"'{name.String()}' is not known exactly"))]);
    }

    /// <summary>The rows of an exactly known matrix.</summary>
    public Rational[][] Rows(StrictJson name, Scope scope)
    {
        var (shape, elements) = Exact(name, scope);
        Require(shape is [> 0, > 0], $"'{name.String()}' is no matrix");
        return [.. elements.Chunk(shape[1])];
    }

    /// <summary>The symmetric matrix of a name.</summary>
    public Enclosure[,] Matrix(StrictJson name, Scope scope) => TensorFunctions.Symmetric(Term(name, scope));

    /// <summary>The probability statements of the claim, in their order.</summary>
    public IEnumerable<WithProbability> Probabilities() => Tree.Of(claim.Closed).OfType<WithProbability>();

    private Symbol Named(string name, Func<Symbol, bool> filter)
    {
        var found = spec.Symbols.Where(s => s.Name == name && filter(s)).ToList();
        return found.Count == 1 ? found[0] : throw new NotShownException($"the spec declares no single '{name}'");
    }
}
