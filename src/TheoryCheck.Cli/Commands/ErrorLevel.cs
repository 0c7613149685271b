using TheoryCheck.Rigor;

namespace TheoryCheck.Cli.Commands;

/// <summary>The value of <c>--alpha</c>.</summary>
internal static class ErrorLevel
{
    /// <summary>Reads <c>1/1000</c> or <c>0.001</c>; what is not strictly between 0 and 1 is reported.</summary>
    public static bool TryRead(string text, Terminal terminal, out Rational alpha)
    {
        if (TryParse(text, out alpha) && alpha > Rational.Zero && alpha < Rational.One)
        {
            return true;
        }

        terminal.Error.WriteLine($"theorycheck: error TC8005: --alpha is '{text}', but must lie strictly between 0 and 1, as 1/1000 or 0.001");
        return false;
    }

    private static bool TryParse(string text, out Rational alpha)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return Rational.TryParse(text, out alpha);
        }

        alpha = default;
        if (!Rational.TryParse(text.AsSpan(0, slash), out var over) || !Rational.TryParse(text.AsSpan(slash + 1), out var under) || under.IsZero)
        {
            return false;
        }

        alpha = over / under;
        return true;
    }
}
