using NUnit.Framework;

namespace TheoryCheck.Tests.Checker;

/// <summary>What is said of all numbers from one on at once: constants that are claimed to exist, and sequences by an expression.</summary>
[TestFixture]
public sealed class EndlessRangeTests
{
    // Denied where it is false for every C, and not where it is for some C only.
    [TestCase("exists C > 0: for all x: x^2 >= C", "0", true)]
    [TestCase("exists C > 0: for all x: x^2 >= C", "1", false)]
    [TestCase("exists C > 0: for all x: x >= C - 1", "-1", true)]
    [TestCase("exists C > 0: for all x: x >= C - 1", "0", false)]
    [TestCase("exists C > 0: for all x: C*(x^2 + 1) <= C", "1", true)]
    [TestCase("exists C > 0: for all x: C*(x^2 + 1) <= C", "0", false)]
    [TestCase("exists C > 2: for all x: C <= x", "2", true)]
    [TestCase("exists C > 2: for all x: C <= x", "5/2", false)]
    [TestCase("exists C > 1: for all x: 1/C >= x", "1", false)]
    [TestCase("exists C > 1: for all x: 1/C >= x", "2", true)]
    [TestCase("exists C > 0: for all x: grad(x^2, x) >= C", "0", true)]
    [TestCase("exists C > 0: for all x: grad(x^2, x) >= C", "1", false)]
    [TestCase("exists C > 0: for all x: x^2 + C*x + C <= C^2*x^2 + C*x", "0", true)]
    [TestCase("exists C > 0: for all x: C == C*x", "1", false)]
    [TestCase("exists C > 0: for all x: C != C*x", "1", true)]
    public void Constant_ThatIsClaimedToExist_IsDeniedForAllValuesAtOnce(string claim, string x, bool isDenied) => Assert.That(DeniesAt(claim, x), Is.EqualTo(isDenied));

    // All are false, and none is read: other functions of C, its derivatives, several constants, other ranges.
    [TestCase("exists C > 0: for all x: exp(C) <= x")]
    [TestCase("exists C > 0: for all x: 1/C <= x")]
    [TestCase("exists C > 0: for all x: grad(C*x^2, x) >= C")]
    [TestCase("exists C > 0, D > 0: for all x: x >= C + D")]
    [TestCase("exists C >= 1: for all x: x >= C")]
    [TestCase("exists C in (0, 1): for all x: x >= C")]
    [TestCase("exists C in reals: for all x: x^2 + 1 <= x^2")]
    public void Constant_InAnythingElse_IsNotRead(string claim) => Assert.That(DeniesAt(claim, "0"), Is.False);

    [Test]
    public void Constant_WithAnAssumption_IsDeniedOnlyWhereItHolds() =>
        Assert.That(Denies("given x in reals\nassume away: x > 0\nclaim c: exists C > 0: for all x: x^2 >= C", """{"symbol": "x", "value": "0"}"""), Is.False);

    // Terms that keep away from 0; 1/j diverges too, which is not seen, and 1/j^2 does not.
    [TestCase("-1", true)]
    [TestCase("1 + 1/j", true)]
    [TestCase("j^2 + 3*j - 1", true)]
    [TestCase("if(j >= 1, -2, 0)", true)]
    [TestCase("0", false)]
    [TestCase("0*j", false)]
    [TestCase("1/j", false)]
    [TestCase("1/j^2", false)]
    [TestCase("1/2^j", false)]
    [TestCase("j - 5", false)]
    [TestCase("1/(j - 3)", false)]
    [TestCase("[1, 1]", false)]
    [TestCase("j > 0", false)]
    public void Series_OfAListedSequence_IsDeniedToConvergeWhereItsTermsKeepAway(string term, bool isDenied) =>
        Assert.That(DeniesFor("in reals", "converges(sum(j in 1..: a[j]))", $"a(j in reals) = {term}"), Is.EqualTo(isDenied));

    [TestCase("0", true)]
    [TestCase("j - j", true)]
    [TestCase("1/j^2", false)]
    [TestCase("1", false)]
    public void Series_OfZeros_Converges(string term, bool isDenied) =>
        Assert.That(DeniesFor("in reals", "not converges(sum(j in 1..: a[j]))", $"a(j in reals) = {term}"), Is.EqualTo(isDenied));

    // A finite sum is no series.
    [Test]
    public void Sum_OfFinitelyManyTerms_IsNotDeniedToConverge() => Assert.That(DeniesFor("in reals", "converges(sum(j in 1..3: a[j]))", "a(j in reals) = 1"), Is.False);

    // For the first index, and for all that follow.
    [TestCase("a[j] <= 1/j", "-1", true)]
    [TestCase("a[j] <= 1/j", "1", false)]
    [TestCase("a[j] >= 1", "j", true)]
    [TestCase("a[j] >= 2", "j", false)]
    [TestCase("a[j] >= 1", "j - 1/2", false)]
    [TestCase("a[j] < 2", "1/j", true)]
    [TestCase("a[j] < 1", "1/j", false)]
    [TestCase("a[j] != 3", "j", false)]
    public void Condition_OnAllMembers_HoldsWhereItIsShown(string condition, string term, bool isAccepted) =>
        Assert.That(
            Denies($"given a[j in 1..] in reals\nclaim c: for all a where (for all j in 1..: {condition}): a[1] > a[1]", $$$"""{"symbol": "a", "value": {"function": "a(j in reals) = {{{term}}}"}}"""),
            Is.EqualTo(isAccepted));

    [TestCase("in reals", "j", true)]
    [TestCase("in positive", "j", true)]
    [TestCase("in positive", "j - 1", false)]
    [TestCase("in positive", "1/j", false)]
    [TestCase("in [0, 1]", "1/j", true)]
    [TestCase("in [0, 1]", "2/j", false)]
    [TestCase("in vector(2)", "[0, j]", true)]
    [TestCase("in vector(2)", "[0]", false)]
    [TestCase("in vector(2)", "0", false)]
    [TestCase("in reals", "1/(j - 1)", false)]
    public void Sequence_WithMembersInASet_IsAcceptedWhereTheyAre(string set, string term, bool isAccepted) =>
        Assert.That(DeniesFor(set, "1 > 2", $"a(j in reals) = {term}"), Is.EqualTo(isAccepted));

    [TestCase("a(j in reals, k in reals) = j")]
    [TestCase("a(j in vector(1)) = j[0]")]
    public void Sequence_OfAnotherIndex_IsRejected(string text) => Assert.That(DeniesFor("in reals", "a[1] > 2", text), Is.False);

    [TestCase("""{"symbol": "a", "value": "1"}""")]
    [TestCase("""{"symbol": "a", "value": ["1", "2"]}""")]
    public void Sequence_GivenByATable_IsRejected(string step) => Assert.That(Denies("given a[j in 1..] in reals\nclaim c: for all a: 1 > 2", step), Is.False);

    [TestCase("h[3] > 1/3", true)]
    [TestCase("h[3] >= 1/3", false)]
    [TestCase("v[2][0] > 1/2", true)]
    [TestCase("v[2][1] > 1/2", false)]
    public void Definition_WithoutEnd_IsReadMemberByMember(string formula, bool isDenied) =>
        Assert.That(Denies($"h[j in 1..] = 1/j\nv[j in 1..] = [1/j, 1]\nclaim c: {formula}", ""), Is.EqualTo(isDenied));

    [TestCase("1", true)]
    [TestCase("0", false)]
    public void Member_BeforeTheFirst_IsNotRead(string index, bool isDenied) =>
        Assert.That(Denies("given k in 0..\nh[j in 1..] = j^2\nclaim c: for all k: h[k] > 5", $$"""{"symbol": "k", "value": "{{index}}"}"""), Is.EqualTo(isDenied));

    private static bool DeniesAt(string claim, string x) => Denies($"given x in reals\nclaim c: {claim}", $$"""{"symbol": "x", "value": "{{x}}"}""");

    private static bool DeniesFor(string set, string formula, string text) =>
        Denies($"given a[j in 1..] {set}\nclaim c: for all a: {formula}", $$$"""{"symbol": "a", "value": {"function": "{{{text}}}"}}""");

    private static bool Denies(string spec, string steps) => new Sample("counterexample", spec, "c", $$"""{"steps": [{{steps}}]}""").Check().Accepted is not null;
}
