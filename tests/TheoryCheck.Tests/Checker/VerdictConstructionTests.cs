using System.Reflection;
using System.Runtime.CompilerServices;
using NUnit.Framework;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Checker;

/// <summary>A verdict that needs an accepted certificate cannot be made without one, and nothing but the checker makes one.</summary>
[TestFixture]
public sealed class VerdictConstructionTests
{
    private static readonly AcceptedCertificate[] Certificates = [.. Samples.All.Select(s => s.Check().Accepted!)];

    [Test]
    public void Verdict_OfEachKindAndQualifier_IsMadeOnlyWithTheCertificateItNeeds() => Assert.Multiple(() =>
    {
        foreach (var kind in Enum.GetValues<VerdictKind>())
        {
            foreach (var qualifier in new[] { "", "numerical", "derived", "statistical" })
            {
                foreach (var certificate in Certificates.DistinctBy(c => c.Truth).Append(null))
                {
                    Certainty? needed = kind == VerdictKind.Certified ? Certainty.True : kind == VerdictKind.Refuted && qualifier.Length == 0 ? Certainty.False : null;
                    var isMade = IsMade(() => new Verdict(kind, "", "", qualifier, certificate));
                    Assert.That(isMade, Is.EqualTo(needed is null || certificate?.Truth == needed), $"{kind} ({qualifier}) with {certificate?.Kind}");
                }
            }
        }
    });

    // What is fixed at construction stays so: a copy cannot be given another kind, qualifier or certificate.
    [TestCase("Kind")]
    [TestCase("Qualifier")]
    [TestCase("Certificate")]
    public void Verdict_OnceMade_CannotBeGivenAnother(string property) => Assert.That(typeof(Verdict).GetProperty(property)!.CanWrite, Is.False);

    [Test]
    public void Verdict_AmongItsConstructors_HasOneThatIsGuarded() =>
        Assert.That(typeof(Verdict).GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(c => c.GetParameters() is not [{ ParameterType: var only }] || only != typeof(Verdict)), Has.Exactly(1).Items);

    [Test]
    public void AcceptedCertificate_OutsideOfTheChecker_HasNoConstructorAndNoSetter() => Assert.Multiple(() =>
    {
        Assert.That(typeof(AcceptedCertificate).GetConstructors(), Is.Empty);
        Assert.That(typeof(AcceptedCertificate).GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance), Has.All.Property(nameof(ConstructorInfo.IsAssembly)).True);
        Assert.That(typeof(AcceptedCertificate).GetProperties().Where(p => p.CanWrite), Is.Empty);
        Assert.That(typeof(AcceptedCertificate).IsSealed, Is.True);
        Assert.That(typeof(AcceptedCertificate).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName), Is.All.StartsWith("TheoryCheck.Tests"));
    });

    private static bool IsMade(Func<Verdict> make)
    {
        try
        {
            _ = make();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
