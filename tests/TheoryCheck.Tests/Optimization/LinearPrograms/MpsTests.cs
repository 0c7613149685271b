using NUnit.Framework;
using TheoryCheck.Optimization.LinearPrograms;

namespace TheoryCheck.Tests.Optimization.LinearPrograms;

public sealed class MpsTests
{
    [Test]
    public void WriteThenRead_Random_IsTheSameProgram([Range(1, 20)] int seed)
    {
        var program = SamplePrograms.Random(seed, 6, 9);
        var again = MpsReader.Read(MpsWriter.Write(program));
        Assert.That(again.Rows, Is.EqualTo(program.Rows));
        Assert.That(again.Sense, Is.EqualTo(program.Sense));
        foreach (var (read, written) in again.Columns.Zip(program.Columns))
        {
            Assert.That(read with { Entries = [] }, Is.EqualTo(written with { Entries = [] }));
            Assert.That(read.Entries, Is.EqualTo(written.Entries));
        }
    }

    [Test]
    public void WriteThenRead_EveryKindOfBound_IsKept()
    {
        const double None = double.PositiveInfinity;
        (double, double)[] bounds = [(0, None), (-None, None), (-None, 3), (-None, -3), (1, 2), (-2, None), (0, 0), (0, 5), (-4, -1), (0.1, 0.1)];
        var program = new LinearProgram(
            "bounds",
            ObjectiveSense.Maximise,
            [new("free", -None, None), new("range", 1, 3)],
            [.. bounds.Select((b, j) => new LinearColumn($"x{j}", j / 3.0, b.Item1, b.Item2, [new(1, 1)]))],
            offset: 0.1);
        var again = MpsReader.Read(MpsWriter.Write(program));
        Assert.That(again.Columns.Select(c => (c.Lower, c.Upper, c.Cost)), Is.EqualTo(program.Columns.Select(c => (c.Lower, c.Upper, c.Cost))));
        Assert.That((again.Rows[0], again.Rows[1], again.Offset, again.Sense), Is.EqualTo((program.Rows[0], program.Rows[1], 0.1, ObjectiveSense.Maximise)));
    }

    [Test]
    public void Read_FixedFormat_WithTwoPairsALineAndComments()
    {
        const string Text = "* a comment\nNAME          SAMPLE\nROWS\n N  COST\n L  LIM1\n G  MYEQN\nCOLUMNS\n    X         COST         1.0   LIM1         1.0\n    X         MYEQN        2.0\n"
            + "    Y         COST         2.5   MYEQN       -1.0\nRHS\n    RHS       LIM1         4.0   MYEQN        1.0\nRANGES\n    RNG       LIM1         2.5\nBOUNDS\n UP BND       X            4.0\nENDATA\n";
        var program = MpsReader.Read(Text);
        Assert.That(program.Rows, Is.EqualTo(new[] { new LinearRow("LIM1", 1.5, 4), new LinearRow("MYEQN", 1, double.PositiveInfinity) }));
        Assert.That((program.Columns[0].Upper, program.Columns[1].Cost, program.Columns[1].Entries[0]), Is.EqualTo((4.0, 2.5, new LinearEntry(1, -1))));
    }

    [TestCase("ROWS\n N c\nCOLUMNS\n x nowhere 1\nENDATA\n", 4)]
    [TestCase("ROWS\n N c\n Q r\nENDATA\n", 3)]
    [TestCase("NONSENSE\n", 1)]
    [TestCase("ROWS\n N c\n", 3)]
    [TestCase("ROWS\n N c\n L r\nCOLUMNS\n x r 1e999x\nENDATA\n", 5)]
    [TestCase("ROWS\n N c\n L r\n L r\nENDATA\n", 4)]
    [TestCase("ROWS\n N c\n L r\nCOLUMNS\n x r nan\nENDATA\n", 5)]
    public void Read_Broken_GivesTheLine(string text, int line) =>
        Assert.That(() => MpsReader.Read(text), Throws.TypeOf<FormatException>().With.Message.StartWith($"line {line}:"));

    [Test]
    public void Program_BadData_IsRefused()
    {
        LinearProgram Made(double lower, double upper, double cost, params LinearEntry[] entries) =>
            new("bad", ObjectiveSense.Minimise, [new("r", 0, 1)], [new("x", cost, lower, upper, [.. entries])]);
        Assert.That(() => Made(0, 1, 1, new LinearEntry(0, 1)), Throws.Nothing);
        Assert.That(() => Made(2, 1, 1), Throws.ArgumentException);
        Assert.That(() => Made(double.NaN, 1, 1), Throws.ArgumentException);
        Assert.That(() => Made(0, 1, double.NaN), Throws.ArgumentException);
        Assert.That(() => Made(0, 1, 1, new LinearEntry(1, 1)), Throws.ArgumentException);
        Assert.That(() => Made(0, 1, 1, new LinearEntry(0, 1), new LinearEntry(0, 1)), Throws.ArgumentException);
        Assert.That(() => Made(0, 1, 1, new LinearEntry(0, double.PositiveInfinity)), Throws.ArgumentException);
    }
}
