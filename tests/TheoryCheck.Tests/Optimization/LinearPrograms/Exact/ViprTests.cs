using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Optimization.LinearPrograms.Exact;

/// <summary>What is written as VIPR is a proof, of this program and of no other value.</summary>
public sealed class ViprTests
{
    private static IEnumerable<LinearProgram> Programs => [SamplePrograms.Wyndor, SamplePrograms.Beale, SamplePrograms.KleeMinty(4), SamplePrograms.Margins(3, 6, 8), .. Enumerable.Range(1, 20).Select(seed => SamplePrograms.Random(seed, 2 + seed % 5, 3 + seed % 7))];

    [TestCaseSource(nameof(Programs))]
    public void Written_Certificate_IsAProofOfItsProgram(LinearProgram program)
    {
        var (proof, refusal) = ViprProof.Read(Written(program));
        Assert.That(refusal, Is.Null);
        Assert.That(proof.Costs, Is.EqualTo(program.Columns.Select(c => Rational.FromExact(c.Cost))));
        Assert.That(proof.Given.Select(r => (r.Sense, r.Right, Terms: string.Join(' ', r.Terms))), Is.EqualTo(Sides(program).Select(r => (r.Sense, r.Right, Terms: string.Join(' ', r.Terms)))));
    }

    [Test]
    public void Proof_WithAnyNumberOfItsLastLinesChanged_IsRefused([Values(1, -1)] int step)
    {
        var lines = Written(SamplePrograms.Wyndor).Split('\n');
        foreach (var (line, word) in new[] { ("optimum", 3), ("optimum", 5), ("bound", 2), ("bound", 8), ("bound", 10), ("RTP", step > 0 ? 2 : 3) })
        {
            var changed = lines.Select(l => l.StartsWith(line + " ", StringComparison.Ordinal) ? Moved(l, word, step) : l);
            Assert.That(ViprProof.Read(string.Join('\n', changed)).Refusal, Is.Not.Null, $"{line}, word {word}");
        }
    }

    private static string Written(LinearProgram program) => ViprWriter.Write(program, ExactLinearProgram.Solve(program).Certificate!);

    private static string Moved(string line, int word, int step)
    {
        var words = line.Split(' ');
        words[word] = $"{ViprProof.Fraction(words[word]) + step}";
        return string.Join(' ', words);
    }

    // Rows and then bounds, each side one constraint.
    private static IEnumerable<ViprProof.Row> Sides(LinearProgram program)
    {
        var rows = program.Rows.Select((r, i) => (r.Lower, r.Upper, Terms: program.Columns.Select(c => c.Entries.Where(e => e.Row == i).Aggregate(Rational.Zero, static (sum, e) => sum + Rational.FromExact(e.Value))).ToArray()));
        var bounds = program.Columns.Select((c, j) => (c.Lower, c.Upper, Terms: program.Columns.Select((_, k) => k == j ? Rational.One : Rational.Zero).ToArray()));
        foreach (var (lower, upper, terms) in rows.Concat(bounds))
        {
            if (lower == upper)
            {
                yield return new('E', Rational.FromExact(lower), terms);
                continue;
            }

            if (double.IsFinite(lower))
            {
                yield return new('G', Rational.FromExact(lower), terms);
            }

            if (double.IsFinite(upper))
            {
                yield return new('L', Rational.FromExact(upper), terms);
            }
        }
    }
}
