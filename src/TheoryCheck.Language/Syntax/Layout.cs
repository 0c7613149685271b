using TheoryCheck.Core;

namespace TheoryCheck.Language.Syntax;

/// <summary>The tokens of one statement; for a block, the head up to the colon, and its lines.</summary>
internal sealed record StatementTokens(int Start, int End, Sequence<StatementTokens> Lines);

/// <summary>
/// Cuts tokens into statements: one ends at <c>;</c> or at a line that is not indented further, unless a bracket is open.
/// Inside brackets a line at the margin that starts with a word of a statement ends it too, so that one forgotten bracket is one mistake.
/// </summary>
internal static class Layout
{
    private static readonly string[] Starters = ["include", "sweep", "open", "assume", "claim", "evolve", "flow", "check"];

    public static Sequence<StatementTokens> Cut(List<Token> tokens) => Cut(tokens, 0, tokens.Count);

    /// <summary>For each opening bracket, where the colon behind its binders stands, or -1; and whether it holds binders without one.</summary>
    public static (int[] Colon, bool[] HasWhere) Brackets(List<Token> tokens)
    {
        var colon = new int[tokens.Count];
        var hasWhere = new bool[tokens.Count];
        Array.Fill(colon, -1);
        var open = new Stack<(int Index, int Prefixes, bool Where, bool Done)>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Symbol && token.Text is "(" or "[" or "{")
            {
                open.Push((i, 0, false, false));
            }
            else if (token.Kind == TokenKind.Symbol && token.Text is ")" or "]" or "}")
            {
                open.TryPop(out _);
            }
            else if (open.TryPop(out var top))
            {
                if (!top.Done)
                {
                    var almost = token.Text == "almost" && i + 1 < tokens.Count && tokens[i + 1].Text == "all";
                    if (token.Is("where") || token.Is("in"))
                    {
                        hasWhere[top.Index] |= top.Prefixes == 0;
                        top.Where |= token.Is("where");
                    }
                    else if (token.Is("for") || token.Is("exists") || token.Is("eventually") || token.Is("with") || almost)
                    {
                        top.Prefixes++;
                        top.Done = !top.Where;
                    }
                    else if (token.Is(":"))
                    {
                        top.Prefixes--;
                        if (top.Prefixes < 0)
                        {
                            colon[top.Index] = i;
                            top.Done = true;
                        }
                    }
                }

                open.Push(top);
            }
        }

        return (colon, hasWhere);
    }

    private static Sequence<StatementTokens> Cut(List<Token> tokens, int from, int to)
    {
        var statements = new List<StatementTokens>();
        var at = from;
        var margin = 0;
        while (at < to)
        {
            if (tokens[at].Is(";"))
            {
                at++;
                continue;
            }

            margin = tokens[at].FirstOnLine ? tokens[at].Column : margin;
            if (tokens[at].Is("evolve") || tokens[at].Is("flow") || tokens[at].Is("check"))
            {
                var end = at + 1;
                while (end < to && !(tokens[end].FirstOnLine && tokens[end].Column <= margin))
                {
                    end++;
                }

                var head = at + 1;
                while (head < end && !tokens[head].FirstOnLine && !tokens[head - 1].Is(":"))
                {
                    head++;
                }

                statements.Add(new StatementTokens(at, head, Cut(tokens, head, end)));
                at = end;
                continue;
            }

            var depth = 0;
            var stop = at;
            do
            {
                depth += Depth(tokens[stop]);
                depth = Math.Max(0, depth);
                stop++;
            }
            while (stop < to && !Ends(tokens[stop], margin, depth));

            statements.Add(new StatementTokens(at, stop, []));
            at = stop;
        }

        return statements.ToSequence();
    }

    private static bool Ends(Token token, int margin, int depth) =>
        depth == 0
            ? token.Is(";") || (token.FirstOnLine && token.Column <= margin)
            : token.FirstOnLine && token.Column <= margin && token.Kind == TokenKind.Keyword && Starters.Contains(token.Text);

    private static int Depth(Token token) =>
        token.Kind != TokenKind.Symbol ? 0 : token.Text switch
        {
            "(" or "[" or "{" => 1,
            ")" or "]" or "}" => -1,
            _ => 0,
        };
}
