using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>
/// Two terms side by side with the smallest sub-terms marked in which they differ. Symbols count as equal when their names are, so that terms
/// of two specs can be compared.
/// </summary>
/// <param name="Old">The older term; what it alone has is marked <see cref="Emphasis.Removed"/>.</param>
/// <param name="New">The newer term; what it alone has is marked <see cref="Emphasis.Added"/>.</param>
/// <param name="IsEmpty">Whether the terms read the same.</param>
public sealed record Difference(Typeset Old, Typeset New, bool IsEmpty)
{
    /// <summary>Marks where two terms differ.</summary>
    public static Difference Mark(Term old, Term @new)
    {
        var marks = new Dictionary<Symbol, Layout.MarkedTerm>();
        (old, @new) = (Presentation.Of(old), Presentation.Of(@new));
        var (left, right) = Align(old, @new, marks);
        return new Difference(
            new Typeset(Layout.Of(left, marks), ClaimText.Of(old)),
            new Typeset(Layout.Of(right, marks), ClaimText.Of(@new)),
            marks.Count == 0);
    }

    private static (Term Old, Term New) Align(Term old, Term @new, Dictionary<Symbol, Layout.MarkedTerm> marks)
    {
        if (ClaimText.Of(old) == ClaimText.Of(@new))
        {
            return (old, @new);
        }

        if (old.Children.Count == 0 || @new.Children.Count == 0 || TermHead.Of(old) != TermHead.Of(@new))
        {
            return (Marked(old, Emphasis.Removed, marks), Marked(@new, Emphasis.Added, marks));
        }

        if (old.Children.Count == @new.Children.Count && !IsList(old))
        {
            var pairs = old.Children.Zip(@new.Children, (a, b) => Align(a, b, marks)).ToList();
            return (old.With(pairs.Select(p => p.Old).ToSequence()), @new.With(pairs.Select(p => p.New).ToSequence()));
        }

        return IsList(old)
            ? AlignLists(old, @new, marks)
            : (Marked(old, Emphasis.Removed, marks), Marked(@new, Emphasis.Added, marks));
    }

    /// <summary>Whether operands may come and go: sums, products, conjunctions, disjunctions, sets.</summary>
    private static bool IsList(Term term) => term is
        Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Multiply }
        or Connective { Kind: ConnectiveKind.And or ConnectiveKind.Or }
        or Collection;

    /// <summary>Keeps a longest common subsequence of operands; what lies between is aligned one to one where as many went as came.</summary>
    private static (Term Old, Term New) AlignLists(Term old, Term @new, Dictionary<Symbol, Layout.MarkedTerm> marks)
    {
        var (a, b) = (old.Children.Map(ClaimText.Of), @new.Children.Map(ClaimText.Of));
        var length = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                length[i, j] = a[i] == b[j] ? 1 + length[i + 1, j + 1] : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        var (left, right) = (new List<Term>(), new List<Term>());
        var (gone, came) = (new List<Term>(), new List<Term>());
        var (at, to) = (0, 0);
        while (at < a.Count || to < b.Count)
        {
            if (at < a.Count && to < b.Count && a[at] == b[to])
            {
                Flush();
                left.Add(old.Children[at++]);
                right.Add(@new.Children[to++]);
            }
            else if (to >= b.Count || (at < a.Count && length[at + 1, to] >= length[at, to + 1]))
            {
                gone.Add(old.Children[at++]);
            }
            else
            {
                came.Add(@new.Children[to++]);
            }
        }

        Flush();
        return (old.With(left.ToSequence()), @new.With(right.ToSequence()));

        void Flush()
        {
            if (gone.Count == came.Count)
            {
                foreach (var (before, after) in gone.Zip(came))
                {
                    var pair = Align(before, after, marks);
                    left.Add(pair.Old);
                    right.Add(pair.New);
                }
            }
            else
            {
                left.AddRange(gone.Select(term => Marked(term, Emphasis.Removed, marks)));
                right.AddRange(came.Select(term => Marked(term, Emphasis.Added, marks)));
            }

            gone.Clear();
            came.Clear();
        }
    }

    /// <summary>A placeholder that the layout replaces by the marked term.</summary>
    private static Reference Marked(Term term, Emphasis emphasis, Dictionary<Symbol, Layout.MarkedTerm> marks)
    {
        var placeholder = new Symbol("·", SymbolRole.Bound, default) { Type = term.Type };
        marks.Add(placeholder, new Layout.MarkedTerm(term, emphasis));
        return new Reference(placeholder);
    }
}
