using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.LinearPrograms.Exact;

/// <summary>
/// A proof in the format VIPR 1.0, read and checked by the format's own definition: it shares nothing with what writes such files. Variables are real; every derivation is a linear combination.
/// </summary>
internal sealed class ViprProof
{
    private readonly Queue<string> words;
    private readonly List<Row> rows = [];
    private readonly List<(Rational Value, Rational[] Point)> solutions = [];

    private ViprProof(string text) => words = new(text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The costs, in order of the variables.</summary>
    public Rational[] Costs { get; private set; } = [];

    /// <summary>The constraints that are given, not derived.</summary>
    public IReadOnlyList<Row> Given => [.. rows.Take(given)];

    private int given;

    /// <summary>What is read, and why it proves nothing; null in place of the reason where it is a proof of the ends that it states.</summary>
    public static (ViprProof Proof, string? Refusal) Read(string text)
    {
        var proof = new ViprProof(text);
        return (proof, proof.Check());
    }

    private string? Check()
    {
        Expect("VER");
        Expect("1.0");
        Expect("VAR");
        var variables = Count();
        _ = Enumerable.Range(0, variables).Select(_ => words.Dequeue()).ToList();
        Expect("INT");
        Expect("0");
        Expect("OBJ");
        var isMinimum = words.Dequeue() == "min";
        Costs = Sparse(variables);
        Expect("CON");
        (given, _) = (Count(), Count());
        for (var i = 0; i < given; i++)
        {
            _ = words.Dequeue();
            rows.Add(new(words.Dequeue()[0], Number(), Sparse(variables)));
        }

        Expect("RTP");
        Expect("range");
        var (low, high) = (Number(), Number());
        Expect("SOL");
        for (var left = Count(); left > 0; left--)
        {
            _ = words.Dequeue();
            var point = Sparse(variables);
            if (!rows.TrueForAll(r => r.Holds(Product(r.Terms, point))))
            {
                return "a solution breaks a constraint";
            }

            solutions.Add((Product(Costs, point), point));
        }

        Expect("DER");
        for (var left = Count(); left > 0; left--)
        {
            if (Derivation(variables) is { } wrong)
            {
                return wrong;
            }
        }

        // One end by a point, the other by the last constraint that was derived, on the objective.
        var (reached, bound) = (solutions.Exists(s => isMinimum ? s.Value <= high : s.Value >= low), rows[^1]);
        return words.Count > 0 ? "words behind the end"
            : !reached ? "no solution reaches its end of the range"
            : !bound.Terms.SequenceEqual(Costs) || (isMinimum ? bound.Sense != 'G' || bound.Right < low : bound.Sense != 'L' || bound.Right > high) ? "the last constraint does not bound the objective"
            : null;
    }

    private string? Derivation(int variables)
    {
        _ = words.Dequeue();
        var (sense, right) = (words.Dequeue()[0], Number());
        var terms = words.Peek() == "OBJ" && words.Dequeue() is not null ? Costs : Sparse(variables);
        Expect("{");
        Expect("lin");
        var (sum, least) = (new Rational[variables], Rational.Zero);
        for (var left = Count(); left > 0; left--)
        {
            var (row, factor) = (rows[Count()], Number());
            if (row.Sense != 'E' && factor.Sign * (row.Sense == sense ? 1 : -1) < 0)
            {
                return "a multiplier turns a constraint round";
            }

            least += factor * row.Right;
            sum = [.. sum.Zip(row.Terms, (s, a) => s + (factor * a))];
        }

        Expect("}");
        _ = words.Dequeue();
        rows.Add(new(sense, right, terms));
        return !sum.SequenceEqual(terms) ? "the combination is another constraint" : (sense == 'G' ? least < right : least > right) ? "the combination is weaker" : null;
    }

    private static Rational Product(Rational[] left, Rational[] right) => left.Zip(right, static (a, b) => a * b).Aggregate(Rational.Zero, static (a, b) => a + b);

    private void Expect(string word)
    {
        if (words.Dequeue() is var found && found != word)
        {
            throw new FormatException($"expected {word}, found {found}");
        }
    }

    private int Count() => int.Parse(words.Dequeue(), System.Globalization.CultureInfo.InvariantCulture);

    private Rational Number() => Fraction(words.Dequeue());

    /// <summary>A number p or p/q.</summary>
    public static Rational Fraction(string word) => word.Split('/') is [var top, .. var under] && under.Length <= 1
        ? new(System.Numerics.BigInteger.Parse(top, System.Globalization.CultureInfo.InvariantCulture), under.Length == 0 ? 1 : System.Numerics.BigInteger.Parse(under[0], System.Globalization.CultureInfo.InvariantCulture))
        : throw new FormatException($"{word} is no number");

    private Rational[] Sparse(int variables)
    {
        var dense = new Rational[variables];
        for (var left = Count(); left > 0; left--)
        {
            dense[Count()] = Number();
        }

        return dense;
    }

    /// <summary>One constraint: terms ≥, ≤ or = right.</summary>
    internal sealed record Row(char Sense, Rational Right, Rational[] Terms)
    {
        public bool Holds(Rational value) => Sense switch
        {
            'G' => value >= Right,
            'L' => value <= Right,
            _ => value == Right,
        };
    }
}
