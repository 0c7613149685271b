using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Tests.Symbolics.Typesetting;
using TheoryCheck.Verification.Results;
using static TheoryCheck.Tests.Symbolics.Typesetting.ReferenceStatements;

namespace TheoryCheck.Tests.Reporting;

/// <summary>A made-up run with one of everything.</summary>
internal static class SampleRun
{
    public static RunResult Create() => new("0.1.0", 20261121, new Rational(1, 1000), [Kernel(), Lemma(), Dynamics(), Faulty()], Ledger());

    private static Sequence<LedgerEntry> Ledger() =>
    [
        .. Labels().Select(label => new LedgerEntry("ntk-concentration", "frobenius", label, "failure frequency at most delta", new Rational(1, 12000))),
        new LedgerEntry("gd-rate", "rate", "", "failure frequency at most delta", new Rational(1, 2000)),
    ];

    private static IEnumerable<string> Labels() =>
        from m in new[] { 64, 256, 1024 } from delta in new[] { "1/10", "1/100" } select $"M = {m}, delta = {delta}";

    private static SpecOutcome Kernel() => new("ntk-concentration", "Concentration of the finite-width tangent kernel", "specs/ntk/concentration.theory.md", "5b2f1c0e9d47", [Frobenius(), Mean()])
    {
        Source = "Hoeffding's inequality and a union bound, as in lecture notes on the tangent kernel",
        Tags = ["ntk", "concentration"],
        Prose = "The kernel of a network of width $M$ is an average over neurons, so it is close to its mean $K^\\infty$.\n\nThe bound is **not** sharp: Hoeffding ignores that most entries have small variance. See [the notes](https://example.org/ntk).",
        Declarations = [.. new[] { N, D, M, Delta, X, W, K, Kinf }.Select(DeclarationOutcome.Of)],
    };

    private static ClaimOutcome Frobenius() => new(
        "frobenius",
        Typeset.Of(Concentration()),
        new Verdict(VerdictKind.Supported, "In each of the 6 cases, on the drawn instance x, the event fails with probability at most delta, at joint confidence 99.9%."))
    {
        Expected = VerdictKind.Supported,
        Cases = [.. Labels().Select((label, i) => Case(label, i))],
        Curves =
        [
            new Curve(
                "Squared deviation against its bound",
                new PlotAxis("width M", IsLogarithmic: true),
                new PlotAxis("‖K − K∞‖²", IsLogarithmic: true),
                [Series("delta = 1/10", 1), Series("delta = 1/100", 1.6)]),
        ],
        Histogram = new Histogram("bound − deviation", [.. Enumerable.Range(0, 31).Select(i => -0.05 + (i * 0.02))], [.. Enumerable.Range(0, 30).Select(i => i < 2 ? i : (long)(900 * Math.Exp(-0.02 * (i - 17) * (i - 17))))]) { Marker = 0 },
        Ledger = [.. Ledger().Take(6)],
        Replay = "theorycheck run specs/ntk/concentration.theory.md --claim frobenius --seed 20261121",
        Work = [new WorkCount("trials", 48_000), new WorkCount("kernel evaluations", 48_000)],
        Citations = [new Citation("hoeffding1963probability", "Theorem 2"), new Citation("howard2021time", "Section 4")],
        Notes = ["The instance x is the one that the seed draws; other instances are not covered."],
    };

    private static CaseOutcome Case(string label, int i) => new(label, new Verdict(VerdictKind.Supported, "fails with probability at most delta"))
    {
        Trials = 8000,
        Failures = i % 2 == 0 ? 41 + (60 * i) : 3 + i,
        Unknowns = i == 3 ? 2 : 0,
        Estimate = new Estimate("failure frequency", i % 2 == 0 ? (41 + (60 * i)) / 8000.0 : (3 + i) / 8000.0, i % 2 == 0 ? (25 + (50 * i)) / 8000.0 : 0, i % 2 == 0 ? (70 + (75 * i)) / 8000.0 : (16 + i) / 8000.0, Relation.LessOrEqual, i % 2 == 0 ? 0.1 : 0.01),
        EValueLog10 = 6.2 + i,
        AlphaSpent = new Rational(1, 12000),
        Tightness = 0.61 - (0.02 * i),
        Slack = i < 2 ? -0.031 : 0.0042,
    };

    private static CurveSeries Series(string label, double factor)
    {
        var x = Enumerable.Range(0, 9).Select(i => 16 * Math.Pow(2, i)).ToList();
        return new CurveSeries(
            label,
            [.. x],
            [.. x.Select(m => 3.1 / m)],
            [.. x.Select(m => 1.7 / m)],
            [.. x.Select(m => 5.5 / m)],
            [.. x.Select(m => 8.3 * factor / m)])
        {
            BandLabel = "5% to 95% of 8 000 trials",
        };
    }

    private static ClaimOutcome Mean() => new(
        "mean",
        Typeset.Of(ReferenceStatements.Mean()),
        new Verdict(VerdictKind.Proved, "For all n, d, M and all points on the sphere, by a derivation in 3 steps."))
    {
        Expected = VerdictKind.Proved,
        Derivation =
        [
            new DerivationStep("linearity of the mean", Typeset.Of(Bind("expect", [new Binder(W, null)], Build.At(Ref(K), Number.Zero, Number.One))), Typeset.Of(Build.Multiply(Ref(Lambda0), Bind("expect", [new Binder(W, null)], Make("step", Ref(Phi))))), "E is linear; the neurons are identically distributed."),
            new DerivationStep("orthant probability", Typeset.Of(Bind("expect", [new Binder(W, null)], Make("step", Ref(Phi)))), Typeset.Of(Build.Divide(Build.Subtract(Constant.Pi, Ref(Phi)), Build.Multiply(Num(2), Constant.Pi))), "The probability that a Gaussian lies in two half-spaces is (π − angle)/(2π).") { Conditions = ["norm(x[i]) == 1", "norm(x[j]) == 1"] },
            new DerivationStep("definition", Typeset.Of(Build.At(Ref(Kinf), Number.Zero, Number.One)), Typeset.Of(Build.At(Ref(Kinf), Number.Zero, Number.One)), "Both sides are the same term."),
        ],
        Replay = "theorycheck run specs/ntk/concentration.theory.md --claim mean",
    };

    private static SpecOutcome Lemma() => new("ntk-pd-lemma", "Smallest eigenvalue of the limit kernel", "specs/ntk/pd-lemma.theory.md", "77aa01", [SmallestEigenvalue(), PerSize()])
    {
        Corrects = "ntk-pd-lemma-original",
        Change = "The constant may depend on the dimension, and the exponent of n is 2 instead of 3.",
        Declarations = [.. new[] { N, D, Phi, X, Kinf }.Select(DeclarationOutcome.Of)],
    };

    private static ClaimOutcome SmallestEigenvalue() => new(
        "positive",
        Typeset.Of(ReferenceStatements.Lemma()),
        new Verdict(VerdictKind.Refuted, "False: for every C > 0 the points below give a smaller eigenvalue; re-checked with intervals of 128 bits.", "The witness family x(s) sends the ratio to 0 as s tends to 0.", Certificate: Checker.Samples.Counterexample.Check().Accepted))
    {
        Expected = VerdictKind.Proved,
        Correction = Difference.Mark(ReferenceStatements.Lemma(3), ReferenceStatements.Lemma()),
        Assumptions = [new AssumptionOutcome("separated", Typeset.Of(new Comparison(Make("norm", Build.Subtract(Build.At(Ref(X), Number.Zero), Build.At(Ref(X), Number.One))), Relation.GreaterOrEqual, Ref(Phi))), 120_000, 41_233)],
        Counterexample = new Counterexample(
            [
                new SymbolValue(Typeset.Of(Ref(N)), "3"),
                new SymbolValue(Typeset.Of(Ref(D)), "3"),
                new SymbolValue(Typeset.Of(Ref(Phi)), "1/8"),
                new SymbolValue(Typeset.Of(Build.At(Ref(X), Number.Zero)), "[3/5, 4/5, 0]"),
                new SymbolValue(Typeset.Of(Build.At(Ref(X), Number.One)), "[119/169, 120/169, 0]"),
                new SymbolValue(Typeset.Of(Build.At(Ref(X), Num(2))), "[2/3, 2/3, 1/3]"),
            ],
            "intervals, 128 bits")
        {
            Failure = new FailedComparison(
                Typeset.Of(Make("eigmin", Ref(Kinf))),
                "[0.00417312948170, 0.00417312948171]",
                ">=",
                Typeset.Of(Build.Divide(Ref(Phi), Build.Power(Ref(N), Num(2)))),
                "1/72",
                "[0.00971575940718, 0.00971575940720]"),
            Drawing = new Drawing(true, [new DrawnPoint("x", "x₀", [0.6, 0.8, 0]), new DrawnPoint("x", "x₁", [119.0 / 169, 120.0 / 169, 0]), new DrawnPoint("x", "x₂", [2 / 3.0, 2 / 3.0, 1 / 3.0])]),
        },
        Work = [new WorkCount("points searched", 41_233)],
        Replay = "theorycheck run specs/ntk/pd-lemma.theory.md --claim positive --seed 20261121",
        Certificate = "out/certificates/ntk-pd-lemma.positive.json",
    };

    private static ClaimOutcome PerSize() => new(
        "planar",
        Typeset.Of(Ball()),
        new Verdict(VerdictKind.Unrefuted, "The search looked at 250 000 configurations with n up to 12; the closest came within 3.2e-4 of a violation.", Qualifier: "numerical"))
    {
        Counterexample = null,
        Work = [new WorkCount("points searched", 250_000)],
        Cases = [new CaseOutcome("", new Verdict(VerdictKind.Certified, "On this instance, by exact arithmetic.", Certificate: Checker.Samples.Instance.Check().Accepted))],
    };

    private static SpecOutcome Dynamics() => new("gd-rate", "Gradient descent on a sparse measure", "specs/dynamics/gd-rate.theory.md", "0c51", [RateClaim(), Vacuous(), RecoveredMeasure()]);

    private static ClaimOutcome RateClaim()
    {
        var x = Enumerable.Range(0, 120).Select(i => 40.0 * i).ToList();
        return new ClaimOutcome(
            "rate",
            Typeset.Of(Rate()),
            new Verdict(VerdictKind.Inconclusive, "To horizon k = 5000 on 1 drawn instance the witness tau = 1/400 holds in 197 of 200 runs.", "A claim for all k cannot be supported by runs to a horizon; the budget of 200 runs also leaves 3 undecided."))
        {
            Curves =
            [
                new Curve(
                    "Excess loss along gradient descent",
                    new PlotAxis("step k"),
                    new PlotAxis("F(v at k) − best", IsLogarithmic: true),
                    [
                        new CurveSeries(
                            "",
                            [.. x],
                            [.. x.Select(k => (0.8 * Math.Exp(-k / 420)) + 1e-6)],
                            [.. x.Select(k => (0.5 * Math.Exp(-k / 380)) - 1e-5)],
                            [.. x.Select(k => (1.1 * Math.Exp(-k / 520)) + 2e-6)],
                            [.. x.Select(k => k < 400 ? double.NaN : 2.4 * Math.Exp(-(k - 400) / 700))])
                        {
                            BandLabel = "all 200 runs",
                        },
                    ]),
            ],
            Cases = [new CaseOutcome("", new Verdict(VerdictKind.Inconclusive, "3 of 200 runs undecided")) { Trials = 200, Unknowns = 3, Estimate = new Estimate("failure frequency", 0.015, 0.001, 0.061, Relation.LessOrEqual, 0.05) }],
        };
    }

    private static ClaimOutcome Vacuous() => new(
        "separated_start",
        Typeset.Of(Limits()),
        new Verdict(VerdictKind.Vacuous, "None of 10 000 candidates satisfied the assumption, so nothing was checked."))
    {
        Assumptions = [new AssumptionOutcome("close", Typeset.Of(Order()), 10_000, 0)],
    };

    private static ClaimOutcome RecoveredMeasure() => new(
        "recovery",
        Typeset.Of(Recovery()),
        new Verdict(VerdictKind.Certified, "On the 2 listed instances, with exact dual certificates.", Certificate: Checker.Samples.Instance.Check().Accepted))
    {
        Certificate = "out/certificates/gd-rate.recovery.json",
    };

    private static SpecOutcome Faulty() => new("scratch", "", "scratch.theory", "", [])
    {
        Diagnostics =
        [
            new DiagnosticOutcome("TC2003", true, "scratch.theory(3,12)", "'scale' is -2, but must be positive", "scratch.theory(3,12): error TC2003: 'scale' is -2, but must be positive\n  given s in normal(0, -2)\n                       ^^\n  help: the second argument is a variance\n"),
        ],
    };
}
