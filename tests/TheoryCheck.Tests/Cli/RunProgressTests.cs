using NUnit.Framework;
using TheoryCheck.Cli;

namespace TheoryCheck.Tests.Cli;

public sealed class RunProgressTests
{
    [TestCase(120, "[##########..........] 5/10 claims, about 42 s left: spec/one and 1 more")]
    [TestCase(60, "5/10 claims, about 42 s left: spec/one and 1 more")]
    [TestCase(40, "5/10 claims, about 42 s left: spec/one…")]
    public void Line_OfAWindow_FitsItsWidth(int window, string expected)
    {
        var line = RunProgress.Line(window, 0.5, 5, 10, TimeSpan.FromSeconds(42), ["spec/one", "spec/two"]);
        Assert.That(line, Is.EqualTo(expected));
        Assert.That(line.Length, Is.LessThan(window));
    }

    [TestCase(99, "about 99 s left")]
    [TestCase(172, "about 3 min left")]
    [TestCase(9000, "about 2.5 h left")]
    public void TimeLeft_InWords_HasFewDigits(double seconds, string expected) =>
        Assert.That(RunProgress.Line(120, 0.1, 1, 10, TimeSpan.FromSeconds(seconds), []), Does.EndWith(expected));

    [Test]
    public void Line_BeforeAnythingIsKnown_SaysThatItEstimates() =>
        Assert.That(RunProgress.Line(80, 0, 0, 3, null, ["a/b"]), Is.EqualTo("[....................] 0/3 claims, estimating: a/b"));
}
