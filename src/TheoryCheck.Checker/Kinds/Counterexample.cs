namespace TheoryCheck.Checker.Kinds;

/// <summary>Values of the universal symbols, within their domains and assumptions, at which the claim is false.</summary>
internal sealed class Counterexample() : Settled("counterexample", false,
    "false at the values listed, which lie in the domains and satisfy the assumptions, evaluated in rational enclosures");
