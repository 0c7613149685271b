using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Tails;

namespace TheoryCheck.Tests.Rigor.Tails;

/// <summary>Functions beyond a start, written once for every reading: their ranges hold the values in intervals, and comparisons agree with these.</summary>
public sealed class TailRealTests
{
    private static readonly Rational Start = 16;

    private static readonly Rational[] Places = [16, 17, 31, 100, 1000, 5000];

    private interface IFunction
    {
        string Name { get; }

        T Of<T>(T s)
            where T : IReal<T>;
    }

    [TestCaseSource(nameof(Functions))]
    public void Range_FromTheStartOn_HoldsTheValues(object function)
    {
        var f = (IFunction)function;
        var range = f.Of(TailReal.Variable(Start)).Range();
        foreach (var place in Places)
        {
            var value = f.Of(Interval.FromRational(place, 200));
            Assert.That(Interval.Compare(Relation.NotEqual, value - range, value.Literal(0)), Is.Not.EqualTo(Certainty.True), $"{f.Name} at {place}: {value} and {range}");
        }
    }

    [TestCaseSource(nameof(Functions))]
    public void Comparison_OfTwoFunctions_AgreesWithTheirValues(object function)
    {
        var f = (IFunction)function;
        foreach (var g in All())
        {
            var (left, right) = (f.Of(TailReal.Variable(Start)), g.Of(TailReal.Variable(Start)));
            foreach (var relation in new[] { Relation.Less, Relation.LessOrEqual, Relation.Greater, Relation.GreaterOrEqual })
            {
                if (TailReal.Compare(relation, left, right) is var answer && answer != Certainty.Unknown)
                {
                    Assert.That(Places.Select(p => Interval.Compare(relation, f.Of(Interval.FromRational(p, 200)), g.Of(Interval.FromRational(p, 200)))), Has.None.EqualTo(answer.Not()), $"{f.Name} {relation} {g.Name}");
                }
            }
        }
    }

    [Test]
    public void Comparison_OfKnownOrders_IsDecided()
    {
        var s = TailReal.Variable(1000);
        TailReal N(int value) => s.Literal(value);
        Assert.Multiple(() =>
        {
            Assert.That(TailReal.Compare(Relation.Greater, TailReal.Exp(s), InheritedOperations.Power(s, 20)), Is.EqualTo(Certainty.True));
            Assert.That(TailReal.Compare(Relation.Less, TailReal.Log(s), TailReal.Sqrt(s)), Is.EqualTo(Certainty.True));
            Assert.That(TailReal.Compare(Relation.Less, s * TailReal.Log(N(1) + (N(1) / s)), N(1)), Is.EqualTo(Certainty.True));
            Assert.That(TailReal.Compare(Relation.Less, TailReal.Sqrt((s * s) + N(1)) - s, N(1) / (N(2) * s)), Is.EqualTo(Certainty.True), "two orders agree");
            Assert.That(TailReal.Compare(Relation.Less, TailReal.Exp(TailReal.Log(s) * TailReal.Log(s)), TailReal.Exp(s)), Is.EqualTo(Certainty.True));
            Assert.That(TailReal.Compare(Relation.Greater, TailReal.Exp(s * TailReal.Log(s)), TailReal.Exp(N(5) * s)), Is.EqualTo(Certainty.True));
        });
    }

    [Test]
    public void Comparison_ThatChangesBehindTheStart_IsNotDecided()
    {
        var s = TailReal.Variable(Start);
        Assert.Multiple(() =>
        {
            Assert.That(TailReal.Compare(Relation.Greater, TailReal.Exp(s), InheritedOperations.Power(s, 20)), Is.EqualTo(Certainty.Unknown), "false at 16, true at 100");
            Assert.That(TailReal.Compare(Relation.Less, InheritedOperations.Power(s, 20) * TailReal.Exp(-s), s.Literal(150_000_000_000_000_000)), Is.EqualTo(Certainty.Unknown), "true at 16, false at 20, where it is greatest");
            Assert.That(TailReal.Compare(Relation.Greater, s, s.Literal(20)), Is.EqualTo(Certainty.Unknown));
            Assert.That(TailReal.Compare(Relation.Greater, TailReal.Sin(s), s.Literal(0)), Is.EqualTo(Certainty.Unknown));
            Assert.That(() => TailReal.Log(TailReal.Log(s)), Throws.TypeOf<NotRepresentableException>());
            Assert.That(() => TailReal.Log(s.Literal(20) - s), Throws.InstanceOf<Exception>());
            Assert.That(() => s / (s - s), Throws.TypeOf<UndefinedException>());
        });
    }

    private static IEnumerable<TestCaseData> Functions() => All().Select(static f => new TestCaseData(f).SetArgDisplayNames(f.Name));

    private static IEnumerable<IFunction> All() =>
        [new Variable(), new InverseSquare(), new Exponential(), new Logarithm(), new Quotient(), new Root(), new Logistic(), new Wave(), new Gap(), new Entropy(), new Bell()];

    private sealed class Variable : IFunction
    {
        public string Name => "s";

        public T Of<T>(T s)
            where T : IReal<T> => s;
    }

    private sealed class InverseSquare : IFunction
    {
        public string Name => "1/s^2";

        public T Of<T>(T s)
            where T : IReal<T> => s.Literal(1) / (s * s);
    }

    private sealed class Exponential : IFunction
    {
        public string Name => "exp(1/s) - 1";

        public T Of<T>(T s)
            where T : IReal<T> => T.Exp(s.Literal(1) / s) - s.Literal(1);
    }

    private sealed class Logarithm : IFunction
    {
        public string Name => "log(s)/s";

        public T Of<T>(T s)
            where T : IReal<T> => T.Log(s) / s;
    }

    private sealed class Quotient : IFunction
    {
        public string Name => "(s - 3)/(2s^2 - s + 1)";

        public T Of<T>(T s)
            where T : IReal<T> => (s - s.Literal(3)) / ((s.Literal(2) * s * s) - s + s.Literal(1));
    }

    private sealed class Root : IFunction
    {
        public string Name => "sqrt(s^2 + s) - s";

        public T Of<T>(T s)
            where T : IReal<T> => T.Sqrt((s * s) + s) - s;
    }

    private sealed class Logistic : IFunction
    {
        public string Name => "1/(1 + exp(-s))";

        public T Of<T>(T s)
            where T : IReal<T> => s.Literal(1) / (s.Literal(1) + T.Exp(-s));
    }

    private sealed class Wave : IFunction
    {
        public string Name => "sin(s)/s + atan(s)";

        public T Of<T>(T s)
            where T : IReal<T> => (T.Sin(s) / s) + T.Atan2(s, s.Literal(1));
    }

    private sealed class Gap : IFunction
    {
        public string Name => "s log(1 + 1/s)";

        public T Of<T>(T s)
            where T : IReal<T> => s * T.Log(s.Literal(1) + (s.Literal(1) / s));
    }

    private sealed class Entropy : IFunction
    {
        public string Name => "log(1 + exp(s)) - s";

        public T Of<T>(T s)
            where T : IReal<T> => T.Log(s.Literal(1) + T.Exp(s)) - s;
    }

    private sealed class Bell : IFunction
    {
        public string Name => "exp(-s^2/2 + s)";

        public T Of<T>(T s)
            where T : IReal<T> => T.Exp(s - (s * s / s.Literal(2)));
    }
}
