using System.Globalization;
using System.Text.Json.Nodes;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Rigor;

namespace TheoryCheck.Benchmarks;

/// <summary>What the separate checker takes for a certificate of each kind: reading the spec, rebuilding the statement, checking.</summary>
internal sealed class CertificatesComparison : Comparison
{
    /// <inheritdoc/>
    public override string Name => "certificates";

    /// <inheritdoc/>
    public override bool Run() =>
        Check("instance", "1,000 points", "sweep N in 1..1000\nclaim c: for all N: sqrt(N) < N + 1/2", new JsonObject { ["steps"] = new JsonArray(), ["optima"] = new JsonArray() })
        & Check("counterexample", "a vector of 100", "given v in vector(100)\nclaim c: for all v: norm(v) < 9", new JsonObject { ["steps"] = Steps([("v", List(Enumerable.Repeat(Rational.One, 100)))]), ["optima"] = new JsonArray() })
        & Check("counterexample", "step 200", "evolve k:\n  start w = 1/3\n  w <- w/2 + 1\nclaim c: for all k: w@k > 2", new JsonObject { ["steps"] = Steps([("k", (JsonNode)"200")]), ["optima"] = new JsonArray() })
        & Check("counterexample", "a gradient of 100", "given w[i<100] in reals\nL = sum(i<100: relu(w[i])^2)\nclaim c: for all w: norm(grad(L, w)) == 0", new JsonObject { ["steps"] = Steps([("w", List(Enumerable.Repeat(Rational.One, 100)))]), ["optima"] = new JsonArray() })
        & Check("counterexample", "an order", "given a in reals\nclaim c: for all a: exp(a*h) - 1 - a*h in o(h^2) as h -> 0", new JsonObject { ["steps"] = Steps([("a", (JsonNode)"3/4")]), ["optima"] = new JsonArray() })
        & Check("identity", "6 values, degree 4", "given n in 1.., a[i<n] in reals, b[i<n] in reals\nclaim c: for all n, a, b: derive (sum(i<n: a[i]*b[i]))^2 + sum(i<n, j<n where j < i: (a[i]*b[j] - a[j]*b[i])^2) == dot(a, a)*dot(b, b)",
            new JsonObject { ["instance"] = Steps([("n", (JsonNode)"3")]) })
        & Minimum(4)
        & Minimum(12)
        & Check("sequential_test", "10,000 trials", "w ~ normal(0, 1)\nclaim c: with probability >= 9/10 over w: w <= 2", Tests(9700, 300))
        & Check("kernel_vector", "n = 100", Matrix(100, "(i + 1)*(j + 1)"), new JsonObject { ["instance"] = new JsonArray(), ["matrix"] = "K", ["vector"] = List(Enumerable.Range(0, 100).Select(i => (Rational)(i == 0 ? 2 : i == 1 ? -1 : 0))) })
        & Definite("positive_definite", 30)
        & Definite("positive_definite", 100)
        & Definite("eigenvalue_enclosure", 100)
        & Program("lp_optimum", 50)
        & Program("unique_lp_optimum", 50)
        & Supremum(100, 2)
        & Supremum(50, 3)
        & Measure("measure_optimum", ["lower", "upper"], ["18", "19"])
        & Measure("sparse_optimum", ["within"], ["1/1000000"]);

    // K[i,j] = 1/2^|i - j| + 1/10 on the diagonal: its least eigenvalue is above 1/3.
    private static bool Definite(string kind, int n)
    {
        var body = new JsonObject { ["instance"] = new JsonArray(), ["matrix"] = "K", [kind == "positive_definite" ? "margin" : "lower"] = "1/3" };
        if (kind == "eigenvalue_enclosure")
        {
            body["upper"] = "1/2";
        }

        return Check(kind, $"n = {n}", Matrix(n, "1/2^abs(i - j) + if(i == j, 1/10, 0)"), body);
    }

    // |u uT - 4 e eT|^2 has a minimum at 2 e, where e is the first axis.
    private static bool Minimum(int n) => Check("local_minimum", $"n = {n}", string.Create(CultureInfo.InvariantCulture,
        $"f(u in vector({n})) = sum(i<{n}, j<{n}: (u[i]*u[j] - if(i + j == 0, 4, 0))^2)\nclaim c: 1 == 1"), new JsonObject
        {
            ["instance"] = new JsonArray(), ["function"] = "f", ["modulus"] = "4",
            ["points"] = new JsonArray(new JsonObject { ["near"] = List(Enumerable.Range(0, n).Select(i => (Rational)(i == 0 ? 2 : 0))), ["within"] = "1/1024" }),
        });

    private static bool Program(string kind, int n) => Check(kind, $"{n} rows and columns", string.Create(CultureInfo.InvariantCulture,
        $"n = {n}\ncost[i<n] = 1\nA[i<n, j<n] = if(i == j, 2, if(j < i, 1/(i + 2), 0))\nbound[i<n] = i + 1\nclaim c: 1 == 1"), Solved(n));

    // A is lower triangular: forward substitution for the primal point, backward for the dual one.
    private static JsonObject Solved(int n)
    {
        var (primal, dual) = (new Rational[n], new Rational[n]);
        for (var i = 0; i < n; i++)
        {
            primal[i] = (i + 1 - (primal.Take(i).Aggregate(Rational.Zero, (a, b) => a + b) / (i + 2))) / 2;
        }

        for (var j = n - 1; j >= 0; j--)
        {
            dual[j] = (Rational.One - Enumerable.Range(j + 1, n - 1 - j).Aggregate(Rational.Zero, (sum, i) => sum + (dual[i] / (i + 2)))) / 2;
        }

        return new JsonObject
        {
            ["instance"] = new JsonArray(), ["cost"] = "cost", ["matrix"] = "A", ["bound"] = "bound", ["primal"] = List(primal), ["dual"] = List(dual),
            ["value"] = Text(primal.Aggregate(Rational.Zero, (a, b) => a + b)),
        };
    }

    // The supremum of the sum of p relu(x.theta) is the length of its gradient in the best cell.
    private static bool Supremum(int n, int d)
    {
        var instance = new Instance(new(n, d, n));
        Rational Coarse(double value) => new((long)Math.Round(value * 64), 64);
        var x = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, d).Select(k => Coarse(instance.X[(i * d) + k])).ToArray()).ToArray();
        var p = Enumerable.Range(0, n).Select(i => Coarse(Math.Abs(instance.A[i % instance.A.Length]) + 1)).ToArray();
        Rational Dot(Rational[] a, Rational[] b) => a.Zip(b, (u, v) => u * v).Aggregate(Rational.Zero, (s, t) => s + t);
        var (points, weights) = (x.Select(r => r.Select(v => v.ToDouble()).ToArray()).ToArray(), p.Select(v => v.ToDouble()).ToArray());
        int[] Active(double[] theta) => [.. Enumerable.Range(0, n).Where(i => points[i].Zip(theta, (u, t) => u * t).Sum() > 0)];
        double[] Gradient(int[] cell) => [.. Enumerable.Range(0, d).Select(k => cell.Sum(i => weights[i] * points[i][k]))];
        var random = new Random(1);
        var (top, cell) = (0.0, Array.Empty<int>());
        for (var start = 0; start < 5000; start++)
        {
            // Climbs cell by cell: the best point of a cell is its gradient's direction, if that lies in it.
            var here = Active([.. Enumerable.Range(0, d).Select(_ => random.NextDouble() - 0.5)]);
            for (var step = 0; step < 50; step++)
            {
                var gradient = Gradient(here);
                var next = Active(gradient);
                if (next.SequenceEqual(here))
                {
                    var value = gradient.Sum(g => g * g);
                    (top, cell) = value > top ? (value, here) : (top, cell);
                    break;
                }

                here = next;
            }
        }

        var best = Enumerable.Range(0, d).Select(k => cell.Aggregate(Rational.Zero, (s, i) => s + (p[i] * x[i][k]))).ToArray();
        var (low, text) = (new Rational((long)Math.Floor(Math.Sqrt(Dot(best, best).ToDouble()) * 1e6), 1_000_000), $"x = [{string.Join(", ", x.Select(r => $"[{string.Join(", ", r)}]"))}]\np = [{string.Join(", ", p)}]");
        return Check("sphere_supremum", $"n = {n}, d = {d}", string.Create(CultureInfo.InvariantCulture, $"{text}\nclaim c: sup(t in sphere({d}): sum(i<{n}: p[i]*relu(dot(t, x[i])))) > 0"), new JsonObject
        {
            ["instance"] = new JsonArray(), ["problem"] = "0", ["lower"] = Text(low), ["upper"] = Text(low + new Rational(1, 500_000)),
        });
    }

    // One atom at (3/5, 4/5), where the residuals are (3, 4).
    private static bool Measure(string kind, string[] keys, string[] values)
    {
        var body = JsonNode.Parse("""{"instance": [], "problem": "0", "atoms": [{"mass": "5", "direction": ["3", "4"]}]}""")!.AsObject();
        foreach (var (key, value) in keys.Zip(values))
        {
            body[key] = value;
        }

        return Check(kind, "two samples", "x = [[1, 0], [0, 1]]\ny = [6, 8]\nclaim c: singleton(argmin(nu in measures(sphere(2)): 1/4*sum(i<2: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 5/2*tvnorm(nu)))", body);
    }

    private static bool Check(string kind, string size, string text, JsonObject body)
    {
        var source = new SourceText("b.theory", text);
        var certificate = new JsonObject
        {
            ["format"] = CertificateChecker.Format, ["kind"] = kind, ["spec"] = "b.theory", ["sha256"] = CertificateChecker.Hash(text),
            ["meaning"] = SpecReader.Parse(source).Spec?.MeaningHash ?? throw new InvalidOperationException($"the spec of {kind} has errors: {SpecReader.Parse(source).Diagnostics[0].Render()}"),
            ["claim"] = "c", ["bits"] = "128", ["body"] = body,
        }.ToJsonString();
        var answer = CertificateChecker.Check(certificate, source);
        var seconds = Timing.Best(() => CertificateChecker.Check(certificate, source), 3, 0.1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-22} {size,-22} {seconds * 1e3,9:F2} ms   {(answer.Accepted is null ? "rejected: " + answer.Reason : "accepted")}, {certificate.Length / 1024.0:F0} kB"));
        return answer.Accepted is not null;
    }

    private static JsonObject Tests(int successes, int failures) => JsonNode.Parse(string.Create(CultureInfo.InvariantCulture,
        $$"""{"seed": "1", "count": "1", "tests": [{"instance": [], "statement": "0", "decision": "supported", "alpha": "1/1000", "successes": "{{successes}}", "failures": "{{failures}}", "unknowns": "0"}]}"""))!.AsObject();

    private static string Matrix(int n, string entry) => string.Create(CultureInfo.InvariantCulture, $"n = {n}\nK[i<n, j<n] = {entry}\nclaim c: 1 == 1");

    private static JsonArray Steps(IEnumerable<(string Symbol, JsonNode Value)> steps) => new([.. steps.Select(s => (JsonNode)new JsonObject { ["symbol"] = s.Symbol, ["value"] = s.Value })]);

    private static JsonArray List(IEnumerable<Rational> values) => new([.. values.Select(v => (JsonNode)Text(v))]);

    private static string Text(Rational value) => value.ToString();
}
