using System.Runtime.InteropServices;
using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Doubles;

namespace TheoryCheck.Tests.Rigor;

/// <summary>Directed roundings from MPFR, stratified over the doubles: see Data/README.md.</summary>
public sealed class MpfrPointTests
{
    private static readonly Golden[] Points = [.. EmbeddedData.Read("mpfr-points.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Golden.Parse)];

    [TestCase("add", 1.0)]
    [TestCase("sub", 1.0)]
    [TestCase("mul", 1.0)]
    [TestCase("div", 1.0)]
    [TestCase("sqrt", 1.0)]
    [TestCase("exp", 0.98)]
    [TestCase("log", 0.98)]
    [TestCase("sin", 0.98)]
    [TestCase("cos", 0.98)]
    [TestCase("atan2", 0.98)]
    [TestCase("acos", 0.98)]
    [TestCase("cube", 0.98)]
    public void Enclosure_OfEveryPoint_HoldsTheExactValueAndIsTightest(string function, double share)
    {
        var points = Points.Where(p => p.Function == function).ToList();
        Assert.That(points, Has.Count.EqualTo(300));
        foreach (var point in points)
        {
            Assert.That(point.IsMet, Is.True, $"{point} gave {point.Enclosure}");
        }

        var tightest = points.Count(p => p.Enclosure.LowerDouble == p.Down && p.Enclosure.UpperDouble == p.Up);
        Assert.That(tightest, Is.GreaterThanOrEqualTo(points.Count * share));
    }

    [Test]
    public void IsMet_ForAMovedEnd_IsFalse()
    {
        foreach (var point in Points.Where(p => p.Down < p.Up && double.IsFinite(p.Down) && double.IsFinite(p.Up)).Where((_, i) => i % 10 == 0))
        {
            Assert.That((point with { Down = point.Down - 4 * (point.Up - point.Down) }).IsMet, Is.False);
            Assert.That((point with { Up = point.Up + 4 * (point.Up - point.Down) }).IsMet, Is.False);
        }
    }

    [Test]
    [Explicit("reads a file of points made by tests/tools/interval-oracle")]
    public void EveryPointOfAStream_IsEnclosed()
    {
        var function = TestContext.Parameters.Get("function", "");
        var records = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(TestContext.Parameters.Get("stream", "")));
        var (unsound, tightest, wide) = (0, 0, 0);
        for (var at = 0; at < records.Length; at += 4)
        {
            var (down, up) = (records[at + 2], records[at + 3]);
            var result = Golden.Evaluate(function, DoubleInterval.FromExact(records[at]), DoubleInterval.FromExact(records[at + 1]));
            unsound += result.LowerDouble <= down && up <= result.UpperDouble ? 0 : 1;
            tightest += result.LowerDouble == down && result.UpperDouble == up ? 1 : 0;
            wide += result.LowerDouble < double.BitDecrement(down) || result.UpperDouble > double.BitIncrement(up) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{function}: {records.Length / 4} points, {unsound} unsound, {tightest} tightest, {wide} more than one step wide");
        Assert.That(unsound, Is.Zero);
    }
}
