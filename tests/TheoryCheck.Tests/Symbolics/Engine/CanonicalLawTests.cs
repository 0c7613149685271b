using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Expectations;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Tests.Symbolics.Engine.Words;

namespace TheoryCheck.Tests.Symbolics.Engine;

public sealed class CanonicalLawTests
{
    private static readonly Symbol N = size("n"), S = real("s"), T = real("t"), C = positive("c"), Y = family("y", N), X = vectors("x", N, N), J = index("j", N);

    private static IEnumerable<TestCaseData> Terms()
    {
        foreach (var entry in Corpus.True().Concat(Corpus.False()).Where(e => e.Left.Term.Type.IsScalar))
        {
            yield return new TestCaseData(entry.Left.Term, entry.Facts ?? Facts.None).SetArgDisplayNames(entry.Name + ", left");
            yield return new TestCaseData(entry.Right.Term, entry.Facts ?? Facts.None).SetArgDisplayNames(entry.Name + ", right");
        }

        for (var seed = 1; seed <= 150; seed++)
        {
            var state = (ulong)seed;
            yield return new TestCaseData(Random(ref state, 4, [J]).Term, Facts.None).SetArgDisplayNames($"random {seed}");
        }
    }

    [TestCaseSource(nameof(Terms))]
    public void CanonicalForm_IsIdempotentAlphaInvariantAndKeepsTheValue(Term term, Facts facts)
    {
        var form = IndexForm.Of(term);
        var canonical = Canonical.Trace(form, facts);
        var again = Canonical.Normalize(canonical.Value, facts);
        Assert.That(again, Is.EqualTo(canonical.Value), $"idempotent: {Show(canonical.Value)} and {Show(again)}");
        var renamed = Canonical.Normalize(Renamed(form), facts);
        Assert.That(renamed, Is.EqualTo(canonical.Value), $"alpha-invariant: {Show(canonical.Value)} and {Show(renamed)}");
        Assert.That(Agrees(form, canonical.Value, facts), Is.True, "value");
    }

    [Test]
    public void Agreement_OfDifferentTerms_IsDenied() =>
        Assert.That(Agrees(((F)S * T).Term, ((F)S + T).Term, Facts.None), Is.False);

    private static string Show(Term term) => TheoryCheck.Symbolics.Typesetting.Typeset.TextOf(term);

    private static Term Renamed(Term term)
    {
        var children = term.Children.Map(Renamed);
        var made = children == term.Children ? term : term.With(children);
        return made is BinderTerm binder && binder.Binders.All(b => b.Symbol.Role == SymbolRole.Bound) ? Substitution.Refresh(binder) : made;
    }

    private static bool Agrees(Term left, Term right, Facts facts)
    {
        for (ulong seed = 1; seed <= 8; seed++)
        {
            var point = new SamplePoint(seed, 3, facts);
            try
            {
                var one = Interval.FromRational(1, 128);
                if (!facts.Formulas.All(f => new Evaluation<Interval>(point, one).Holds(IndexForm.Of(f))))
                {
                    continue;
                }

                var (a, b) = (new Evaluation<Interval>(point, one).Scalar(left), new Evaluation<Interval>(point, one).Scalar(right));
                if (!a.IsUndecided && !b.IsUndecided && !a.Overlaps(b))
                {
                    return false;
                }
            }
            catch (Exception e) when (e is UndefinedException or NotRepresentableException)
            {
                // Expectations and points outside the domain have no value here.
            }
        }

        return true;
    }

    private static int Next(ref ulong state, int count)
    {
        state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((state >> 33) % (ulong)count);
    }

    private static F Random(ref ulong state, int depth, F[] indices)
    {
        var index = indices[Next(ref state, indices.Length)];
        if (depth == 0)
        {
            return Next(ref state, 6) switch { 0 => S, 1 => T, 2 => C, 3 => ((F)Y)[index], 4 => ((F)X)[index, indices[Next(ref state, indices.Length)]], _ => Next(ref state, 5) - 2 };
        }

        var a = Random(ref state, depth - 1, indices);
        switch (Next(ref state, 11))
        {
            case 0:
                return a + Random(ref state, depth - 1, indices);
            case 1:
                return a * Random(ref state, depth - 1, indices);
            case 2:
                return a - Random(ref state, depth - 1, indices);
            case 3:
                return relu(a);
            case 4:
                return abs(a);
            case 5:
                return step(a);
            case 6:
                return a ^ 2;
            case 7:
                return a * delta(index, indices[Next(ref state, indices.Length)]);
            case 8:
                return max(a, Random(ref state, depth - 1, indices));
            case 9:
                return sign(a);
            default:
                var inner = state;
                var sum = Words.sum(N, i => Random(ref inner, depth - 1, [.. indices, i]));
                state = inner;
                return sum;
        }
    }
}
