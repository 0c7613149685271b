using TheoryCheck.Tests.Cli;

namespace TheoryCheck.Tests.Robustness;

/// <summary>Ten small specs, one for each way of judging, and runs of them through the command line.</summary>
internal static class SmallSuite
{
    private static readonly (string Name, string Text)[] Specs =
    [
        ("identity", "given n in 1.., y[i<n] in reals\nclaim square: derive (sum(i<n: y[i]))^2 == sum(i<n, j<n: y[i]*y[j])\nclaim wrong: derive (sum(i<n: y[i]))^2 == sum(i<n: y[i]^2)\n"),
        ("frequency", "x[i<20] ~ uniform(0, 1)\nclaim mean: with probability >= 9/10 over x: abs(mean(i<20: x[i]) - 1/2) <= 1/5\nclaim low: with probability >= 9/10 over x: mean(i<20: x[i]) <= 1/2\n"),
        ("normal", "sweep d in {2, 8}\nx ~ normal(d)\nclaim norm: with probability >= 19/20 over x: norm(x)^2 <= 3*d + 10\nclaim direction: with probability >= 3/4 over x: abs(x[0]) <= norm(x)\n"),
        ("eigen", "given n in {2}, x[i<n] in sphere(2)\nG = matrix(i<n, j<n: dot(x[i], x[j])^2)\nclaim psd: eigmin(G) >= 0\nclaim top: eigmax(G) <= n - 1/100\ncheck psd:\n  instances = 30\n"),
        ("descent", "given c in (1/10, 1), w in [-1, 1]\nevolve k:\n  start v = w\n  v <- v - c*v\nclaim shrinks: for all k: abs(v@k) <= (1 - c)^k*abs(w)\nclaim fast: for all k: abs(v@k) <= (1 - c)^(2*k)*abs(w)\ncheck shrinks:\n  horizon k = 20\n  instances = 30\n"),
        ("means", "x ~ uniform(0, 1)\nclaim third: expect(x: x^2) <= 1/3 + 1/100\nclaim cube: derive expect(x: x^3) == 1/4\nclaim entropy: expect(x: exp(-x^2)) >= 7/10\n"),
        ("flow", "given a in {1/2, 2}\nflow t:\n  start u = a\n  rate u = -u\nclaim decays: for all t: u@t <= 2*a*exp(-t/2)\n"),
        ("search", "given n in 1..2, p[i<n] in reals, q[i<n] in reals\nclaim schwarz: dot(p, q)^2 <= dot(p, p)*dot(q, q)\nclaim false: dot(p, q)^2 <= dot(p, p)\ncheck schwarz:\n  instances = 30\n"),
        ("walk", "s[i<50] ~ rademacher\nclaim bound: with probability >= 9/10 over s: abs(sum(i<50: s[i])) <= 18\nclaim tight: with probability >= 9/10 over s: abs(sum(i<50: s[i])) <= 5\n"),
        ("network", "given y in {1/2, 1}\nw[r<16] ~ normal(2)\nclaim output: with probability >= 9/10 over w: 1/4*sum(r<16: relu(w[r][0])*y) <= 5\n"),
    ];

    /// <summary>Writes them into a scratch folder, below <c>specs</c>.</summary>
    public static void Write(Scratch scratch)
    {
        Directory.CreateDirectory(Path.Combine(scratch.Path, "specs"));
        foreach (var (name, text) in Specs)
        {
            scratch.Write($"specs/{name}.theory", text);
        }
    }

    /// <summary>The bytes of the results of a run to an output folder.</summary>
    public static byte[] Results(Scratch scratch, string output) => File.ReadAllBytes(Path.Combine(scratch.Path, output, "results.json"));
}
