using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Families;

public sealed class ScalarFunctionTests
{
    private const int Points = 50;

    private static IEnumerable<ScalarFunction> Functions =>
        Catalogue<ScalarFunction>.Members.Where(f => f.GetType().Assembly == typeof(ScalarFunction).Assembly);

    private static IEnumerable<ScalarFunction> KinkedFunctions =>
        Functions.Where(f => f.MaximumArity == 1 && f.Kink([Build.Ref(new Symbol("t", SymbolRole.Given, default) { Type = TermType.Real })]) is Reference);

    [TestCaseSource(nameof(Functions))]
    public void Derivative_AgreesWithForwardDifferentiation(ScalarFunction function)
    {
        var samples = new SampleSequence(20260101);
        var integers = IntegerArguments(function);
        var checkedPoints = 0;
        for (var attempt = 0; checkedPoints < Points && attempt < 5000; attempt++)
        {
            var values = Sample(samples, integers);
            var (evaluator, arguments) = Bind(function, values, integers);
            if (!InDomain(function, evaluator, arguments) || IsAtKink(function, evaluator, arguments))
            {
                continue;
            }

            checkedPoints++;
            for (var position = 0; position < values.Length; position++)
            {
                if (integers[position])
                {
                    continue;
                }

                var slope = evaluator.Value(function.Derivative(arguments, position));
                var dual = function.Evaluate<DualReading>([.. values.Select((v, i) => new DualReading(v, i == position ? 1 : 0))]);
                Assert.That(slope, Is.EqualTo(dual.Slope).Within(1e-9 * (1 + Math.Abs(dual.Slope))), $"argument {position} at {string.Join(", ", values)}");
            }
        }

        Assert.That(checkedPoints, Is.EqualTo(Points));
    }

    [TestCaseSource(nameof(Functions))]
    public void Value_IsFiniteExactlyOnTheDomain(ScalarFunction function)
    {
        var samples = new SampleSequence(20260102);
        var integers = IntegerArguments(function);
        for (var i = 0; i < 400; i++)
        {
            // Negative orders and zero divisors too.
            var values = Sample(samples, integers).Select((v, at) => integers[at] ? v - samples.NextBelow(4) : Math.Round(v * 8) / 8).ToArray();
            var (evaluator, arguments) = Bind(function, values, integers);
            Assert.That(IsDefined(function, values), Is.EqualTo(InDomain(function, evaluator, arguments)), string.Join(", ", values));
        }
    }

    [TestCaseSource(nameof(KinkedFunctions))]
    public void KinkSlopes_AreTheOneSidedDifferenceQuotients(ScalarFunction function)
    {
        if (function is Root or Step or Sign)
        {
            Assert.That(function.KinkSlopes, Is.EqualTo((Rational.Zero, Rational.Zero)));
            return;
        }

        const double H = 1e-6;
        double At(double t) => function.Evaluate<DoubleReading>([new(t)]).Value;
        Assert.That((At(0) - At(-H)) / H, Is.EqualTo(function.KinkSlopes.Below.ToDouble()).Within(1e-9));
        Assert.That((At(H) - At(0)) / H, Is.EqualTo(function.KinkSlopes.Above.ToDouble()).Within(1e-9));
    }

    [TestCase("step", 0, 1, 0)]
    [TestCase("sign", 0, 0, 0)]
    [TestCase("abs", 0, 0, 0)]
    [TestCase("relu", 0, 0, 1)]
    [TestCase("leaky_relu", 0, 0, 1)]
    [TestCase("square_relu", 0, 0, 0)]
    [TestCase("root", 0, 0, 0)]
    [TestCase("elu", 0, 0, 1)]
    [TestCase("floor", 2, 2, 0)]
    [TestCase("ceil", 2, 2, 0)]
    public void ValueAndSlope_AtTheKink_AreTheConvention(string name, double t, double value, double slope)
    {
        var function = (ScalarFunction)OperationCatalogue.Find(name)!;
        var evaluator = new IndexFormEvaluator();
        var argument = evaluator.Scalar("t", t);
        Assert.That(evaluator.Value(Build.Call(function, argument)), Is.EqualTo(value));
        Assert.That(evaluator.Value(function.Derivative([argument], 0)), Is.EqualTo(slope));
    }

    // Reference values: Abramowitz and Stegun, tables 4.16, 6.1, 7.1; the rest to 20 digits by hand from their series.
    [TestCase("tanh", 1e-10, 1e-10)]
    [TestCase("tanh", 0.5, 0.46211715726000975850)]
    [TestCase("tanh", -3, -0.99505475368673045134)]
    [TestCase("sinh", 1e-8, 1.0000000000000000167e-8)]
    [TestCase("sinh", 1, 1.1752011936438014569)]
    [TestCase("cosh", 1, 1.5430806348152437785)]
    [TestCase("softplus", -40, 4.248354255291588986e-18)]
    [TestCase("softplus", 0, 0.69314718055994530942)]
    [TestCase("softplus", 1000, 1000)]
    [TestCase("sigmoid", -40, 4.2483542552915889953e-18)]
    [TestCase("sigmoid", 800, 1)]
    [TestCase("sigmoid", -800, 0)]
    [TestCase("elu", -1e-9, -9.999999995e-10)]
    [TestCase("erf", 0.5, 0.52049987781304653768)]
    [TestCase("erf", 1, 0.84270079294971486934)]
    [TestCase("erf", 2, 0.99532226501895273416)]
    [TestCase("erf", -3, -0.99997790950300141456)]
    [TestCase("gamma", 0.5, 1.7724538509055160273)]
    [TestCase("gamma", 5, 24)]
    [TestCase("gamma", 10.5, 1133278.3889487854322)]
    [TestCase("gamma", -1.5, 2.3632718012073547031)]
    [TestCase("arccos", -1, Math.PI)]
    [TestCase("arcsin", 0.5, Math.PI / 6)]
    [TestCase("arctan", 1, Math.PI / 4)]
    [TestCase("gelu", 1, 0.84134474606854294859)]
    [TestCase("gelu", -10, -7.6198530241605260660e-23)]
    [TestCase("leaky_relu", -3, -0.03)]
    public void Value_IsTheKnownOne(string name, double t, double expected)
    {
        var value = ((ScalarFunction)OperationCatalogue.Find(name)!).Evaluate<DoubleReading>([new(t)]).Value;
        Assert.That(value, Is.EqualTo(expected).Within((name is "gamma" or "gelu" ? 2e-14 : 1e-15) * Math.Abs(expected)));
    }

    [TestCase(0, 1, -0.57721566490153286061)]
    [TestCase(0, 0.5, -1.9635100260214234794)]
    [TestCase(1, 1, 1.6449340668482264365)]
    [TestCase(2, 1, -2.4041138063191885708)]
    [TestCase(3, 1, 6.4939394022668291491)]
    [TestCase(0, -0.5, 0.03648997397857652056)]
    public void Polygamma_IsTheKnownOne(int order, double t, double expected) =>
        Assert.That(new Polygamma().Evaluate<DoubleReading>([new(order), new(t)]).Value, Is.EqualTo(expected).Within(1e-13 * (1 + Math.Abs(expected))));

    [Test]
    public void ErrorFunction_AcrossTheSwitch_HasOneDerivative()
    {
        var erf = new Erf();
        for (var t = -2.5; t <= 2.5; t += 0.125)
        {
            const double H = 1e-3;
            double At(double s) => erf.Evaluate<DoubleReading>([new(s)]).Value;
            var quotient = ((8 * (At(t + H) - At(t - H))) - (At(t + (2 * H)) - At(t - (2 * H)))) / (12 * H);
            Assert.That(quotient, Is.EqualTo(2 / Math.Sqrt(Math.PI) * Math.Exp(-t * t)).Within(1e-11), $"t = {t}");
        }
    }

    [Test]
    public void ErrorFunctionComplement_InBothBranches_AddsUpToOne()
    {
        for (var t = 0.0; t <= 4; t += 0.0625)
        {
            var sum = ErrorFunctionSum(t);
            Assert.That(sum, Is.EqualTo(1).Within(4e-16), $"t = {t}");
        }

        static double ErrorFunctionSum(double t)
        {
            // gelu(s)/s = erfc(-s/√2)/2, the only public way to the complement.
            var s = -t * Math.Sqrt(2);
            var complement = t == 0 ? 1 : 2 * new Gelu().Evaluate<DoubleReading>([new(s)]).Value / s;
            return complement + new Erf().Evaluate<DoubleReading>([new(t)]).Value;
        }
    }

    [TestCase("erf")]
    [TestCase("gelu")]
    public void ApproximatedFunction_InExactArithmetic_IsRefused(string name) =>
        Assert.That(() => ((ScalarFunction)OperationCatalogue.Find(name)!).Evaluate<Rational>([new(1, 3)]), Throws.TypeOf<NotRepresentableException>());

    [Test]
    public void Gamma_OfAnIntegerInExactArithmetic_IsTheFactorial()
    {
        Assert.That(new Gamma().Evaluate<Rational>([21]), Is.EqualTo(new Rational(2432902008176640000, 1)));
        Assert.That(() => new Gamma().Evaluate<Rational>([new(1, 2)]), Throws.TypeOf<NotRepresentableException>());
        Assert.That(() => new Gamma().Evaluate<Rational>([-2]), Throws.TypeOf<UndefinedException>());
    }

    [Test]
    public void Gegenbauer_InThreeDimensions_IsLegendre()
    {
        var t = new Rational(1, 3);
        Assert.That(new Gegenbauer().Evaluate<Rational>([2, 3, t]), Is.EqualTo(((t * t * 3) - Rational.One) / 2));
        Assert.That(new Gegenbauer().Evaluate<Rational>([3, 3, t]), Is.EqualTo(((t * t * t * 5) - (t * 3)) / 2));
    }

    [Test]
    public void Gegenbauer_InTwoDimensions_IsChebyshev()
    {
        for (var degree = 0; degree <= 9; degree++)
        {
            var value = new Gegenbauer().Evaluate<DoubleReading>([new(degree), new(2), new(Math.Cos(0.7))]).Value;
            Assert.That(value, Is.EqualTo(Math.Cos(degree * 0.7)).Within(1e-13));
        }
    }

    [Test]
    public void Hermite_OfLowDegree_IsTheKnownPolynomial()
    {
        var t = new Rational(2, 5);
        Assert.That(new Hermite().Evaluate<Rational>([0, t]), Is.EqualTo(Rational.One));
        Assert.That(new Hermite().Evaluate<Rational>([3, t]), Is.EqualTo((t * t * t) - (t * 3)));
        Assert.That(new Hermite().Evaluate<Rational>([4, t]), Is.EqualTo((t * t * t * t) - (t * t * 6) + 3));
    }

    [TestCase(7, 2, 3, 1)]
    [TestCase(-7, 2, -4, 1)]
    [TestCase(7, -2, -4, -1)]
    public void DivAndMod_OfIntegers_RoundDown(int a, int b, int quotient, int remainder)
    {
        Assert.That(new Div().Evaluate<Rational>([a, b]), Is.EqualTo((Rational)quotient));
        Assert.That(new Mod().Evaluate<Rational>([a, b]), Is.EqualTo((Rational)remainder));
    }

    [Test]
    public void MinAndMax_AtATie_GiveTheFirstTheSlope()
    {
        foreach (var function in new ScalarFunction[] { new Min(), new Max() })
        {
            var evaluator = new IndexFormEvaluator();
            Sequence<Term> arguments = [evaluator.Scalar("a", 1), evaluator.Scalar("b", 1), evaluator.Scalar("c", 1)];
            Assert.That(Enumerable.Range(0, 3).Select(i => evaluator.Value(function.Derivative(arguments, i))), Is.EqualTo(new[] { 1.0, 0, 0 }));
            Assert.That(evaluator.Value(function.Kink(arguments)!), Is.Zero);
        }
    }

    [Test]
    public void Max_WithATieBelowTheGreatest_HasNoKinkThere()
    {
        var evaluator = new IndexFormEvaluator();
        Assert.That(evaluator.Value(new Max().Kink([evaluator.Scalar("a", 1), evaluator.Scalar("b", 1), evaluator.Scalar("c", 3)])), Is.Not.Zero);
        Assert.That(evaluator.Value(new Max().Kink([evaluator.Scalar("a", 3), evaluator.Scalar("b", 1), evaluator.Scalar("c", 3)])), Is.Zero);
    }

    [Test]
    public void GramAngle_OfExactGramNumbers_IsTheAngle()
    {
        double Angle(double a, double b, double c) => new GramAngle().Evaluate<DoubleReading>([new(a), new(b), new(c)]).Value;
        Assert.That(Angle(1, 1, 0), Is.EqualTo(Math.PI / 2));
        Assert.That(Angle(4, 9, 6), Is.Zero);
        Assert.That(Angle(4, 9, -6), Is.EqualTo(Math.PI));
        Assert.That(Angle(1, 2, 1), Is.EqualTo(Math.PI / 4).Within(1e-15));
        Assert.That(() => Angle(0, 1, 0), Throws.TypeOf<UndefinedException>());
    }

    private static bool[] IntegerArguments(ScalarFunction function)
    {
        var count = function.MaximumArity == int.MaxValue ? 3 : function.MinimumArity;
        var types = Enumerable.Repeat(TermType.Real, count).ToArray();
        while (true)
        {
            var typing = function.Check(types.Select((type, i) => (Term)Build.Ref(new Symbol($"t{i}", SymbolRole.Given, default) { Type = type })).ToSequence());
            if (typing.Type is not null)
            {
                return [.. types.Select(type => type == TermType.Integer)];
            }

            Assert.That(types[typing.Argument], Is.EqualTo(TermType.Real), typing.Error);
            types[typing.Argument] = TermType.Integer;
        }
    }

    private static double[] Sample(SampleSequence samples, bool[] integers) =>
        [.. integers.Select(isInteger => isInteger ? samples.NextBelow(7) : (samples.NextUnit() - 0.5) * (samples.NextBelow(2) == 0 ? 1.9 : 8))];

    private static (IndexFormEvaluator Evaluator, Sequence<Term> Arguments) Bind(ScalarFunction function, double[] values, bool[] integers)
    {
        var evaluator = new IndexFormEvaluator();
        var arguments = values.Select((value, i) =>
        {
            var symbol = new Symbol($"t{i}", SymbolRole.Given, default) { Type = integers[i] ? TermType.Integer : TermType.Real };
            evaluator.Bind(symbol, value);
            return (Term)Build.Ref(symbol);
        }).ToSequence();
        Assert.That(function.Check(arguments).Type, Is.Not.Null);
        return (evaluator, arguments);
    }

    private static bool InDomain(ScalarFunction function, IndexFormEvaluator evaluator, Sequence<Term> arguments) =>
        function.Domain(arguments) is not { } domain || evaluator.Holds(domain);

    private static bool IsAtKink(ScalarFunction function, IndexFormEvaluator evaluator, Sequence<Term> arguments) =>
        function.Kink(arguments) is { } kink && Math.Abs(evaluator.Value(kink)) < 1e-6;

    private static bool IsDefined(ScalarFunction function, double[] values)
    {
        try
        {
            return double.IsFinite(function.Evaluate<DoubleReading>([.. values.Select(v => new DoubleReading(v))]).Value);
        }
        catch (UndefinedException)
        {
            return false;
        }
    }
}
