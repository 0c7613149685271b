using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Language.Syntax;

namespace TheoryCheck.Language.Formatting;

/// <summary>Writes a statement in its one form: on one line, with the places where it may be broken.</summary>
internal sealed class SyntaxPrinter
{
    private readonly StringBuilder text = new();
    private readonly List<(int Offset, int Depth)> breaks = [];
    private int depth;

    /// <summary>A statement without its lines, flat.</summary>
    public static string Flat(StatementSyntax statement)
    {
        var printer = new SyntaxPrinter();
        printer.Statement(statement);
        return printer.text.ToString();
    }

    /// <summary>An expression, flat.</summary>
    public static string Flat(ExpressionSyntax expression)
    {
        var printer = new SyntaxPrinter();
        printer.Expression(expression);
        return printer.text.ToString();
    }

    /// <summary>A statement without its lines, broken so that lines stay within <paramref name="width"/> columns where they can.</summary>
    public static IEnumerable<string> Lines(StatementSyntax statement, int indent, int width)
    {
        var printer = new SyntaxPrinter();
        printer.Statement(statement);
        return printer.Fill(indent, width);
    }

    private IEnumerable<string> Fill(int indent, int width)
    {
        var full = text.ToString();
        var at = 0;
        var margin = indent;
        while (true)
        {
            var room = width - margin;
            if (full.Length - at <= room)
            {
                yield return new string(' ', margin) + full[at..];
                yield break;
            }

            var fitting = breaks.Where(b => b.Offset > at && b.Offset - at <= room).ToList();
            var candidates = fitting.Count > 0 ? fitting : breaks.Where(b => b.Offset > at).Take(1).ToList();
            if (candidates.Count == 0)
            {
                yield return new string(' ', margin) + full[at..];
                yield break;
            }

            var least = candidates.Min(b => b.Depth);
            var chosen = candidates.Last(b => b.Depth == least).Offset;
            yield return new string(' ', margin) + full[at..chosen];
            at = chosen + 1;
            margin = indent + 4;
        }
    }

    private void Put(string piece) => text.Append(piece);

    private void Space()
    {
        breaks.Add((text.Length, depth));
        text.Append(' ');
    }

    private void Join<T>(IEnumerable<T> items, Action<T> write)
    {
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                Put(",");
                Space();
            }

            first = false;
            write(item);
        }
    }

    private void Bracketed(string open, string close, Action inside)
    {
        Put(open);
        depth += 4;
        inside();
        depth -= 4;
        Put(close);
    }

    private void Statement(StatementSyntax statement)
    {
        switch (statement)
        {
            case IncludeSyntax include:
                Put($"include \"{include.Path}\"");
                break;
            case DeclarationSyntax declaration:
                Put(declaration.Word + " ");
                Join(declaration.Binders, Binder);
                break;
            case AssignmentSyntax assignment:
                Put(assignment.Word.Length > 0 ? assignment.Word + " " : "");
                Assignment(assignment);
                break;
            case StartSyntax start:
                Put("start ");
                Join(start.Parts, Assignment);
                break;
            case NamedFormulaSyntax named:
                Put($"{named.Word} {named.Name.Name}:");
                Space();
                depth++;
                Expression(named.Formula);
                depth--;
                break;
            case DynamicsSyntax dynamics:
                Put($"{dynamics.Word} {dynamics.Clock.Name}:");
                break;
            case CheckSyntax check:
                Put(check.Claim is null ? "check:" : $"check {check.Claim.Name}:");
                break;
            case CheckEntrySyntax entry:
                Put(entry.Key.Name + (entry.Subject is null ? "" : " " + entry.Subject.Name) + $" {entry.Operator} ");
                Expression(entry.Value);
                break;
        }
    }

    private void Assignment(AssignmentSyntax assignment)
    {
        Head(assignment.Head);
        Put(" " + assignment.Operator);
        Space();
        depth++;
        Expression(assignment.Value);
        depth--;
    }

    private void Head(HeadSyntax head)
    {
        Put(head.Name.Name);
        if (head.Bracket != ' ')
        {
            Bracketed(head.Bracket.ToString(), head.Bracket == '[' ? "]" : ")", () => Join(head.Binders, Binder));
        }
    }

    private void Binder(BinderSyntax binder)
    {
        if (binder.Heads.Count > 1)
        {
            Bracketed("(", ")", () => Join(binder.Heads, Head));
        }
        else
        {
            Head(binder.Head);
        }

        if (binder.Step is not null)
        {
            Put("@");
            Expression(binder.Step);
        }

        if (binder.Bound is not null)
        {
            Put(binder.Relation is "<" or "<=" ? binder.Relation : $" {binder.Relation} ");
            Expression(binder.Bound);
            Put(binder.From.Length > 0 ? " from " + binder.From : "");
        }

        if (binder.Where is not null)
        {
            Space();
            Put("where ");
            Expression(binder.Where);
        }
    }

    private void Expression(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case NumberSyntax number:
                Put(number.Text);
                break;
            case NameSyntax name:
                Put(name.Name);
                break;
            case ParenthesizedSyntax inner:
                Bracketed("(", ")", () => Expression(inner.Inner));
                break;
            case TupleSyntax tuple:
                Bracketed("(", ")", () => Join(tuple.Items, Expression));
                break;
            case ListSyntax list:
                Bracketed("[", "]", () => Join(list.Items, Expression));
                break;
            case SetSyntax set:
                Bracketed("{", "}", () => Join(set.Items, Expression));
                break;
            case ComprehensionSyntax comprehension:
                Bracketed("{", "}", () => Join(comprehension.Binders, Binder));
                break;
            case RangeSyntax range:
                Expression(range.Lower);
                Put("..");
                if (range.Upper is not null)
                {
                    Expression(range.Upper);
                }

                break;
            case IntervalSyntax interval:
                Bracketed(interval.LowerOpen ? "(" : "[", interval.UpperOpen ? ")" : "]", () => Join([interval.Lower, interval.Upper], Expression));
                break;
            case UnarySyntax unary:
                Put(unary.Operator == "-" ? "-" : unary.Operator + " ");
                Expression(unary.Operand);
                break;
            case ChainSyntax chain:
                Chain(chain);
                break;
            case BinarySyntax { Operator: "^" } power:
                Expression(power.Left);
                Put("^");
                Expression(power.Right);
                break;
            case BinarySyntax binary:
                Expression(binary.Left);
                Space();
                Put(binary.Operator + " ");
                Expression(binary.Right);
                break;
            case MembershipSyntax membership:
                Expression(membership.Left);
                Put(membership.IsSubset ? " subset " : " in ");
                Expression(membership.Right);
                break;
            case OrderSyntax order:
                Expression(order.Subject);
                Put($" in {order.Kind}");
                Bracketed("(", ")", () => Expression(order.Gauge));
                Put(order.InLog ? " in log as " : " as ");
                Binder(order.Variable);
                break;
            case WithoutSyntax without:
                Expression(without.Claim);
                Put(" without " + without.Assumption.Name);
                break;
            case IndexSyntax index:
                Expression(index.Target);
                Bracketed("[", "]", () => Join(index.Arguments, Expression));
                break;
            case CallSyntax call:
                Call(call);
                break;
            case AtSyntax step:
                Expression(step.Series);
                Put("@");
                Expression(step.Step);
                break;
            case LambdaSyntax { Parameters.Count: 1 } lambda:
                Put(lambda.Parameters[0].Name + " |-> ");
                Expression(lambda.Body);
                break;
            case LambdaSyntax lambda:
                Put($"({string.Join(", ", lambda.Parameters.Select(p => p.Name))}) |-> ");
                Expression(lambda.Body);
                break;
            case OverrideSyntax replaced:
                Head(replaced.Head);
                Put(" = ");
                Expression(replaced.Value);
                break;
            case QuantifiedSyntax quantified:
                Prefix(quantified.Prefix);
                Put(":");
                Space();
                Expression(quantified.Body);
                break;
        }
    }

    private void Chain(ChainSyntax chain)
    {
        var tight = chain.Rank == ChainRank.Product;
        depth += (int)chain.Rank >= (int)ChainRank.Comparison ? 2 : 1;
        Expression(chain.Operands[0]);
        for (var i = 0; i < chain.Operators.Count; i++)
        {
            if (tight)
            {
                Put(chain.Operators[i]);
            }
            else
            {
                Space();
                Put(chain.Operators[i] + " ");
            }

            Expression(chain.Operands[i + 1]);
        }

        depth -= (int)chain.Rank >= (int)ChainRank.Comparison ? 2 : 1;
    }

    private void Call(CallSyntax call)
    {
        Expression(call.Target);
        Bracketed("(", ")", () =>
        {
            Join(call.Leading, Expression);
            if (call.Leading.Count > 0 && call.Binders.Count > 0)
            {
                Put(",");
                Space();
            }

            Join(call.Binders, Binder);
            if (call.Leading.Count + call.Binders.Count > 0)
            {
                Put(":");
                Space();
            }

            Join(call.Arguments, Expression);
            if (call.Given is not null)
            {
                Space();
                Put("given ");
                Expression(call.Given);
            }
        });
    }

    private void Prefix(PrefixSyntax prefix)
    {
        switch (prefix)
        {
            case QuantifierSyntax quantifier:
                Put(quantifier.Words + " ");
                if (quantifier.Binders.IsEmpty)
                {
                    Put("rest");
                }

                Join(quantifier.Binders, Binder);
                break;
            case ProbabilitySyntax probability:
                Put($"with probability {probability.Relation} ");
                Expression(probability.Level);
                Put(" over ");
                if (probability.Draws.IsEmpty)
                {
                    Put("all");
                }

                Join(probability.Draws, Expression);
                if (probability.Given is not null)
                {
                    Space();
                    Put("given ");
                    Expression(probability.Given);
                }

                break;
        }
    }
}
