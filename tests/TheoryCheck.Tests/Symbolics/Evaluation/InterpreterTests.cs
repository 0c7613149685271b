using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Evaluation;

public sealed class InterpreterTests
{
    private static readonly Symbol I = Build.Index("i");
    private static readonly Symbol J = Build.Index("j");

    [Test]
    public void Sum_OfSquaresBelowN_IsTheClosedForm()
    {
        var square = Build.Power(Build.Ref(I), Build.Num(2));
        for (var n = 0; n < 12; n++)
        {
            var sum = Build.Bind<Sum>([Build.Below(I, Build.Num(n))], square);
            Assert.That(Exact(sum), Is.EqualTo(new Rational((n - 1) * n * (2 * n - 1), 6)));
        }
    }

    [Test]
    public void Sum_WithACondition_SkipsPointsAndLaterRangesSeeEarlierIndices()
    {
        // Σ_{i<6, j<i where i + j == 5} i·j = 3·2 + 4·1 + 5·0.
        var where = new Comparison(Build.Add(Build.Ref(I), Build.Ref(J)), Relation.Equal, Build.Num(5));
        var sum = Build.Bind<Sum>(
            [Build.Below(I, Build.Num(6)), Build.Below(J, Build.Ref(I)) with { Where = where }],
            Build.Multiply(Build.Ref(I), Build.Ref(J)));
        Assert.That(Exact(sum), Is.EqualTo((Rational)10));
    }

    [Test]
    public void EvenPower_OfANorm_StaysInTheRationals()
    {
        var norm = Build.Call<Norm>(new Collection(CollectionKind.List, new TensorType(NumberKind.Real, [Axis.Of(Build.Num(2))]), [Build.Num(1), Build.Num(2)]));
        Assert.Multiple(() =>
        {
            Assert.That(Exact(Build.Power(norm, Build.Num(2))), Is.EqualTo((Rational)5));
            Assert.That(Exact(Build.Power(norm, Build.Num(4))), Is.EqualTo((Rational)25));
            Assert.That(() => Exact(norm), Throws.InstanceOf<NotRepresentableException>());
        });
    }

    [Test]
    public void Readings_OfOneTerm_AgreeAsFarAsTheyCan()
    {
        var x = new Symbol("x", SymbolRole.Given, default) { Type = TermType.Real };
        var term = Build.Divide(Build.Add(Build.Power(Build.Ref(x), Build.Num(3)), Build.Call<Relu>(Build.Negate(Build.Ref(x)))), Build.Num(7));
        var value = new Rational(-5, 3);
        var exact = Reading(Rational.One, x, value).EvaluateScalar(term);
        Assert.That(exact, Is.EqualTo((value * value * value - value) / 7));
        Assert.That(Reading(Interval.FromRational(1, 128), x, value).EvaluateScalar(term).Contains(exact), Is.True);
        Assert.That(Reading((DoubleReal)1, x, value).EvaluateScalar(term).Value, Is.EqualTo(exact.ToDouble()).Within(1e-15));
    }

    [Test]
    public void Family_OfADefinition_IsATensorWithCheckedIndices()
    {
        var k = Family(3, Build.Multiply(Build.Ref(I), Build.Num(10)));
        Assert.That(Exact(Build.At(Build.Ref(k), Build.Num(2))), Is.EqualTo((Rational)20));
        Assert.That(() => Exact(Build.At(Build.Ref(k), Build.Num(3))), Throws.TypeOf<UndefinedException>());
        Assert.That(() => Exact(Build.At(Build.Ref(k), Build.Num(-1))), Throws.TypeOf<UndefinedException>());
        var slice = new Slice(Build.Ref(k), TermType.Vector(Build.Num(2)), Build.Num(1), Build.Num(2));
        Assert.That(Exact(Build.At(slice, Build.Num(0))), Is.EqualTo((Rational)10));
        Assert.That(() => Interpret().Evaluate(new Slice(Build.Ref(k), TermType.Vector(Build.Num(2)), Build.Num(2), Build.Num(3))), Throws.TypeOf<UndefinedException>());
    }

    [Test]
    public void Tensors_AddScaleAndCompareAsWholes()
    {
        var k = Build.Ref(Family(4, Build.Ref(I)));
        var twice = Build.Add(k, k);
        Assert.That(Decide(new Comparison(twice, Relation.Equal, Build.Multiply(Build.Num(2), k))), Is.EqualTo(Certainty.True));
        Assert.That(Decide(new Comparison(twice, Relation.Equal, k)), Is.EqualTo(Certainty.False));
        Assert.That(() => Decide(new Comparison(twice, Relation.Less, k)), Throws.TypeOf<NotRepresentableException>());
    }

    [Test]
    public void Function_AppliedInAnotherScope_KeepsItsOwn()
    {
        // f(u) = u·i under i = 2, applied under i = 5 inside a sum over another i.
        var u = new Symbol("u", SymbolRole.Bound, default) { Type = TermType.Real };
        var f = new Lambda([new Binder(u, null)], new FunctionType([TermType.Real], TermType.Real), Build.Multiply(Build.Ref(u), Build.Ref(I)));
        var g = new Symbol("g", SymbolRole.Bound, default) { Type = f.Type };
        var interpreter = Interpret().With(I, new Value<Rational>.Exact(2));
        interpreter = interpreter.With(g, interpreter.Evaluate(f));
        var sum = Build.Bind<Sum>([Build.Below(I, Build.Num(4))], new Apply(Build.Ref(g), TermType.Real, [Build.Ref(I)]));
        Assert.That(interpreter.EvaluateScalar(sum), Is.EqualTo((Rational)12));
    }

    [Test]
    public void Definitions_UnderARebornGiven_AreComputedAnew()
    {
        var m = new Symbol("m", SymbolRole.Given, default) { Type = TermType.Integer };
        var square = new Symbol("s", SymbolRole.Definition, default) { Type = TermType.Integer, Body = Build.Power(Build.Ref(m), Build.Num(2)) };
        var interpreter = Interpret().With(m, new Value<Rational>.Exact(3));
        Assert.That(interpreter.EvaluateScalar(Build.Ref(square)), Is.EqualTo((Rational)9));
        var all = new Quantified(QuantifierKind.ForAll, [new Binder(m, new IndexRange(Build.Num(4), Build.Num(6)))], new Comparison(Build.Ref(square), Relation.GreaterOrEqual, Build.Num(16)));
        Assert.That(interpreter.Decide(all), Is.EqualTo(Certainty.True));
        var replaced = new Override(Build.Ref(square), [new Binder(m, null)], [Build.Num(11)], TermType.Integer);
        Assert.That(interpreter.EvaluateScalar(replaced), Is.EqualTo((Rational)121));
        Assert.That(interpreter.EvaluateScalar(Build.Ref(square)), Is.EqualTo((Rational)9));
    }

    [Test]
    public void Connectives_StopBeforeWhatTheGuardExcludes()
    {
        var undefined = new Comparison(Build.Divide(Number.One, Number.Zero), Relation.Greater, Number.Zero);
        Assert.That(Decide(new Connective(ConnectiveKind.And, [Constant.False, undefined])), Is.EqualTo(Certainty.False));
        Assert.That(Decide(new Connective(ConnectiveKind.Or, [Constant.True, undefined])), Is.EqualTo(Certainty.True));
        Assert.That(Decide(new Connective(ConnectiveKind.Implies, [Constant.False, undefined])), Is.EqualTo(Certainty.True));
        Assert.That(() => Decide(new Connective(ConnectiveKind.And, [undefined, Constant.False])), Throws.TypeOf<UndefinedException>());
        Assert.That(Exact(new Conditional(Constant.False, Build.Divide(Number.One, Number.Zero), Number.One)), Is.EqualTo(Rational.One));
    }

    [Test]
    public void Unknown_BehindAnUndecidedGuard_StaysUnknownAndNeverTrue()
    {
        var x = new Symbol("x", SymbolRole.Given, default) { Type = TermType.Real };
        var wide = new Interpreter<Interval>(Interval.FromRational(1), Environment<Interval>.Empty).With(x, new Value<Interval>.Real(Interval.FromBounds(-1, 1)));
        var isPositive = new Comparison(Build.Ref(x), Relation.Greater, Number.Zero);
        var undefined = new Comparison(Build.Divide(Number.One, Number.Zero), Relation.Greater, Number.Zero);
        Assert.That(wide.Decide(new Connective(ConnectiveKind.Implies, [isPositive, undefined])), Is.EqualTo(Certainty.Unknown));
        Assert.That(wide.Decide(new Connective(ConnectiveKind.Or, [isPositive, new Connective(ConnectiveKind.Not, [isPositive])])), Is.EqualTo(Certainty.Unknown));
        Assert.That(wide.Decide(new Connective(ConnectiveKind.And, [isPositive, Constant.False])), Is.EqualTo(Certainty.False));
        Assert.That(wide.EvaluateScalar(new Conditional(isPositive, Number.One, Build.Num(3))).Encloses(Interval.FromBounds(1, 3)), Is.True);
        Assert.That(wide.Decide(new Comparison(Build.Power(Build.Ref(x), Build.Num(2)), Relation.GreaterOrEqual, Number.Zero)), Is.EqualTo(Certainty.True));
        Assert.That(wide.Decide(new Comparison(Build.Divide(Number.One, Build.Ref(x)), Relation.NotEqual, Number.Zero)), Is.EqualTo(Certainty.Unknown));
    }

    [Test]
    public void Quantifiers_OverFiniteDomains_AreDecidedExactly()
    {
        var three = Build.Below(I, Build.Num(3));
        var isOne = new Comparison(Build.Ref(I), Relation.Equal, Number.One);
        Assert.That(Decide(new Quantified(QuantifierKind.Exists, [three], isOne)), Is.EqualTo(Certainty.True));
        Assert.That(Decide(new Quantified(QuantifierKind.ExistsUnique, [three], isOne)), Is.EqualTo(Certainty.True));
        Assert.That(Decide(new Quantified(QuantifierKind.ForAll, [three], isOne)), Is.EqualTo(Certainty.False));
        var empty = Build.Below(I, Number.Zero);
        Assert.That(Decide(new Quantified(QuantifierKind.ForAll, [empty], Constant.False)), Is.EqualTo(Certainty.True));
        Assert.That(Decide(new Quantified(QuantifierKind.Exists, [empty], Constant.True)), Is.EqualTo(Certainty.False));
        var infinite = new Binder(I, new IndexRange(Number.Zero, Constant.Infinity));
        Assert.That(() => Decide(new Quantified(QuantifierKind.ForAll, [infinite], Constant.True)), Throws.TypeOf<NotRepresentableException>());
    }

    [Test]
    public void FamilyBinder_OverAFiniteSet_RunsThroughEveryChoice()
    {
        // Of the 2^3 sign patterns, three have exactly one 1.
        var side = new Symbol("side", SymbolRole.Bound, default) { Type = new TensorType(NumberKind.Integer, [Axis.Of(Build.Num(3))]), Indices = [Build.Below(J, Build.Num(3))] };
        var bits = new Collection(CollectionKind.Set, new SetType(TermType.Integer), [Number.Zero, Number.One, Number.One]);
        var total = Build.Bind<Sum>([Build.Below(I, Build.Num(3))], Build.At(Build.Ref(side), Build.Ref(I)));
        var count = Build.Bind<Sum>([new Binder(side, bits, new Comparison(total, Relation.Equal, Number.One))], Number.One);
        Assert.That(Exact(count), Is.EqualTo((Rational)3));
    }

    [Test]
    public void Infinity_IsComparedButNeverSubtractedFromItself()
    {
        Assert.That(Decide(new Comparison(Build.Num(5), Relation.Less, Constant.Infinity)), Is.EqualTo(Certainty.True));
        Assert.That(Decide(new Comparison(Constant.Infinity, Relation.Equal, Build.Add(Constant.Infinity, Number.One))), Is.EqualTo(Certainty.True));
        Assert.That(() => Interpret().Evaluate(Build.Subtract(Constant.Infinity, Constant.Infinity)), Throws.TypeOf<UndefinedException>());
        Assert.That(() => Interpret().Evaluate(Build.Multiply(Number.Zero, Constant.Infinity)), Throws.TypeOf<UndefinedException>());

        var x = new Symbol("x", SymbolRole.Given, default) { Type = TermType.Real };
        foreach (var overflow in new[] { double.PositiveInfinity, double.NaN })
        {
            var doubles = new Interpreter<DoubleReal>(1, Environment<DoubleReal>.Empty).With(x, new Value<DoubleReal>.Real(overflow));
            Assert.That(doubles.Decide(new Comparison(Build.Ref(x), Relation.Less, Constant.Infinity)), Is.EqualTo(Certainty.Unknown));
        }
    }

    [Test]
    public void Powers_FollowTheRulesOfTheLanguage()
    {
        Assert.That(Exact(Build.Power(Number.Zero, Number.Zero)), Is.EqualTo(Rational.One));
        Assert.That(Exact(Build.Power(Build.Num(new Rational(4, 9)), Build.Num(new Rational(3, 2)))), Is.EqualTo(new Rational(8, 27)));
        Assert.That(() => Exact(Build.Power(Build.Num(-8), Build.Num(new Rational(1, 3)))), Throws.TypeOf<UndefinedException>());
        Assert.That(() => Exact(Build.Power(Number.Zero, Build.Num(-1))), Throws.TypeOf<UndefinedException>());
        var root = new Interpreter<Interval>(Interval.FromRational(1, 128), Environment<Interval>.Empty).EvaluateScalar(Build.Power(Build.Num(2), Build.Num(new Rational(1, 3))));
        Assert.That(Interval.Power(root, 3).Contains(2), Is.True);
        Assert.That(root.Width, Is.LessThan(1e-36));
    }

    [Test]
    public void Membership_InRangesIntervalsAndSets_HonoursTheirEnds()
    {
        var half = Build.Num(new Rational(1, 2));
        Assert.That(Decide(new Membership(half, new IndexRange(Number.Zero, Number.One), false)), Is.EqualTo(Certainty.False));
        Assert.That(Decide(new Membership(half, new RealInterval(half, Number.One, true, false), false)), Is.EqualTo(Certainty.False));
        Assert.That(Decide(new Membership(half, new RealInterval(half, Constant.Infinity, false, true), false)), Is.EqualTo(Certainty.True));
        Assert.That(Decide(new Membership(Constant.Infinity, new RealInterval(half, Constant.Infinity, false, true), false)), Is.EqualTo(Certainty.False));
        var set = new Collection(CollectionKind.Set, new SetType(TermType.Real), [half, Number.One]);
        Assert.That(Decide(new Membership(Number.One, set, false)), Is.EqualTo(Certainty.True));
        Assert.That(Decide(new Membership(set, new RealInterval(Number.Zero, Number.One, false, false), true)), Is.EqualTo(Certainty.True));
    }

    [Test]
    public void Undefined_CarriesTheSmallestSpan()
    {
        var source = new SourceText("a.theory", "1 + 1/0");
        var quotient = Build.Divide(Number.One, Number.Zero).At(new SourceSpan(source, 4, 3));
        var sum = Build.Add(Number.One, quotient).At(new SourceSpan(source, 0, 7));
        var thrown = Assert.Throws<UndefinedException>(() => Interpret().Evaluate(sum));
        Assert.That(thrown!.Span.Text, Is.EqualTo("1/0"));
    }

    [Test]
    public void ConstructsWithoutAFiniteMeaning_AreNamedInsteadOfGuessed()
    {
        var draw = new Symbol("w", SymbolRole.Draw, default) { Type = TermType.Real };
        var thrown = Assert.Throws<NotRepresentableException>(() => Interpret().Evaluate(Build.Ref(draw)));
        Assert.That(thrown!.Message, Does.Contain("'w'"));
        Assert.That(() => Interpret().Evaluate(new Derive(Constant.True)), Throws.TypeOf<NotRepresentableException>());
        Term deep = Number.One;
        for (var i = 0; i < 200_000; i++)
        {
            deep = new Arithmetic(ArithmeticOperator.Negate, TermType.Integer, [deep]);
        }

        Assert.That(() => Interpret().Evaluate(deep), Throws.TypeOf<NotRepresentableException>());
    }

    private static Interpreter<Rational> Interpret() => new(Rational.One, Environment<Rational>.Empty);

    private static Rational Exact(Term term) => Interpret().EvaluateScalar(term);

    private static Certainty Decide(Term formula) => Interpret().Decide(formula);

    private static Interpreter<T> Reading<T>(T one, Symbol symbol, Rational value)
        where T : IReal<T> => new Interpreter<T>(one, Environment<T>.Empty).With(symbol, new Value<T>.Real(one.Literal(value)));

    private static Symbol Family(int n, Term element) => new("K", SymbolRole.Definition, default)
    {
        Type = new TensorType(NumberKind.Integer, [Axis.Of(Build.Num(n))]),
        Indices = [Build.Below(I, Build.Num(n))],
        Body = element,
    };
}
