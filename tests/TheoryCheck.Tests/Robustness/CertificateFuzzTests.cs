using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Tests.Checker;

namespace TheoryCheck.Tests.Robustness;

/// <summary>Certificates with letters dropped, doubled, exchanged and tokens strewn in: the checker answers, soon, and never says more than the right ones say.</summary>
[TestFixture]
public sealed class CertificateFuzzTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly string[] Tokens =
        ["0", "-", "1/0", "\"\"", "[]", "{}", "null", "true", ",", ":", "\"", "]", "}", "0x", "1e9", "\\u0000", "\"value\"", "\"symbol\"", "999999999999999999999", "-1/3", "\"holds\"", "[[[["];

    [Test]
    public void Checker_OnMutilatedCertificates_AnswersAndSaysNoMore() => CheckAll(0, 20_000, 4);

    [Test]
    [Explicit("A million certificates. dotnet test --filter FullyQualifiedName~CertificateFuzzTests.Checker_OnAMillion; FUZZ_FROM moves the seeds")]
    public void Checker_OnAMillionMutilatedCertificates_AnswersAndSaysNoMore() =>
        CheckAll(int.Parse(Environment.GetEnvironmentVariable("FUZZ_FROM") ?? "20000", CultureInfo.InvariantCulture), 1_000_000, 3600);

    private static void CheckAll(int from, int count, double seconds)
    {
        var samples = Samples.All.Cast<Sample>().Select(s => (Sample: s, Text: s.Certificate().ToJsonString(), s.Source, s.Check().Accepted!.Truth)).ToList();
        var total = Stopwatch.StartNew();
        var (done, accepted) = (0, 0);
        for (; done < count && total.Elapsed.TotalSeconds < seconds; done++)
        {
            var random = new Random(from + done);
            var (sample, text, source, effect) = samples[random.Next(samples.Count)];
            var mutilated = Mutilated(text, random);
            var clock = Stopwatch.StartNew();
            CheckResult answer;
            try
            {
                answer = CertificateChecker.Check(mutilated, source);
            }
            catch (Exception mistake)
            {
                throw new AssertionException($"seed {from + done}, {sample.Kind}: {mistake.GetType().Name}: {mistake.Message}\n{mutilated}", mistake);
            }

            Assert.That(clock.Elapsed, Is.LessThan(Limit), $"seed {from + done}:\n{mutilated}");
            if (answer.Accepted is { } believed)
            {
                accepted++;
                Assert.That((believed.Claim, believed.Truth), Is.EqualTo((sample.Claim, effect)), $"seed {from + done}:\n{mutilated}");
            }
            else
            {
                Assert.That(answer.Reason, Is.Not.Empty);
            }
        }

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} certificates in {total.Elapsed.TotalSeconds:0.0} s, {accepted} of them still right"));
        Assert.That(accepted, Is.LessThan(done / 4), "a fuzzer that changes nothing tests one branch");
    }

    private static string Mutilated(string text, Random random)
    {
        // Most changes fall on what the kind reads; the envelope has its own.
        var body = text.IndexOf("\"body\"", StringComparison.Ordinal);
        for (var changes = 1 + random.Next(3); changes > 0 && text.Length > 2; changes--)
        {
            var low = random.Next(6) == 0 || body >= text.Length ? 0 : body;
            var at = low + random.Next(text.Length - low);
            var length = Math.Min(1 + random.Next(6), text.Length - at);
            text = random.Next(6) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text.Insert(at, Tokens[random.Next(Tokens.Length)]),
                3 => text[..at] + Tokens[random.Next(Tokens.Length)] + text[(at + length)..],
                4 => Exchanged(text, random, low),
                _ => text[..at] + (char)(char.IsAsciiDigit(text[at]) ? '0' + random.Next(10) : text[at] ^ (1 << random.Next(7))) + text[(at + 1)..],
            };
        }

        return text;
    }

    /// <summary>Two of the quoted words, exchanged.</summary>
    private static string Exchanged(string text, Random random, int low)
    {
        var quotes = Enumerable.Range(low, text.Length - low).Where(i => text[i] == '"').ToList();
        if (quotes.Count < 8)
        {
            return text;
        }

        var first = 2 * random.Next((quotes.Count / 2) - 2);
        var second = first + 2 + (2 * random.Next(((quotes.Count - first - 2) / 2) - 1));
        var (a, b) = (text[quotes[first]..(quotes[first + 1] + 1)], text[quotes[second]..(quotes[second + 1] + 1)]);
        return text[..quotes[first]] + b + text[(quotes[first + 1] + 1)..quotes[second]] + a + text[(quotes[second + 1] + 1)..];
    }
}
