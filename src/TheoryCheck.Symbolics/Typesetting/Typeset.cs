namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>A term or declaration made ready to be shown.</summary>
/// <param name="Layout">How it looks.</param>
/// <param name="Text">The same in the claim language.</param>
public sealed record Typeset(Formula Layout, string Text);
