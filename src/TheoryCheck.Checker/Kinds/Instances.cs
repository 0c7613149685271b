namespace TheoryCheck.Checker.Kinds;

/// <summary>A claim over finitely many listed values is true at each of them.</summary>
internal sealed class Instances() : Settled("instance", true, "true at every instance that the claim ranges over, each evaluated in rational enclosures");
