using System.Diagnostics;
using System.Globalization;
using System.Text;
using NUnit.Framework;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Verification.Results;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Verification;

/// <summary>Texts that look like specs, whole and mutilated: nothing may escape but diagnostics and verdicts, and soon.</summary>
[TestFixture]
public sealed class FuzzTests
{
    private const int Read = 20_000;
    private const int Judged = 240;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly HashSet<string> Documented = [.. DiagnosticCatalogue.All.Select(k => k.Id)];

    [Test]
    [Category("Fuzz")]
    public void Reader_OnMutilatedSpecs_AnswersWithDocumentedDiagnostics() => ReadAll(0, Read, 50);

    [Test]
    [Explicit("A million texts: some minutes. dotnet test --filter FullyQualifiedName~FuzzTests.Reader_OnAMillion; FUZZ_FROM moves the seeds")]
    public void Reader_OnAMillionMutilatedSpecs_AnswersWithDocumentedDiagnostics() =>
        ReadAll(int.Parse(Environment.GetEnvironmentVariable("FUZZ_FROM") ?? "20000", CultureInfo.InvariantCulture), 1_000_000, 3600);

    private static void ReadAll(int from, int texts, double seconds)
    {
        var total = Stopwatch.StartNew();
        var (count, valid) = (from, 0);
        for (; count < from + texts && total.Elapsed.TotalSeconds < seconds; count++)
        {
            var random = new Random(count);
            var text = new SpecWriter(random).Write();
            if (count % 4 != 0)
            {
                text = Mutilation.Of(text, random);
            }

            var clock = Stopwatch.StartNew();
            var read = Guarded(text, count, () => SpecReader.Parse(new SourceText("f.theory", text)));
            Assert.That(clock.Elapsed, Is.LessThan(Limit), $"seed {count}:\n{text}");
            Assert.That(read.Diagnostics.Select(d => d.Kind.Id).Distinct(), Is.SubsetOf(Documented), $"seed {count}:\n{text}");
            Assert.That(read.Spec is null, Is.EqualTo(read.Diagnostics.Any(d => d.Kind.Severity == Severity.Error)), $"seed {count}:\n{text}");
            foreach (var diagnostic in read.Diagnostics)
            {
                Guarded(text, count, diagnostic.Render);
            }

            valid += read.Spec is null ? 0 : 1;
        }

        TestContext.Out.WriteLine($"{count - from} texts in {total.Elapsed.TotalSeconds:0.0} s, {valid} of them valid");
        Assert.That(valid, Is.GreaterThan((count - from) / 20), "a fuzzer whose texts are all wrong tests one branch");
    }

    [Test]
    [Category("Fuzz")]
    public void Judge_OnRandomSpecs_AlwaysGivesAVerdict()
    {
        var total = Stopwatch.StartNew();
        var verdicts = new Dictionary<VerdictKind, int>();
        for (var seed = 0; seed < Judged && total.Elapsed.TotalSeconds < 25; seed++)
        {
            var text = new SpecWriter(new Random(seed)).Write();
            var read = SpecReader.Parse(new SourceText("f.theory", text));
            if (read.Spec is null)
            {
                continue;
            }

            var clock = Stopwatch.StartNew();
            var (result, spaced) = Guarded(text, seed, () => (Run(read), Run(SpecReader.Parse(new SourceText("f.theory", Respaced(text))))));
            // A hang, not a speed: the whole suite may run beside it.
            Assert.That(clock.Elapsed, Is.LessThan(6 * Limit), $"seed {seed}:\n{text}");
            foreach (var (claim, other) in result.Specs[0].Claims.Zip(spaced.Specs[0].Claims))
            {
                verdicts[claim.Verdict.Kind] = verdicts.GetValueOrDefault(claim.Verdict.Kind) + 1;
                Assert.That(claim.Verdict.Kind != VerdictKind.Certified || claim.Verdict.Certificate is { Truth: Certainty.True }, $"seed {seed}:\n{text}");
                Assert.That((other.Name, other.Verdict.Kind, other.Verdict.Strength, other.Verdict.Reason), Is.EqualTo((claim.Name, claim.Verdict.Kind, claim.Verdict.Strength, claim.Verdict.Reason)), $"seed {seed}, remarks and spaces:\n{text}");
            }

            Assert.That(spaced.Specs[0].MeaningHash, Is.EqualTo(result.Specs[0].MeaningHash), $"seed {seed}:\n{text}");
        }

        TestContext.Out.WriteLine(string.Join(", ", verdicts.OrderBy(v => v.Key).Select(v => $"{v.Value} {v.Key}")));
        Assert.That(verdicts, Has.Count.GreaterThan(2));
    }

    private static RunResult Run(SpecResult read) =>
        SuiteRunner.Run([read], SpecRun.Options with { Budget = 0.002 }, IRunObserver.None, CancellationToken.None).Result;

    private static string Respaced(string text) =>
        "# a remark\n\n" + text.Replace("\n", "   # said\n", StringComparison.Ordinal).Replace(" + ", "  +   ", StringComparison.Ordinal) + "\n# the end";

    private static T Guarded<T>(string text, int seed, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception mistake)
        {
            throw new AssertionException($"seed {seed}: {mistake.GetType().Name}: {mistake.Message}\n{mistake.StackTrace}\n{text}", mistake);
        }
    }

    /// <summary>Writes specs by the grammar, mostly well-typed.</summary>
    private sealed class SpecWriter(Random random)
    {
        private readonly StringBuilder text = new();

        public string Write()
        {
            text.Append(CultureInfo.InvariantCulture, $"given n in {Pick("1..3", "2..", "1..")}, a in {Pick("reals", "(0, 1)", "[0, 2]")}, b > 0\n");
            if (random.Next(2) == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"sweep m in {Pick("{1, 2}", "{3}", "1..3")}\n");
            }
            else
            {
                text.Append("m = 2\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"given v[i<n] in {Pick("reals", "{0, 1}", "[0, 1]")}, p in {Pick("vector(2)", "sphere(2)", "ball(2)")}\n");
            text.Append(CultureInfo.InvariantCulture, $"x[i<3] ~ {Pick("normal(0, 1)", "uniform(0, 1)", "rademacher", "exponential(1)", "bernoulli(1/3)")}\n");
            text.Append(CultureInfo.InvariantCulture, $"c = {Scalar(2)}\nf(t in reals) = {Pick("t^2", "relu(t)", "exp(t)", "t/(1 + t^2)", "log(t)", "abs(t - a)")}\n");
            if (random.Next(3) == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"assume some: {Formula(1)}\n");
            }

            var evolves = random.Next(3) == 0;
            if (evolves)
            {
                text.Append(CultureInfo.InvariantCulture, $"evolve k:\n  start s = {Pick("1", "b", "a")}\n  s <- {Pick("s/2", "s - s^3/10", "2*s", "s - 1/10*grad(s^2, s)", "f(s)", "s/(s - 1)")}\n");
            }

            for (var i = 0; i < 1 + random.Next(2); i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"claim q{i}: {(evolves && i == 0 ? "for all k: s@k " + Relation() + " " + Scalar(1) : Claim())}\n");
            }

            return text.ToString();
        }

        private string Claim() => random.Next(10) switch
        {
            0 => $"derive {Scalar(2)} == {Scalar(2)}",
            1 => $"derive ({Scalar(1)})^2 - 1 == ({Scalar(1)} - 1)*({Scalar(1)} + 1)",
            2 or 3 => $"with probability {Pick(">=", "<=")} {Pick("1/2", "9/10", "1/10")} over x: {Random()}",
            4 => $"for drawn x: {Random()}",
            5 => $"exists j in 1..3: {Formula(1)} and j > {random.Next(4)}",
            6 => $"not ({Formula(1)})",
            7 => $"{Formula(1)} implies {Formula(1)}",
            8 => $"for all rest: h*{random.Next(4)} + h^2 in {Pick("O", "o", "Theta")}(h) as h -> 0 from above",
            _ => Formula(2),
        };

        private string Random() => $"{Pick("x[0]", "mean(i<3: x[i])", "abs(x[1] - x[2])", "norm(x)")} {Relation()} {Scalar(1)}";

        private string Formula(int depth) => depth == 0 || random.Next(2) == 0
            ? $"{Scalar(depth + 1)} {Relation()} {Scalar(depth)}"
            : random.Next(4) switch
            {
                0 => $"({Formula(depth - 1)} and {Formula(depth - 1)})",
                1 => $"({Formula(depth - 1)} or {Formula(depth - 1)})",
                2 => $"(for all i<n: v[i] {Relation()} {Scalar(1)})",
                _ => $"not ({Formula(depth - 1)})",
            };

        private string Scalar(int depth) => depth == 0
            ? Pick("a", "b", "1", "2", "1/3", "0", "m", "n", "pi", "dot(p, p)", "sum(i<n: v[i])")
            : random.Next(8) switch
            {
                0 => $"{Scalar(depth - 1)} + {Scalar(depth - 1)}",
                1 => $"({Scalar(depth - 1)})*({Scalar(depth - 1)})",
                2 => $"({Scalar(depth - 1)})/({Scalar(depth - 1)})",
                3 => $"{Pick("exp", "log", "sqrt", "abs", "sin", "relu", "step", "tanh", "floor")}({Scalar(depth - 1)})",
                4 => $"({Scalar(depth - 1)})^{random.Next(4)}",
                5 => $"max({Scalar(depth - 1)}, {Scalar(depth - 1)})",
                6 => $"if({Scalar(0)} {Relation()} {Scalar(0)}, {Scalar(depth - 1)}, {Scalar(depth - 1)})",
                _ => Scalar(0),
            };

        private string Relation() => Pick("<", "<=", ">", ">=", "==", "!=");

        private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
    }

    /// <summary>Damages a text: tokens swapped, doubled, dropped, or characters replaced.</summary>
    private static class Mutilation
    {
        private const string Characters = "()[]{}:;,.<>=~@|^*/+-#\"'`\n\t \u03bb\u2264\u00e9\u0000\u202e0a_";

        private static readonly string[] Words =
        [
            "for all", "exists", "unique", "with probability", "over", "given", "sweep", "open", "claim", "check", "evolve k:", "flow t:", "start", "rate", "<-", "|->",
            "->", "infinity", "rest", "derive", "implies", "iff", "not", "in", "subset", "where", "..", "O(", "as", "from above", "include \"x\"", "normal(0, 1)", "1e999", "0/0",
            "argmin(t in reals: t)", "limit(h -> 0: h)", "x@k", "@", "measures(sphere(2))", "psd(2)", "grad(", "eigmin(", "99999999999999999999", "prob(x: x > 0)", "expect(",
        ];

        public static string Of(string text, Random random)
        {
            var damaged = new StringBuilder(text);
            for (var i = 1 + random.Next(4); i > 0 && damaged.Length > 2; i--)
            {
                var at = random.Next(damaged.Length);
                var length = Math.Min(random.Next(1, 12), damaged.Length - at);
                switch (random.Next(6))
                {
                    case 0:
                        damaged.Remove(at, length);
                        break;
                    case 1:
                        damaged.Insert(at, damaged.ToString(at, length));
                        break;
                    case 2:
                        damaged[at] = Characters[random.Next(Characters.Length)];
                        break;
                    case 3:
                        damaged.Insert(at, " " + Words[random.Next(Words.Length)] + " ");
                        break;
                    case 4:
                        var words = damaged.ToString().Split(' ');
                        var (one, other) = (random.Next(words.Length), random.Next(words.Length));
                        (words[one], words[other]) = (words[other], words[one]);
                        damaged.Clear().AppendJoin(' ', words);
                        break;
                    default:
                        damaged.Insert(at, new string(Characters[random.Next(12)], random.Next(1, 300)));
                        break;
                }
            }

            return damaged.ToString();
        }
    }
}
