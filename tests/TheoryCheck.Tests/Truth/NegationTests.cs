using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Running;

namespace TheoryCheck.Tests.Truth;

/// <summary>Random closed statements beside their negations: never are both accepted, never both refuted.</summary>
[TestFixture]
public sealed class NegationTests
{
    private const int Batch = 50;

    [Test]
    public void StatementAndItsNegation_AreNeverOfOneVerdict() => Judge(0, 300, 5);

    [Test]
    [Explicit("Thirty thousand pairs: some minutes. dotnet test --filter FullyQualifiedName~NegationTests.ThirtyThousand; FUZZ_FROM moves the seeds")]
    public void ThirtyThousandStatementsAndTheirNegations_AreNeverOfOneVerdict() =>
        Judge(int.Parse(Environment.GetEnvironmentVariable("FUZZ_FROM") ?? "300", CultureInfo.InvariantCulture), 30_000, 3600);

    private static void Judge(int from, int count, double seconds)
    {
        var clock = Stopwatch.StartNew();
        var (pairs, decided) = (0, 0);
        var contradictions = new List<string>();
        for (var first = from; first < from + count && clock.Elapsed.TotalSeconds < seconds; first += Batch)
        {
            var formulas = Enumerable.Range(first, Batch).Select(seed => new StatementWriter(new Random(seed)).Write()).ToList();
            var read = formulas.SelectMany((f, i) => new[] { Read($"{i:000}a", f), Read($"{i:000}b", $"not ({f})") }).ToList();
            var options = SpecRun.Options with { Budget = 0.1, Jobs = Environment.ProcessorCount };
            var specs = SuiteRunner.Run(read, options, IRunObserver.None, CancellationToken.None).Result.Specs.ToDictionary(s => s.Id);
            for (var i = 0; i < Batch; i++)
            {
                // What the binder refuses, such as a divisor that is written as 0, has no verdict.
                if (specs.GetValueOrDefault($"{i:000}a")?.Claims is not [var plain] || specs.GetValueOrDefault($"{i:000}b")?.Claims is not [var negated])
                {
                    continue;
                }

                pairs++;
                decided += IsAccepted(plain.Verdict.Kind) || IsAccepted(negated.Verdict.Kind) ? 1 : 0;
                if ((IsAccepted(plain.Verdict.Kind) && IsAccepted(negated.Verdict.Kind)) || (plain.Verdict.Kind, negated.Verdict.Kind) is (VerdictKind.Refuted, VerdictKind.Refuted))
                {
                    contradictions.Add($"seed {first + i}: {formulas[i]}: {plain.Verdict} and negated {negated.Verdict}");
                }
            }
        }

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pairs} pairs in {clock.Elapsed.TotalSeconds:0.0} s, one side accepted in {decided}"));
        Assert.That(contradictions, Is.Empty);
        Assert.That(decided, Is.GreaterThan(pairs / 4), "statements that nothing decides contradict nothing");
    }

    private static SpecResult Read(string id, string formula) => SpecReader.Parse(new SourceText($"{id}.theory", $"claim c: {formula}\n"));

    private static bool IsAccepted(VerdictKind kind) => kind is VerdictKind.Proved or VerdictKind.Certified or VerdictKind.Supported;

    /// <summary>Writes statements over small finite ranges whose sides often meet: equal terms, roots of squares, angles of right triangles, kinks.</summary>
    private sealed class StatementWriter(Random random)
    {
        private readonly List<string> scope = [];

        public string Write() => Formula(3);

        private string Formula(int depth)
        {
            switch (depth == 0 ? 0 : random.Next(8))
            {
                case 0 or 1 or 2:
                    return $"{Term(2)} {Pick("<=", "<", ">=", ">", "==", "!=")} {Term(2)}";
                case 3:
                    return $"({Formula(depth - 1)}) {Pick("and", "or", "implies", "iff")} ({Formula(depth - 1)})";
                case 4:
                    return $"not ({Formula(depth - 1)})";
                default:
                    var name = Pick("p", "q", "r", "s") + scope.Count.ToString(CultureInfo.InvariantCulture);
                    var domain = Pick("0..2", "1..3", "{-1, 0, 1/2}", "{2, 1/3}", "-1..1");
                    scope.Add(name);
                    var body = Formula(depth - 1);
                    scope.RemoveAt(scope.Count - 1);
                    return $"({Pick("for all", "exists")} {name} in {domain}: {body})";
            }
        }

        private string Term(int depth)
        {
            if (depth == 0)
            {
                return scope.Count > 0 && random.Next(3) > 0 ? scope[random.Next(scope.Count)] : Pick("0", "1", "2", "1/2", "-1", "3/7", "pi", "sqrt(2)", "10^20", "10^(-12)");
            }

            var (a, b) = (Term(depth - 1), Term(depth - 1));
            return random.Next(13) switch
            {
                0 => $"({a} + {b})",
                1 => $"({a} - ({b}))",
                2 => $"({a})*({b})",
                3 => $"({a})/({b})",
                4 => $"({a})^2",
                5 => $"sqrt(({a})^2)",
                6 => $"abs({a})",
                7 => $"relu({a})",
                8 => $"max({a}, {b})",
                9 => $"{Pick("sin", "cos", "exp", "arctan", "sign", "step", "sigmoid")}({a})",
                10 => $"sum(i<3: ({a})*i)",
                11 => $"if({a} <= {b}, {a}, {b})",
                _ => a,
            };
        }

        private string Pick(params string[] words) => words[random.Next(words.Length)];
    }
}
