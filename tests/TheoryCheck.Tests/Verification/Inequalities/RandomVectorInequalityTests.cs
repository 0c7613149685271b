using System.Globalization;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging.Arguments;

namespace TheoryCheck.Tests.Verification.Inequalities;

/// <summary>
/// Inequalities between random polynomials in norms, inner products, forms and eigenvalues of semidefinite matrices, sums, powers with an integer in the exponent, functions and numbers, some under a condition: what is proved holds in doubles for
/// hundreds of vectors of lengths 1 to 3.
/// </summary>
public sealed class RandomVectorInequalityTests
{
    [Test]
    public void Proof_OfARandomInequality_HoldsForEveryVector() => Assert.That(Run(first: 40, count: 26), Is.GreaterThan(2), "the test would say nothing");

    [Test]
    [Explicit("Twenty thousand inequalities: hours. dotnet test --filter FullyQualifiedName~RandomVectorInequalityTests.Proofs_OfTwentyThousand")]
    public void Proofs_OfTwentyThousand_HoldForEveryVector() => Assert.That(Run(first: 1000, count: 20000), Is.GreaterThan(1000));

    private static int Run(int first, int count)
    {
        var proved = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            if (seed > first && seed % 500 == 0)
            {
                TestContext.Progress.WriteLine($"{seed - first} of {count}, {proved} proved");
            }

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
                    Assert.That(double.IsFinite(b - a) ? b - a : 0, Is.GreaterThanOrEqualTo(-1e-9 * (1 + left.Size(place) + right.Size(place))), $"seed {seed}: {text} at {place}");
                }
            }
        }

        return proved;
    }

    private static bool IsProved(string text)
    {
        var body = SpecRun.Read($"given d in 1.., u in vector(d), v in vector(d), w in vector(d), a > 0, b >= 0, s in reals, p in [0, 1], A in psd(d), n in 1.., x[i<n] in vector(d), y[i<n] in reals, q[i<n] in [0, 1], k in 0.., l in 1..\nclaim c: for all rest: {text}").Spec!.Claims[0].Closed;
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
            x => parts.Sum(p => p.Coefficient * p.Part.Value(x)))
            {
                Size = x => parts.Sum(p => Math.Abs(p.Coefficient) * p.Part.Size(x)),
            };
    }

    private static Expression Product(Random random)
    {
        var (one, other) = (Factor(random), random.Next(3) == 0 ? Factor(random) : new("1", static _ => 1));
        return new($"{one.Text}*{other.Text}", x => one.Value(x) * other.Value(x)) { Size = x => one.Size(x) * other.Size(x) };
    }

    private static Expression Factor(Random random)
    {
        var (first, second) = (Vector(random), Vector(random));
        return random.Next(28) switch
        {
            0 or 1 => new($"dot({first.Text}, {second.Text})", x => Dot(first.Value(x), second.Value(x))),
            2 or 3 => new($"norm({first.Text})^2", x => Dot(first.Value(x), first.Value(x))),
            4 or 5 => new($"norm({first.Text})", x => Math.Sqrt(Dot(first.Value(x), first.Value(x)))),
            6 => new("a", static x => x.A),
            7 => new("b", static x => x.B),
            8 => new("s", static x => x.S),
            9 => new("p", static x => x.P),
            10 => new("abs(s)", static x => Math.Abs(x.S)),
            11 => new("n", static x => x.Y.Length),
            12 or 13 => new($"quadratic(A, {first.Text})", x => Form(x, first.Value(x), first.Value(x))),
            14 => new($"dot({first.Text}, matmul(A, {second.Text}))", x => Form(x, first.Value(x), second.Value(x))),
            15 => new($"sum(i<n: q[i]*dot(x[i], {first.Text})^2)", x => Enumerable.Range(0, x.Y.Length).Sum(i => x.Q[i] * Math.Pow(Dot(x.X[i], first.Value(x)), 2))),
            16 => new($"sum(i<n: y[i]*dot(x[i], {first.Text}))", x => Enumerable.Range(0, x.Y.Length).Sum(i => x.Y[i] * Dot(x.X[i], first.Value(x)))),
            17 => new("sum(i<n: q[i]*y[i]^2)", static x => Enumerable.Range(0, x.Y.Length).Sum(i => x.Q[i] * x.Y[i] * x.Y[i])),
            18 => new("k", static x => x.K),
            19 or 20 => Power(random),
            21 => Exponential(random),
            22 => new("eigmin(A)", static x => x.Eigenvalues.Least) { Size = static x => x.Eigenvalues.Greatest },
            23 => new("eigmax(A)", static x => x.Eigenvalues.Greatest),
            24 => new($"norm(matmul(A, {first.Text}))", x => Math.Sqrt(Dot(Image(x, first.Value(x)), Image(x, first.Value(x))))),
            25 => new($"norm({first.Text} - p*matmul(A, {first.Text}))^2", x => first.Value(x).Zip(Image(x, first.Value(x)), (u, i) => u - (x.P * i)).Sum(static e => e * e)),
            26 => Function(random),
            _ => new("sqrt(a)", static x => Math.Sqrt(x.A)),
        };
    }

    private static Expression Power(Random random)
    {
        var (root, power) = (Root(random), Exponent(random));
        return new($"{root.Text}^({power.Text})", x => Math.Pow(root.Value(x), power.Value(x)));
    }

    private static Expression Exponential(Random random)
    {
        var (rate, power) = (Root(random), Exponent(random));
        var sign = random.Next(3) == 0 ? 1 : -1;
        return new($"exp({sign}*{rate.Text}*({power.Text}))", x => Math.Exp(sign * rate.Value(x) * power.Value(x)));
    }

    private static Expression Root(Random random) => random.Next(9) switch
    {
        0 => new("p", static x => x.P),
        1 or 2 => new("(1 - p)", static x => 1 - x.P),
        3 => new("(1 + a)", static x => 1 + x.A),
        4 => new("s", static x => x.S),
        5 => new("(1/2)", static _ => 0.5),
        6 => new("(1 - 2*p)", static x => 1 - (2 * x.P)),
        7 => new("(1 + b*p)", static x => 1 + (x.B * x.P)),
        _ => new("a", static x => x.A),
    };

    private static Expression Exponent(Random random) => random.Next(6) switch
    {
        0 or 1 => new("k", static x => x.K),
        2 => new("k + 1", static x => x.K + 1),
        3 => new("2*k", static x => 2 * x.K),
        4 => new("l - 1", static x => x.L - 1),
        _ => new("l", static x => x.L),
    };

    private static Expression Function(Random random)
    {
        var inner = random.Next(5) switch
        {
            0 => new("s", static x => x.S),
            1 => new("(s - b)", static x => x.S - x.B),
            2 => new("b", static x => x.B),
            3 => new("(-b)", static x => -x.B),
            _ => new Expression("s^2", static x => x.S * x.S),
        };
        var (name, function) = random.Next(7) switch
        {
            0 => ("exp", Math.Exp),
            1 => ("tanh", Math.Tanh),
            2 => ("sigmoid", static z => 1 / (1 + Math.Exp(-z))),
            3 => ("relu", static z => Math.Max(0, z)),
            4 => ("softplus", static z => z > 30 ? z : Math.Log(1 + Math.Exp(z))),
            5 => ("sin", Math.Sin),
            _ => ("cos", (Func<double, double>)Math.Cos),
        };
        return new($"{name}({inner.Text})", x => function(inner.Value(x)));
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

    private static double[] Image(Place x, double[] vector) => [.. Enumerable.Range(0, vector.Length).Select(i => x.Factor.Sum(column => column[i] * Dot(column, vector)))];

    private static double Dot(double[] left, double[] right) => left.Zip(right, static (a, b) => a * b).Sum();

    // The size is that of the greatest intermediate values, to which an error of rounding is proportional.
    private sealed record Expression(string Text, Func<Place, double> Value)
    {
        public Func<Place, double> Size { get; init; } = x => Math.Abs(Value(x));
    }

    private sealed record Place(double[] U, double[] V, double[] W, double A, double B, double S, double P, double[][] Factor, double[][] X, double[] Y, double[] Q, int K, int L)
    {
        // Of A by closed forms: for three rows q + 2r cos(φ + 2πj/3) (Smith 1961).
        public (double Least, double Greatest) Eigenvalues => eigenvalues ??= Extremes();

        private (double Least, double Greatest)? eigenvalues;

        public static Place At(Random random)
        {
            var length = 1 + random.Next(3);
            double Number() => random.Next(4) switch { 0 => random.Next(3) - 1, 1 => (2 * random.NextDouble()) - 1, 2 => random.Next(9) - 4, _ => Math.ScaleB(random.NextDouble() - 0.5, random.Next(12) - 4) };
            double[] Vector() => [.. Enumerable.Range(0, length).Select(_ => Number())];
            double Share() => random.Next(3) == 0 ? random.Next(2) : random.NextDouble();
            var (u, v, count) = (Vector(), Vector(), 1 + random.Next(3));
            return new(u, random.Next(3) == 0 ? [.. u.Select(e => -2 * e)] : v, Vector(), Math.Max(1e-3, Math.Abs(Number())), Math.Abs(Number()), Number(), Share(), [.. Enumerable.Range(0, 1 + random.Next(length)).Select(_ => Vector())], [.. Enumerable.Range(0, count).Select(_ => Vector())], [.. Enumerable.Range(0, count).Select(_ => Number())], [.. Enumerable.Range(0, count).Select(_ => Share())], random.Next(4) == 0 ? random.Next(40) : random.Next(5), random.Next(4) == 0 ? 1 + random.Next(40) : 1 + random.Next(4));
        }

        private (double Least, double Greatest) Extremes()
        {
            var size = U.Length;
            double Entry(int i, int j) => Factor.Sum(column => column[i] * column[j]);
            if (size == 1)
            {
                return (Entry(0, 0), Entry(0, 0));
            }

            if (size == 2)
            {
                var (mean, half) = ((Entry(0, 0) + Entry(1, 1)) / 2, Math.Sqrt(Math.Pow((Entry(0, 0) - Entry(1, 1)) / 2, 2) + Math.Pow(Entry(0, 1), 2)));
                return (mean - half, mean + half);
            }

            var center = (Entry(0, 0) + Entry(1, 1) + Entry(2, 2)) / 3;
            double Shifted(int i, int j) => Entry(i, j) - (i == j ? center : 0);
            var radius = Math.Sqrt(Enumerable.Range(0, 9).Sum(e => Math.Pow(Shifted(e / 3, e % 3), 2)) / 6);
            if (radius == 0)
            {
                return (center, center);
            }

            var determinant = (Shifted(0, 0) * ((Shifted(1, 1) * Shifted(2, 2)) - (Shifted(1, 2) * Shifted(1, 2)))) - (Shifted(0, 1) * ((Shifted(0, 1) * Shifted(2, 2)) - (Shifted(1, 2) * Shifted(0, 2))))
                + (Shifted(0, 2) * ((Shifted(0, 1) * Shifted(1, 2)) - (Shifted(1, 1) * Shifted(0, 2))));
            var angle = Math.Acos(Math.Clamp(determinant / (2 * Math.Pow(radius, 3)), -1, 1)) / 3;
            return (center + (2 * radius * Math.Cos(angle + (2 * Math.PI / 3))), center + (2 * radius * Math.Cos(angle)));
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"u = [{string.Join(", ", U)}], v = [{string.Join(", ", V)}], w = [{string.Join(", ", W)}], a = {A}, b = {B}, s = {S}, p = {P}, A = FF' with F' = {Rows(Factor)}, x = {Rows(X)}, y = [{string.Join(", ", Y)}], q = [{string.Join(", ", Q)}], k = {K}, l = {L}");

        private static string Rows(double[][] rows) => $"[{string.Join("; ", rows.Select(static r => string.Join(", ", r.Select(static e => e.ToString(CultureInfo.InvariantCulture)))))}]";
    }
}
