namespace TheoryCheck.Core;

/// <summary>Collects the diagnostics of one phase, so that all of them are reported at once.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> items = [];

    /// <summary>The diagnostics in source order.</summary>
    public Sequence<Diagnostic> Items => items.OrderBy(d => d.Span.Start).ThenBy(d => d.Kind.Id, StringComparer.Ordinal).ToSequence();

    /// <summary>Whether any of them is an error.</summary>
    public bool HasErrors => items.Exists(d => d.Kind.Severity == Severity.Error);

    /// <summary>Adds one, unless the same id was already reported at the same place.</summary>
    public void Report(Diagnostic diagnostic)
    {
        if (!items.Exists(d => d.Kind == diagnostic.Kind && d.Span == diagnostic.Span))
        {
            items.Add(diagnostic);
        }
    }
}
