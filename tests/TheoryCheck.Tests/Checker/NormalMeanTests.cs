using NUnit.Framework;

namespace TheoryCheck.Tests.Checker;

/// <summary>Means over one normal number as the checker reads them: by the moments of half-lines, each with its false twin.</summary>
[TestFixture]
public sealed class NormalMeanTests
{
    private const string Draws = "z ~ normal(0, 1)\ny ~ normal(2, 9)\nw ~ normal(1)\nother ~ normal(0, 1)\ngiven v in reals\n";

    // E z^4 = 3, E|z|^3 = 2 sqrt(2/pi), E relu(z) = 1/sqrt(2 pi), E (2 + 3z)^2 = 13, E (2 + 3z)^3 = 8 + 3*2*9 = 62.
    [TestCase("expect(z: z^4) == 3", false)]
    [TestCase("expect(z: z^4) == 1", true)]
    [TestCase("expect(z: z^5 + z) == 0", false)]
    [TestCase("expect(z: z^5 + z) == 1/1000", true)]
    [TestCase("expect(z: abs(z)^3) == 2*sqrt(2/pi)", false)]
    [TestCase("expect(z: abs(z)^3) == sqrt(2/pi)", true)]
    [TestCase("expect(z: relu(z))^2 == 1/(2*pi)", false)]
    [TestCase("expect(z: relu(z))^2 == 1/pi", true)]
    [TestCase("expect(z: relu(z)*relu(-2*z)) == 0", false)]
    [TestCase("expect(z: relu(z)*relu(2*z)) == 0", true)]
    [TestCase("expect(z: step(z)*sign(z)) == 1/2", false)]
    [TestCase("expect(z: step(z)*sign(z)) == 0", true)]
    [TestCase("expect(z: max(z, -z)*z) == 1", true)]
    [TestCase("expect(z: if(z > 0, z^2, 2*z^2)) == 3/2", false)]
    [TestCase("expect(z: if(z > 0, z^2, 2*z^2)) == 2", true)]
    [TestCase("expect(y: y^2) == 13", false)]
    [TestCase("expect(y: y^2) == 4", true)]
    [TestCase("expect(y: y^3) == 62", false)]
    [TestCase("expect(y: y^3) == 8", true)]
    [TestCase("expect(y: relu(y - 2)^2) == 9/2", false)]
    [TestCase("expect(y: relu(y - 2)^2) == 9", true)]
    [TestCase("expect(w: norm(w)^2) == 1", false)]
    [TestCase("expect(w: dot(w, w)^2) == 1", true)]
    [TestCase("expect(w: grad(relu(3*w[0]), w)[0]) == 3/2", false)]
    [TestCase("expect(w: grad(relu(3*w[0]), w)[0]) == 3", true)]
    [TestCase("expect(z: expect(other: (1 + other)^2)*z^2) == 2", false)]
    [TestCase("expect(z: expect(other: (1 + other)^2)*z^2) == 1", true)]
    [TestCase("expect(z: 7) == 7", false)]
    [TestCase("expect(z: 7) == 8", true)]
    public void Mean_OfPolynomialsOnHalfLines_IsDeniedExactlyWhereItDiffers(string formula, bool isDenied) =>
        Assert.That(Denies(formula), Is.EqualTo(isDenied));

    // All are false, and none is read: kinks elsewhere, other functions, several numbers, conditions, and derivatives that see another number move.
    [TestCase("expect(z: relu(z - 1)) == 7")]
    [TestCase("expect(y: relu(y)) == 100")]
    [TestCase("expect(z: exp(z)) == 0")]
    [TestCase("expect(z: 1/(1 + z^2)) == 7")]
    [TestCase("expect(z: sqrt(z^2)) == 7")]
    [TestCase("expect(z: floor(z)) == 7")]
    [TestCase("expect(z, other: z*other) == 1")]
    [TestCase("expect(z: z given z > 0) == 0")]
    [TestCase("expect(z: expect(other: (z + other)^2)) == 1")]
    [TestCase("expect(z: grad((z*v)^2, v)) == 1")]
    [TestCase("expect(z: z^300) == 1")]
    public void Mean_OfAnythingElse_IsNotRead(string formula) => Assert.That(Denies(formula), Is.False);

    [TestCase("expect(z: z^4) == 3", true)]
    [TestCase("expect(z: z^4) == 4", false)]
    public void Mean_ThatIsKnownExactly_ShowsAClaim(string formula, bool holds) =>
        Assert.That(new Sample("instance", $"{Draws}claim c: {formula}", "c", """{"steps": []}""").Check().Accepted is not null, Is.EqualTo(holds));

    // E phi(z) is phi(0) for phi = 3t, and not for t^2; phi' is as wrong.
    [TestCase("t^2", true)]
    [TestCase("3*t", false)]
    [TestCase("t^3", false)]
    public void Mean_OfAListedFunction_IsThatOfItsPolynomial(string phi, bool isDenied) => Assert.That(
        new Sample(
            "counterexample",
            "given phi(t in reals) in reals where smooth(phi)\nz ~ normal(0, 1)\nclaim c: for all phi: expect(z: phi(2*z)) == phi(0)",
            "c",
            $$$"""{"steps": [{"symbol": "phi", "value": {"function": "phi(t in reals) = {{{phi}}}"}}]}""").Check().Accepted is not null,
        Is.EqualTo(isDenied));

    [TestCase("5*t^2", true)]
    [TestCase("5*t", false)]
    public void Mean_OfADerivative_IsThatOfItsPolynomial(string phi, bool isDenied) => Assert.That(
        new Sample(
            "counterexample",
            "given phi(t in reals) in reals where smooth(phi)\nz ~ normal(0, 1)\ndphi(t in reals) = grad(phi(t), t)\nclaim c: for all phi: expect(z: dphi(2*z)^2) == dphi(0)^2",
            "c",
            $$$"""{"steps": [{"symbol": "phi", "value": {"function": "phi(t in reals) = {{{phi}}}"}}]}""").Check().Accepted is not null,
        Is.EqualTo(isDenied));

    private static bool Denies(string formula) =>
        new Sample("counterexample", $"{Draws}claim c: for all v: {formula}", "c", """{"steps": [{"symbol": "v", "value": "1"}]}""").Check().Accepted is not null;
}
