using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Verification.Figures;

/// <summary>The pictures that a run makes of what a claim is about.</summary>
public sealed class FigureTests
{
    private const string Plane = """
        n = 2; d = 2; lambda = 1/10
        given z in {0}
        x[i<n] = if(i == 0, [1, 0], [0, 1])
        y[i<n] = 1 + i
        best = inf(nu in measures(sphere(d)): 1/(2*n)*sum(i<n: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + lambda*tvnorm(nu))

        """;

    private const string Dynamics = """
        given z in {0}
        F(b[j<2] in reals, v[j<2] in vector(2)) = 1/2*sum(i<2: (1 - sum(j<2: b[j]*relu(v[j][i])))^2) + 1/10*sum(j<2: abs(b[j])*norm(v[j]))
        best = inf(b[j<2] in reals, v[j<2] in vector(2): F(b, v))
        evolve k:
          start a[j<2] = 1 - 2*j, w[j<2] = [1/2, 1/4 + j]
          a[j] <- a[j] - 1/20*grad(F(a, w), a[j])
          w[j] <- w[j] - 1/20*grad(F(a, w), w[j])
        claim falls: for all z: for all k: F(a@k, w@k) - best <= 1000
        check falls:
          horizon k = 20
        """;

    // The dual variables are q = (y - f)/(n λ) at the optimum f = y(1 - 1/(5|y|)), so q = y/|y|: η(θ) = ⟨θ, y⟩/√5 in the first quadrant.
    [Test]
    public void Certificate_OfAKnownOptimum_HasItsDualAndItsAtom()
    {
        var figure = SpecRun.One(Plane + "claim value: for all z: best >= 0").Figures.Items.First(f => f.Kind == "certificate on the circle");
        var inputs = figure.Table("inputs")!;
        Assert.That(inputs["dual"], Is.EqualTo(new[] { 1 / Math.Sqrt(5), 2 / Math.Sqrt(5) }).Within(1e-6));
        var atoms = figure.Table("atoms")!;
        Assert.That((atoms["x1"].Single(), atoms["x2"].Single()), Is.EqualTo((1 / Math.Sqrt(5), 2 / Math.Sqrt(5))).Within(1e-6));
        Assert.That(atoms["weight"].Single(), Is.EqualTo(Math.Sqrt(5) - 0.2).Within(1e-6));
    }

    [Test]
    public void Certificate_InsideAProbability_IsThatOfTheFirstTrial()
    {
        var outcome = SpecRun.One("""
            x[i<4] ~ sphere(3)
            F(nu in measures(sphere(3))) = 1/8*sum(i<4: (1 - integral(t wrt nu: relu(dot(t, x[i]))))^2) + 1/10*tvnorm(nu)
            claim unique: with probability >= 1/4 over x: singleton(argmin(nu in measures(sphere(3)): F(nu)))
            check unique:
              trials = 40
            """);
        var figure = outcome.Figures.Items.First(f => f.Kind == "certificate on the sphere");
        var inputs = figure.Table("inputs")!;
        Assert.That(figure.Title, Does.EndWith("first trial"));
        Assert.That(Enumerable.Range(0, 4).Select(i => (inputs["x1"][i] * inputs["x1"][i]) + (inputs["x2"][i] * inputs["x2"][i]) + (inputs["x3"][i] * inputs["x3"][i])), Is.All.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void Claim_WithoutAnOptimum_HasNoPictureOfOne() =>
        Assert.That(SpecRun.One("given z in {0, 1}\nclaim c: for all z: z >= 0").Figures, Is.Empty);

    [Test]
    public void Names_OfVectorsOfTheClaim_AreDirections()
    {
        var figures = SpecRun.One(Plane.Replace("given z in {0}", "given z in {0}\nV[j<3] ~ normal(2)", StringComparison.Ordinal) + "claim value: for all z: for drawn V: best >= 0*dot(V[0], V[1])").Figures;
        var named = figures.Items.First(f => f.Kind == "certificate on the circle").Table("named")!;
        Assert.That(named.Labels.Items, Is.EqualTo(new[] { "V[0]", "V[1]", "V[2]" }));
        Assert.That(named["x1"].Zip(named["x2"], (a, b) => (a * a) + (b * b)), Is.All.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void Path_AgainstABracketedOptimum_HasABandBetweenItsBounds()
    {
        var outcome = SpecRun.One(Dynamics);
        var series = outcome.Curves.Single().Series.Single();
        Assert.That(series.BandLabel, Is.EqualTo("between the bounds on the optimum"));
        Assert.That(series.Low.Zip(series.High).All(p => p.First <= p.Second && p.Second - p.First < 1e-6));
        Assert.That(series.Median.Zip(series.Low.Zip(series.High)).All(p => p.First >= p.Second.First && p.First <= p.Second.Second));
    }

    [Test]
    public void Path_OfOneRunAgainstANumber_HasNoBand() =>
        Assert.That(SpecRun.One(Dynamics.Replace("- best <=", "<=", StringComparison.Ordinal)).Curves.Single().Series.Single().Low, Is.Empty);

    // At the start |a[j]|·w[j] = w[j] = (1/2, 1/4 + j), with the signs + and -.
    [Test]
    public void Particles_OfARun_StartWhereTheClaimStartsThem()
    {
        var steps = SpecRun.One(Dynamics).Figures.Items.First(f => f.Kind == "paths in the plane").Table("steps")!;
        Assert.That(steps.Count, Is.EqualTo(2 * 21));
        Assert.That((steps["x"][0], steps["y"][0], steps["sign"][0]), Is.EqualTo((0.5, 0.25, 1.0)));
        Assert.That((steps["x"][1], steps["y"][1], steps["sign"][1]), Is.EqualTo((0.5, 1.25, -1.0)));
        Assert.That(steps["x"][^2], Is.Not.EqualTo(0.5));
    }

    // x⁴/4 - x²/2 + x/10 has a local minimum near 0.9456 and a lower one near -1.0467.
    [Test]
    public void Slice_ThroughALocalMinimum_GoesThroughTheLowerPoint()
    {
        var slice = SpecRun.One("""
            given z in {0}
            G(t in reals) = t^4/4 - t^2/2 + t/10
            claim spurious: for all z: exists u in reals: local_min(G, u) and G(u) > inf(s in reals: G(s))
            """).Figures.Items.First(f => f.Kind == "slice");
        var marked = slice.Table("marked")!;
        Assert.That(marked.Labels.Items, Is.EqualTo(new[] { "local minimum", "lower point" }));
        Assert.That(marked["value"], Is.EqualTo(new[] { -0.1527, -0.3524 }).Within(1e-3));
        Assert.That(slice.Table("slice")!["value"].Max(), Is.GreaterThan(-0.1), "the barrier in between");
    }

    [Test]
    public void Figures_OnAnyNumberOfThreads_AreTheSame() =>
        Assert.That(SpecRun.One(Dynamics, SpecRun.Options with { Jobs = 3 }).Figures, Is.EqualTo(SpecRun.One(Dynamics).Figures));
}
