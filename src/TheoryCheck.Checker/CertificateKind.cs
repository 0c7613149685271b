using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker;

/// <summary>What a kind concludes.</summary>
internal readonly record struct Finding(Certainty Truth, string Words);

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
internal sealed record Case(Spec Spec, Claim Claim, int Bits)
{
    /// <summary>The arithmetic.</summary>
    public Evaluator Evaluator { get; } = new(Bits);

    private readonly List<List<Symbol>> given = [];

    /// <summary>Requires that every value given to an instance was needed.</summary>
    public void RequireNothingUnused() => Require(given.TrueForAll(g => g.Exists(Evaluator.Read.Contains)), "a value is given that nothing depends on");

    /// <summary>Binds declared symbols to values, by name: <c>[{"symbol": "n", "value": "3"}, ..]</c>.</summary>
    public Scope Instance(StrictJson values)
    {
        var scope = Scope.Empty;
        foreach (var item in values.Items())
        {
            var fields = item.Object("symbol", "value");
            var symbols = Spec.Symbols.Concat(Reached.OfType<Reference>().Select(r => r.Symbol)).Distinct()
                .Where(s => s.Name == fields[0].String() && s.Role != SymbolRole.Definition).ToList();
            Require(symbols.TrueForAll(s => scope.Find(s) is null), $"'{fields[0].String()}' has two values");
            given.Add(symbols);
            scope = symbols.Aggregate(scope, (inner, symbol) => Domains.Bind(
                Evaluator, inner, symbol, symbol.Role is SymbolRole.Given or SymbolRole.Sweep ? symbol.Domain : null, Script.Read(Evaluator, fields[1])));
        }

        return scope;
    }

    /// <summary>The value that the spec gives to a name at an instance.</summary>
    public Value.Tensor Term(StrictJson name, Scope scope) => Value.AsTensor(Evaluator.Of(Named(name.String()), scope));

    /// <summary>The suprema, infima and sets of minimisers that the claim speaks of, itself or by definitions, in the order in which they are met.</summary>
    public IEnumerable<Binding> Optima => Reached.OfType<Binding>().Where(b => b.Form.Name is "sup" or "inf" or "argmin");

    /// <summary>One of them.</summary>
    public Binding Optimum(StrictJson number) => Optima.ElementAtOrDefault(number.Integer(0, 1000)) ?? throw new NotShownException("there is no such optimum");

    private IEnumerable<Term> Reached => Tree.Of(Claim.Closed, []);

    /// <summary>What the spec declares by a name.</summary>
    public Reference Named(string name) => Spec.Symbols.Where(s => s.Name == name).ToList() is [var only] ? new Reference(only)
        : throw new NotShownException($"the spec declares no single '{name}'");
}
