using System.Text.Json.Nodes;
using NUnit.Framework;
using TheoryCheck.Checker;

namespace TheoryCheck.Tests.Checker;

/// <summary>Thousands of changed certificates, each wrong in one place: none is accepted.</summary>
[TestFixture]
public sealed class MutationTests
{
    // Weaker statements that stay true: a smaller margin or lower end, a larger upper end, another middle of the ball, other data of trials with as much evidence.
    private static readonly Dictionary<string, string[]> TrueNeighbours = new(StringComparer.Ordinal)
    {
        ["positive_definite"] = ["margin"],
        ["eigenvalue_enclosure"] = ["lower", "upper"],
        ["kernel_vector"] = ["vector"],
        ["measure_optimum"] = ["lower", "upper"],
        ["sparse_optimum"] = ["within"],
        ["instance"] = ["optima"],
        ["binomial_test"] = ["seed", "alpha", "successes", "unknowns"],
        ["sequential_test"] = ["seed", "alpha", "successes", "unknowns"],
        ["sphere_supremum"] = ["lower", "upper"],
        ["local_minimum"] = ["near", "modulus"],
    };

    [TestCaseSource(typeof(Samples), nameof(Samples.All))]
    public void Mutants_OfAnAcceptedCertificate_AreAllRejected(object sample)
    {
        var own = (Sample)sample;
        Assert.That(Mutants(own).Where(m => CertificateChecker.Check(m.Json, own.Source).Accepted is not null), Is.Empty);
    }

    [Test]
    public void Mutants_OfAllKinds_AreThousands() => Assert.That(Samples.All.Sum(s => Mutants(s).Count()), Is.GreaterThanOrEqualTo(5000));

    [TestCase("positive_definite", "margin", "2")]
    [TestCase("eigenvalue_enclosure", "lower", "1000001/1000000")]
    [TestCase("eigenvalue_enclosure", "upper", "999999/1000000")]
    [TestCase("measure_optimum", "lower", "75000001/4000000")]
    [TestCase("measure_optimum", "upper", "74999999/4000000")]
    [TestCase("local_minimum", "modulus", "2000001/1000000")]
    [TestCase("sphere_supremum", "lower", "5000001/1000000")]
    [TestCase("sphere_supremum", "upper", "4999999/1000000")]
    [TestCase("sparse_optimum", "within", "-1")]
    public void Mutant_ThatSaysMore_IsRejected(string kind, string key, string value)
    {
        var sample = Samples.All.First(s => s.Kind == kind);
        var certificate = sample.Certificate();
        certificate["body"]![key] = value;
        Assert.That(CertificateChecker.Check(certificate.ToJsonString(), sample.Source).Accepted, Is.Null);
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{\"format\": \"tc-cert/2\", \"format\": \"tc-cert/2\"}")]
    public void Text_ThatIsNoCertificate_IsRejected(string text) => Assert.That(CertificateChecker.Check(text, Samples.Instance.Source).Accepted, Is.Null);

    [Test]
    public void Certificate_OfAnotherSpec_IsRejected([ValueSource(typeof(Samples), nameof(Samples.All))] object sample)
    {
        var own = (Sample)sample;
        var certificate = own.Certificate().ToJsonString();
        Assert.Multiple(() =>
        {
            Assert.That(CertificateChecker.Check(certificate, new Core.SourceText("t.theory", own.Text + "\n# a remark\n")).Accepted, Is.Null);
            Assert.That(CertificateChecker.Check(certificate, new Core.SourceText("t.theory", own.Text + "\nb = 2\n")).Accepted, Is.Null);
        });
    }

    // A function is the same one with other spaces, and divided by 1.
    private static IEnumerable<(string Place, string Json)> Mutants(Sample sample)
    {
        static string Plain(string json) => json.Replace(" ", "", StringComparison.Ordinal).Replace("/1\"", "\"", StringComparison.Ordinal);
        var original = Plain(sample.Certificate().ToJsonString());
        return Mutations.Of(sample.Certificate()).Where(m => !IsNeighbour(sample.Kind, m.Place) && !IsRepeated(sample, m.Json) && !(m.Place.EndsWith("/function", StringComparison.Ordinal) && Plain(m.Json) == original));
    }

    // What is listed as a minimiser may be listed twice.
    private static bool IsRepeated(Sample sample, string json)
    {
        var (changed, own) = (JsonNode.Parse(json)!, sample.Certificate());
        if (changed["body"] is not JsonObject body || body["optima"] is not JsonArray { Count: > 1 } optima || own["body"]!["optima"] is not JsonArray { Count: 1 } listed)
        {
            return false;
        }

        var isSame = optima.All(o => JsonNode.DeepEquals(o, listed[0]));
        body["optima"] = listed.DeepClone();
        return isSame && JsonNode.DeepEquals(changed, own);
    }

    // The precision is no part of what is said.
    private static bool IsNeighbour(string kind, string place) => place == "/bits" ||
        TrueNeighbours.TryGetValue(kind, out var keys) && keys.Any(k => place.Split('/').Contains(k, StringComparer.Ordinal));
}
