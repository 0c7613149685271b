using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Letters;

namespace TheoryCheck.Verification.Judging.Inequalities.Polynomials;

/// <summary>Asks the rules one after the other, each of which asks for polynomials in fewer letters, until the signs of all products are known.</summary>
/// <param name="reading">The letters.</param>
/// <param name="first">The question that all others come from: roots of numbers in it stand for these numbers, r² in place of t.</param>
internal sealed class PolynomialSigns(LetterReading reading, SignQuestion first)
{
    private const int MostTerms = 120;

    // Rules square what they isolate: a proof with longer coefficients is none that ends.
    private const int MostBits = 1 << 14;

    // Short proofs are looked for first, and with little work.
    private static readonly ImmutableArray<(int Depth, int Questions)> Rounds = [(3, 60), (7, 160)];

    private static readonly ImmutableArray<SignRule> Rules = [.. Catalogue<SignRule>.Members.OrderBy(static r => r.Order).ThenBy(static r => r.GetType().Name, StringComparer.Ordinal)];
    private readonly Dictionary<(LetterPolynomial Polynomial, bool IsStrict, ImmutableArray<KnownSign> Known), bool> answered = [];
    private readonly ImmutableArray<(Letter Number, Letter Root)> roots =
        [.. first.Known.Select(static k => k.Polynomial).Prepend(first.Polynomial).SelectMany(static p => p.Letters).Distinct().Select(static r => (RootedNumber(r)!, r)).Where(static p => p.Item1 is not null)];

    private readonly Dictionary<(ImmutableArray<KnownSign> Known, string Letters), CombinationParts> products = [];

    private LetterSamples? samples;
    private int depth;
    private (int Depth, int Questions) left;

    /// <summary>How deep the question stands that is asked now.</summary>
    public int Depth => depth;

    /// <summary>Whether the first question is answered with yes; false says nothing.</summary>
    /// <param name="isShort">Whether only a short proof is looked for.</param>
    public bool Show(bool isShort = false)
    {
        var question = new SignQuestion(InRoots(first.Polynomial), first.IsStrict, [.. first.Known.Select(k => k with { Polynomial = InRoots(k.Polynomial) })]);
        samples = new LetterSamples(question);
        foreach (var round in Rounds.Take(isShort ? 1 : Rounds.Length))
        {
            left = round;
            answered.Clear();
            if (Show(question))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The inner product of two vectors.</summary>
    public LetterPolynomial? Inner(SummedVector one, SummedVector other) => reading.Inner(one, other) is { } inner ? InRoots(inner) : null;

    /// <summary>The length of a vector.</summary>
    public LetterPolynomial? Norm(SummedVector vector) => reading.Norm(vector) is { } norm ? InRoots(norm) : null;

    /// <summary>What is made once of what is known, in certain letters, for all questions that know just that.</summary>
    public CombinationParts Products(SignQuestion question, IEnumerable<Letter> letters, Func<CombinationParts> make)
    {
        var key = (question.Known, string.Join(' ', letters.Select(static l => l.Order)));
        return products.TryGetValue(key, out var known) ? known : products[key] = make();
    }

    /// <summary>The same of one of finitely many cases, in which less is open than before, so that it may go as deep as the first question.</summary>
    public bool ShowCase(SignQuestion question)
    {
        var outer = depth;
        depth = 0;
        var answer = Show(question);
        depth = outer;
        return answer;
    }

    /// <summary>Whether the polynomial is shown not to be negative, or positive; false says nothing.</summary>
    public bool Show(SignQuestion question)
    {
        question = question with { Polynomial = WithoutSquares(question.Polynomial) };
        if (SumOfSigns(question) is { } known)
        {
            return known;
        }

        var key = (question.Polynomial, question.IsStrict, question.Known);
        if (answered.TryGetValue(key, out var answer))
        {
            return answer;
        }

        if (depth >= left.Depth || question.Polynomial.Count > MostTerms || question.Polynomial.Bits > MostBits || samples?.Deny(question) == true || --left.Questions < 0)
        {
            return false;
        }

        // A question that comes back inside its own proof is not answered by it.
        answered[key] = false;
        depth++;
        answer = Rules.Any(rule => rule.Shows(question, this));
        depth--;
        return answered[key] = answer;
    }

    /// <summary>The polynomial with what roots are of in place of their squares.</summary>
    public LetterPolynomial WithoutSquares(LetterPolynomial polynomial)
    {
        foreach (var letter in polynomial.Letters.Where(l => l.Square is not null && !roots.Any(r => r.Root == l) && polynomial.Terms.Any(t => t.Key[l] > 1)))
        {
            polynomial = polynomial.In(letter).Select((c, power) => c * letter.Square!.Power(power / 2) * LetterPolynomial.Of(letter, power % 2)).Aggregate(static (sum, part) => sum + part);
        }

        return polynomial;
    }

    private LetterPolynomial InRoots(LetterPolynomial polynomial) => roots.Aggregate(polynomial, static (p, r) => p.At(r.Number, LetterPolynomial.Of(r.Root, 2)));

    // The number that a letter is the root of, where it is one letter and no inner product.
    private static Letter? RootedNumber(Letter root) =>
        root.Square?.Letters.ToList() is [{ Vectors: null } number] && root.Square.Equals(LetterPolynomial.Of(number)) ? number : null;

    // Yes where all products are of one sign, no where it is a negative number.
    private static bool? SumOfSigns(SignQuestion question)
    {
        if (question.Polynomial.Constant is { } number)
        {
            return question.IsStrict ? number.Sign > 0 : number.Sign >= 0;
        }

        var isNonnegative = question.Polynomial.Terms.All(static t => t.Value.Sign > 0 && t.Key.Powers.All(static p => p.Exponent % 2 == 0 || p.Letter.IsNonnegative));
        return isNonnegative && (!question.IsStrict || question.Polynomial.Terms.Any(static t => t.Key.Powers.All(static p => p.Letter.IsPositive))) ? true : null;
    }
}
