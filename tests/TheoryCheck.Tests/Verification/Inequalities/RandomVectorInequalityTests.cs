using System.Globalization;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging.Arguments;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>Inequalities between random polynomials in norms, inner products, forms of semidefinite matrices, sums and numbers, some under a condition: what is proved holds in doubles for hundreds of vectors of lengths 1 to 3.</summary>
public sealed class RandomVectorInequalityTests
{
    [Test]
    public void Proof_OfARandomInequality_HoldsForEveryVector() => Assert.That(Run(first: 0, count: 120), Is.GreaterThan(7), "the test would say nothing");

    [Test]
    [Explicit("Twenty thousand inequalities: some minutes. dotnet test --filter FullyQualifiedName~RandomVectorInequalityTests.Proofs_OfTwentyThousand")]
    public void Proofs_OfTwentyThousand_HoldForEveryVector() => Assert.That(Run(first: 1000, count: 20000), Is.GreaterThan(1000));

    private static int Run(int first, int count)
    {
        var proved = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            var random = new Random(seed);
            var (left, right, condition) = (Sum(random), Sum(random), random.Next(2) == 0 ? Sum(random) : null);
            var isStrict = random.Next(4) == 0;
            var text = $"{(condition is null ? "" : $"{condition.Text} <= 0 implies ")}{left.Text} {(isStrict ? "<" : "<=")} {right.Text}";
            if (!IsProved(text))
            {
                continue;
            }

            proved++;
            for (var i = 0; i < 400; i++)
            {
                var place = Place.At(new Random(i));
                if (condition is null || condition.Value(place) <= 0)
                {
                    var (a, b) = (left.Value(place), right.Value(place));
                    Assert.That(b - a, Is.GreaterThanOrEqualTo(-1e-9 * (1 + left.Size(place) + right.Size(place))), $"seed {seed}: {text} at {place}");
                }
            }
        }

        return proved;
    }

    private static bool IsProved(string text)
    {
        var body = SpecRun.Read($"given d in 1.., u in vector(d), v in vector(d), w in vector(d), a > 0, b >= 0, s in reals, p in [0, 1], A in psd(d), n in 1.., x[i<n] in vector(d), y[i<n] in reals, q[i<n] in [0, 1]\nclaim c: for all rest: {text}").Spec!.Claims[0].Closed;
        while (body is Quantified all)
        {
            body = all.Body;
        }

        return new ByInequalities().Prove(body, []) is { Kind: VerdictKind.Proved };
    }

    private static Expression Sum(Random random)
    {
        var parts = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => (Coefficient: random.Next(5) - 2, Part: Product(random))).ToList();
        return new(
            string.Join(" + ", parts.Select(p => $"({p.Coefficient})*{p.Part.Text}")),
            x => parts.Sum(p => p.Coefficient * p.Part.Value(x)),
            x => parts.Sum(p => Math.Abs(p.Coefficient * p.Part.Value(x))));
    }

    private static Expression Product(Random random)
    {
        var (one, other) = (Factor(random), random.Next(3) == 0 ? Factor(random) : new("1", _ => 1, _ => 1));
        return new($"{one.Text}*{other.Text}", x => one.Value(x) * other.Value(x), _ => 0);
    }

    private static Expression Factor(Random random)
    {
        var (first, second) = (Vector(random), Vector(random));
        return random.Next(18) switch
        {
            0 or 1 => new($"dot({first.Text}, {second.Text})", x => Dot(first.Value(x), second.Value(x)), _ => 0),
            2 or 3 => new($"norm({first.Text})^2", x => Dot(first.Value(x), first.Value(x)), _ => 0),
            4 or 5 => new($"norm({first.Text})", x => Math.Sqrt(Dot(first.Value(x), first.Value(x))), _ => 0),
            6 => new("a", static x => x.A, _ => 0),
            7 => new("b", static x => x.B, _ => 0),
            8 => new("s", static x => x.S, _ => 0),
            9 => new("p", static x => x.P, _ => 0),
            10 => new("abs(s)", static x => Math.Abs(x.S), _ => 0),
            11 => new("n", static x => x.Y.Length, _ => 0),
            12 or 13 => new($"quadratic(A, {first.Text})", x => Form(x, first.Value(x), first.Value(x)), _ => 0),
            14 => new($"dot({first.Text}, matmul(A, {second.Text}))", x => Form(x, first.Value(x), second.Value(x)), _ => 0),
            15 => new($"sum(i<n: q[i]*dot(x[i], {first.Text})^2)", x => Enumerable.Range(0, x.Y.Length).Sum(i => x.Q[i] * Math.Pow(Dot(x.X[i], first.Value(x)), 2)), _ => 0),
            16 => new($"sum(i<n: y[i]*dot(x[i], {first.Text}))", x => Enumerable.Range(0, x.Y.Length).Sum(i => x.Y[i] * Dot(x.X[i], first.Value(x))), _ => 0),
            17 => new("sum(i<n: q[i]*y[i]^2)", static x => Enumerable.Range(0, x.Y.Length).Sum(i => x.Q[i] * x.Y[i] * x.Y[i]), _ => 0),
            _ => new("sqrt(a)", static x => Math.Sqrt(x.A), _ => 0),
        };
    }

    private static (string Text, Func<Place, double[]> Value) Vector(Random random) => random.Next(5) switch
    {
        0 => ("u", static x => x.U),
        1 => ("v", static x => x.V),
        2 => ("w", static x => x.W),
        3 => ("(u - v)", static x => [.. x.U.Zip(x.V, static (a, b) => a - b)]),
        _ => ("(u + s*w)", static x => [.. x.U.Zip(x.W, (a, b) => a + (x.S * b))]),
    };

    // ⟨u, v⟩ with A = FF'.
    private static double Form(Place x, double[] left, double[] right) => x.Factor.Sum(column => Dot(column, left) * Dot(column, right));

    private static double Dot(double[] left, double[] right) => left.Zip(right, static (a, b) => a * b).Sum();

    private sealed record Expression(string Text, Func<Place, double> Value, Func<Place, double> Size);

    private sealed record Place(double[] U, double[] V, double[] W, double A, double B, double S, double P, double[][] Factor, double[][] X, double[] Y, double[] Q)
    {
        public static Place At(Random random)
        {
            var length = 1 + random.Next(3);
            double Number() => random.Next(4) switch { 0 => random.Next(3) - 1, 1 => (2 * random.NextDouble()) - 1, 2 => random.Next(9) - 4, _ => Math.ScaleB(random.NextDouble() - 0.5, random.Next(12) - 4) };
            double[] Vector() => [.. Enumerable.Range(0, length).Select(_ => Number())];
            double Share() => random.Next(3) == 0 ? random.Next(2) : random.NextDouble();
            var (u, v, count) = (Vector(), Vector(), 1 + random.Next(3));
            return new(u, random.Next(3) == 0 ? [.. u.Select(e => -2 * e)] : v, Vector(), Math.Max(1e-3, Math.Abs(Number())), Math.Abs(Number()), Number(), Share(), [.. Enumerable.Range(0, 1 + random.Next(length)).Select(_ => Vector())], [.. Enumerable.Range(0, count).Select(_ => Vector())], [.. Enumerable.Range(0, count).Select(_ => Number())], [.. Enumerable.Range(0, count).Select(_ => Share())]);
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"u = [{string.Join(", ", U)}], v = [{string.Join(", ", V)}], w = [{string.Join(", ", W)}], a = {A}, b = {B}, s = {S}, p = {P}, A = FF' with F' = {Rows(Factor)}, x = {Rows(X)}, y = [{string.Join(", ", Y)}], q = [{string.Join(", ", Q)}]");

        private static string Rows(double[][] rows) => $"[{string.Join("; ", rows.Select(static r => string.Join(", ", r.Select(static e => e.ToString(CultureInfo.InvariantCulture)))))}]";
    }
}
