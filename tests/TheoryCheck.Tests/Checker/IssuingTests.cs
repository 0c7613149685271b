using NUnit.Framework;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Tests.Verification;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Checker;

/// <summary>What a run finds it certifies, where the checker can read it; what it cannot read keeps its qualifying word.</summary>
[TestFixture]
public sealed class IssuingTests
{
    private const string Quartic = "f(x in reals) = 3*x^4 - 4*x^3 - 12*x^2\n";

    [TestCase("given a in reals, b in reals\nclaim c: derive grad(a^2*b, a) == a*b", "counterexample")]
    [TestCase("given n in 1.., w[i<n] in reals\nL = sum(i<n: w[i]^2)\nclaim c: for all i<n: derive grad(L, w[i]) == w[i]", "counterexample")]
    [TestCase("given a in reals, g in reals\nclaim c: for all a, g: (a + h*g)^2 - a^2 - 2*h*a*g in o(h^2) as h -> 0 from above", "counterexample")]
    [TestCase(Quartic + "claim c: for all x in reals: local_min(f, x) implies global_min(f, x)", "counterexample")]
    public void Refutation_ByDerivatives_CarriesACertificate(string text, string kind)
    {
        var verdict = Verdict(text);
        Assert.That((verdict.Kind, verdict.Qualifier, verdict.Certificate?.Kind), Is.EqualTo((VerdictKind.Refuted, "", kind)));
    }

    [TestCase("exists x in reals: local_min(f, x) and f(x) > -6")]
    [TestCase("exists x in reals: local_min(f, x) and not global_min(f, x)")]
    public void LocalMinimum_ThatExists_IsCertified(string claim)
    {
        var verdict = Verdict($"{Quartic}claim c: {claim}");
        Assert.That((verdict.Kind, verdict.Certificate?.Truth), Is.EqualTo((VerdictKind.Certified, Certainty.True)));
    }

    [TestCase("given x in reals, y in reals\nclaim c: derive (x + y)^2 - (x - y)^2 == 4*x*y", "identity")]
    [TestCase("given n in 1.., v[i<n] in reals\nclaim c: derive sum(i<n: (2*v[i])^2) == 4*sum(i<n: v[i]^2)", "identity")]
    [TestCase("given x in reals, y > 0\nclaim c: derive grad(x^2/(1 + 1/y), x) == 2*x*y/(y + 1)", "identity")]
    [TestCase("given p in 1.., q0 in reals, e in reals\nevolve t:\n  start q = q0\n  q <- q - e*grad(q^2/2, q)\nclaim c: for all t in 0..: derive q@(t + 1) == (1 - e)*q@t", "identity")]
    [TestCase("given x > 0\nclaim c: derive exp(2*log(x)) == x^2", null)]
    public void Proof_OfRationalFunctions_CarriesAnIdentity(string text, string? kind)
    {
        var verdict = Verdict(text);
        Assert.That((verdict.Kind, verdict.Certificate?.Kind), Is.EqualTo((VerdictKind.Proved, kind)));
    }

    // The number of trials is fixed by the spec, so that the test is the exact binomial one.
    [TestCase("z*y + sin(z) <= 9", "supported")]
    [TestCase("z*y + sin(z) <= 0", "refuted")]
    public void Frequency_OfAFixedNumberOfTrials_CarriesItsTest(string formula, string decision)
    {
        var verdict = Verdict($"z ~ normal(0, 1)\ny ~ normal(0, 1)\nclaim c: with probability >= 9/10 over z, y: {formula}\ncheck c:\n  trials = 200");
        Assert.That((verdict.Kind.ToString().ToLowerInvariant(), verdict.Certificate?.Kind), Is.EqualTo((decision, "binomial_test")));
    }

    // What the domains of the data depend on is listed too, in the order in which it is needed.
    [Test]
    public void LeastEigenvalue_OfAGramMatrix_IsAFactBesideTheVerdict()
    {
        var claim = SpecRun.All("given n in 2.., d in 2.., x[i<n] in sphere(d)\nG[i<n, j<n] = dot(x[i], x[j])*(pi - angle(x[i], x[j]))/(2*pi)\nclaim c: eigmin(G) >= -1\ncheck c:\n  case n = {3}\n  case d = {2}\n  instances = 2")
            .Specs[0].Claims.Single();
        Assert.That(claim.Facts.Select(f => f.Kind), Is.Not.Empty.And.All.EqualTo("eigenvalue_enclosure"));
    }

    // Products of three numbers have rank 1, so one of three eigenvalues is 0; with 1 on the diagonal none is.
    [TestCase("u[i]*u[j]", true)]
    [TestCase("u[i]*u[j] + if(i == j, 1, 0)", false)]
    public void SingularMatrix_OfRationalData_IsAFactBesideTheVerdict(string entry, bool isSingular)
    {
        var claim = SpecRun.All($"given u[i<3] in reals\nK[i<3, j<3] = {entry}\nclaim c: for all u: eigmin(K)^2 >= 0\ncheck c:\n  instances = 2").Specs[0].Claims.Single();
        Assert.That(claim.Facts.Select(f => f.Kind), isSingular ? Has.Member("kernel_vector") : Has.No.Member("kernel_vector").And.Member("eigenvalue_enclosure"));
    }

    // Two conditions that exclude each other for every function: an argument, not a point.
    [Test]
    public void Refutation_ByAnArgument_SaysSo()
    {
        var verdict = Verdict("claim c: exists d in 1.., B > 0, m > 0, b > 0, l(o in vector(d)) in reals where smooth(l):\n"
            + "  for all u in vector(d): norm(grad(l(u), u)) <= B and dot(grad(l(u), u), u) >= m*norm(u)^2 - b");
        Assert.That((verdict.Kind, verdict.Qualifier), Is.EqualTo((VerdictKind.Refuted, "derived")));
    }

    // Values that are functions, the start of a flow, and a witness that nobody stated.
    [TestCase("given f(u in reals) in reals where smooth(f), a in reals\nclaim c: for all f, a: f(a + h) - f(a) - h*grad(f(a), a) in o(h^2) as h -> 0 from above")]
    [TestCase("given f(u in reals) in reals where convex(f), a in reals, b in reals\nclaim c: for all f, a, b: f((a + b)/2) >= (f(a) + f(b))/2")]
    [TestCase("given f(u in vector(2)) in reals where continuous(f), p in vector(2)\nclaim c: for all f, p: f(p) <= norm(p)")]
    [TestCase("given a in reals, b in reals\nflow t:\n  start p = a\n  start q = b\n  rate p = -p*q^2\n  rate q = -p^2*q\nclaim c: for all a, b: for all t: p@t^2 + q@t^2 == a^2 + b^2")]
    [TestCase("claim c: (exists s[i<3] in {-1, 1}: s[0] + s[1] + s[2] == 0) iff (exists g[i<3] in reals: g[0] + g[1] + g[2] >= 0)")]
    public void Refutation_ByFunctionsFlowsOrFamilies_CarriesACertificate(string text)
    {
        var verdict = Verdict(text);
        Assert.That((verdict.Kind, verdict.Qualifier, verdict.Certificate?.Kind), Is.EqualTo((VerdictKind.Refuted, "", "counterexample")), verdict.Strength + ": " + verdict.Reason);
    }

    // No constant serves all values; a sequence whose terms keep away from 0.
    [TestCase("given x in reals, y in reals\nclaim c: exists K > 0: for all x, y: abs(x - y) >= K*abs(x)")]
    [TestCase("given x in reals, y in reals\nclaim c: exists C > 0: for all x, y: (x - y)^2 >= C*(x^2 + y^2)")]
    [TestCase("given a[j in 1..] in reals\nclaim c: for all a where (for all j in 1..: abs(a[j]) <= 1): converges(sum(j in 1..: a[j]))")]
    [TestCase("given u[j in 1..] in vector(2)\nassume small: converges(sum(j in 1..: norm(u[j])^2))\nclaim c: for all u: converges(sum(j in 1..: exp(u[j][0])))")]
    public void Refutation_ForAllNumbersAtOnce_CarriesACertificate(string text)
    {
        var verdict = Verdict(text);
        Assert.That((verdict.Kind, verdict.Qualifier, verdict.Certificate?.Kind), Is.EqualTo((VerdictKind.Refuted, "", "counterexample")), verdict.Strength + ": " + verdict.Reason);
    }

    // The search finds vectors of many entries, and the checker reads means over one number: the least size is proposed in their place.
    [TestCase("norm(x)^2", true)]
    [TestCase("norm(x)^2/2", false)]
    public void Refutation_AtASizeThatIsNotRead_IsCertifiedAtTheLeast(string value, bool isRefuted)
    {
        var verdict = Verdict($"given d in 1.., x in vector(d)\nw ~ normal(d)\nclaim c: for all d, x: expect(w: relu(dot(w, x))^2) == {value}");
        Assert.That((verdict.Kind == VerdictKind.Refuted, verdict.Certificate?.Kind), Is.EqualTo((isRefuted, isRefuted ? "counterexample" : null)), verdict.Strength + ": " + verdict.Reason);
    }

    // True twins of these.
    [TestCase("given x in reals, y in reals\nclaim c: exists C > 0: for all x, y: abs(x + y) <= C*(abs(x) + abs(y))")]
    [TestCase("given a[j in 1..] in reals, b[j in 1..] in reals\nassume one: converges(sum(j in 1..: abs(b[j])))\nclaim c: for all a, b where (for all j in 1..: abs(a[j]) <= abs(b[j])): converges(sum(j in 1..: a[j]))")]
    [TestCase("given f(u in reals) in reals where convex(f), a in reals, b in reals\nclaim c: for all f, a, b: f((a + b)/2) <= (f(a) + f(b))/2")]
    [TestCase("given a in reals, b in reals\nflow t:\n  start p = a\n  start q = b\n  rate p = -p*q^2\n  rate q = -p^2*q\nclaim c: for all a, b: for all t: p@t^2 - q@t^2 == a^2 - b^2")]
    [TestCase("claim c: (exists s[i<2] in {-1, 1}: s[0] + s[1] == 0) iff (exists g[i<2] in reals: g[0] + g[1] >= 0)")]
    public void TrueTwin_IsNotRefuted(string text) => Assert.That(Verdict(text).Kind, Is.Not.EqualTo(VerdictKind.Refuted));

    private static Verdict Verdict(string text) => SpecRun.All(text).Specs[0].Claims.Single(c => c.Name == "c").Verdict;
}
