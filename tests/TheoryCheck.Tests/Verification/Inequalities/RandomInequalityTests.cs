using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging.Arguments;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>Inequalities between random functions of one number: what is proved holds in doubles at hundreds of places, at kinks, near the ends of the domain and far out.</summary>
public sealed class RandomInequalityTests
{
    private static readonly (string Domain, double Low, double High)[] Domains =
        [("in reals", double.NegativeInfinity, double.PositiveInfinity), ("> 0", 0, double.PositiveInfinity), (">= 1", 1, double.PositiveInfinity), ("in (0, 1)", 0, 1), ("in [-2, 3]", -2, 3)];

    [Test]
    public void Proof_OfARandomInequality_HoldsAtEveryPlace()
    {
        var proved = Run(first: 0, count: 60);
        Assert.That(proved, Is.GreaterThan(8), "the test would say nothing");
    }

    [Test]
    [Explicit("Twenty thousand inequalities: some minutes. dotnet test --filter FullyQualifiedName~RandomInequalityTests.Proofs_OfTwentyThousand")]
    public void Proofs_OfTwentyThousand_HoldAtEveryPlace() => Assert.That(Run(first: 1000, count: 20000), Is.GreaterThan(2000));

    private static int Run(int first, int count)
    {
        var proved = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            var random = new Draws((ulong)seed);
            var (domain, low, high) = Domains[random.Next(Domains.Length)];
            var (left, right) = (Expression(random, 3), random.Next(3) == 0 ? Number(random.Next(3), 1) : Expression(random, 3));
            var isStrict = random.Next(2) == 0;
            var claim = $"{left.Text} {(isStrict ? ">" : ">=")} {right.Text}";
            if (!IsProved(domain, claim))
            {
                continue;
            }

            proved++;
            foreach (var place in Places(low, high))
            {
                var (a, b) = (left.Value(place), right.Value(place));
                Assert.That(a - b, Is.GreaterThanOrEqualTo(-1e-9 * (1 + Math.Abs(a) + Math.Abs(b))).Or.NaN, $"seed {seed}: s {domain}: {claim} at {place}");
            }
        }

        return proved;
    }

    private static IEnumerable<double> Places(double low, double high)
    {
        double[] sizes = [0, 1e-9, 1e-4, 0.01, 0.1, 0.25, 0.5, 0.7, 0.999, 1, 1.001, 1.3, 1.9, 2, 2.5, 3, 4, 5.7, 8, 12, 15.9, 16.1, 30, 64, 100, 250, 1e3, 1e4, 1e6];
        foreach (var place in sizes.Concat(sizes.Select(static s => -s)).Concat(Enumerable.Range(-60, 121).Select(static k => k / 17.0)).Concat(Enumerable.Range(1, 60).Select(static k => k / 61.0)))
        {
            if ((place > low || (place == low && low is -2 or 1)) && (place < high || (place == high && high is 3)))
            {
                yield return place;
            }
        }
    }

    private static bool IsProved(string domain, string claim)
    {
        var body = SpecRun.Read($"given s {domain}\nclaim c: for all s: {claim}").Spec!.Claims[0].Closed;
        while (body is Quantified all)
        {
            body = all.Body;
        }

        return new ByInequalities().Prove(body, []) is { Kind: VerdictKind.Proved };
    }

    private static Formula Expression(Draws random, int depth)
    {
        if (depth == 0 || random.Next(5) == 0)
        {
            return random.Next(3) switch
            {
                0 => new("s", static s => s),
                1 => Number(random.Next(7) - 3, random.Next(3) + 1),
                _ => new("s^2", static s => s * s),
            };
        }

        var a = Expression(random, depth - 1);
        if (random.Next(2) == 0)
        {
            return random.Next(12) switch
            {
                0 => new($"exp({a.Text})", s => Math.Exp(a.Value(s))),
                1 => new($"log(1 + ({a.Text})^2)", s => Math.Log(1 + (a.Value(s) * a.Value(s)))),
                2 => new($"relu({a.Text})", s => Math.Max(0, a.Value(s))),
                3 => new($"abs({a.Text})", s => Math.Abs(a.Value(s))),
                4 => new($"tanh({a.Text})", s => Math.Tanh(a.Value(s))),
                5 => new($"sigmoid({a.Text})", s => 1 / (1 + Math.Exp(-a.Value(s)))),
                6 => new($"step({a.Text})", s => a.Value(s) >= 0 ? 1 : 0),
                7 => new($"sin({a.Text})", s => Math.Sin(a.Value(s))),
                8 => new($"sqrt(1 + abs({a.Text}))", s => Math.Sqrt(1 + Math.Abs(a.Value(s)))),
                9 => new($"softplus({a.Text})", s => a.Value(s) > 30 ? a.Value(s) : Math.Log(1 + Math.Exp(a.Value(s)))),
                10 => new($"arctan({a.Text})", s => Math.Atan(a.Value(s))),
                _ => new($"(-({a.Text}))", s => -a.Value(s)),
            };
        }

        var b = Expression(random, depth - 1);
        return random.Next(5) switch
        {
            0 => new($"(({a.Text}) + ({b.Text}))", s => a.Value(s) + b.Value(s)),
            1 => new($"(({a.Text}) - ({b.Text}))", s => a.Value(s) - b.Value(s)),
            2 => new($"(({a.Text})*({b.Text}))", s => a.Value(s) * b.Value(s)),
            3 => new($"(({a.Text})/(1 + ({b.Text})^2))", s => a.Value(s) / (1 + (b.Value(s) * b.Value(s)))),
            _ => new($"max({a.Text}, {b.Text})", s => Math.Max(a.Value(s), b.Value(s))),
        };
    }

    private static Formula Number(int numerator, int denominator) => new($"({numerator}/{denominator})", _ => (double)numerator / denominator);

    private sealed record Formula(string Text, Func<double, double> Value);

    private sealed class Draws(ulong seed)
    {
        private ulong state = unchecked((seed * 0x9E3779B97F4A7C15UL) + 0x1234567UL);

        // The high bits of a linear congruential generator.
        public int Next(int below)
        {
            state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
            return (int)((state >> 33) % (ulong)below);
        }
    }
}
