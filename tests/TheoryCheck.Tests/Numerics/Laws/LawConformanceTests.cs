using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Laws;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Numerics.Tensors;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Numerics.Laws;

/// <summary>What every law must keep; a new law joins by a row in <see cref="Instances"/>, and the suite fails until it has one.</summary>
[TestFixture]
internal sealed class LawConformanceTests
{
    private const int Points = 60_000;

    private static readonly DrawKey Key = new(0xFEEDFACE, 3, 5);

    private static readonly Instance[] Instances =
    [
        new("normal", [Num(3)], 3, _ => true),
        new("normal", [Num(2), Num(9)], 1, _ => true),
        new("normal", [List(Num(1), Num(-2)), List(List(Num(2), Num(1)), List(Num(1), Num(3)))], 2, _ => true),
        new("normal", [List(Num(1), Num(-2)), List(List(Num(1), Num(1)), List(Num(1), Num(1)))], 2, x => Math.Abs(x[0] - x[1] - 3) < 1e-12),
        new("sphere", [Num(1)], 1, x => Math.Abs(x[0]) == 1),
        new("sphere", [Num(4)], 4, x => Math.Abs(Square(x) - 1) < 1e-14),
        new("ball", [Num(3)], 3, x => Square(x) <= 1),
        new("simplex", [Num(4)], 4, x => x.All(t => t >= 0) && Math.Abs(x.Sum() - 1) < 1e-14),
        new("permutations", [Num(5)], 5, x => x.Order().SequenceEqual([0, 1, 2, 3, 4])),
        new("uniform", [Num(-1), Num(3)], 1, x => x[0] is >= -1 and <= 3),
        new("uniform", [SetOf(Num(0), Num(1), Num(2), Num(5))], 1, x => x[0] is 0 or 1 or 2 or 5),
        new("uniform", [new IndexRange(Num(2), Num(6))], 1, x => x[0] is >= 2 and <= 6 && Math.Floor(x[0]) == x[0]),
        new("uniform", [new RealInterval(Num(1), Num(2), false, true)], 1, x => x[0] is >= 1 and <= 2),
        new("uniform", [Build.Call<Sphere>(Num(2))], 2, x => Math.Abs(Square(x) - 1) < 1e-14),
        new("bernoulli", [Build.Num(new Rational(1, 5))], 1, x => x[0] is 0 or 1),
        new("rademacher", [], 1, x => x[0] is -1 or 1),
        new("exponential", [Num(2)], 1, x => x[0] >= 0),
        new("laplace", [Num(2)], 1, _ => true),
        new("gumbel", [Num(2)], 1, x => double.IsFinite(x[0])),
        new("student", [Num(9)], 1, _ => true),
        new("categorical", [List(Build.Num(new Rational(1, 2)), Num(0), Build.Num(new Rational(1, 2)))], 1, x => x[0] is 0 or 2),
        new("top_eigenspaces", [List(List(Num(2), Num(1)), List(Num(1), Num(2))), Num(1)], 2, x => Math.Abs(x[0] - x[1]) < 1e-12 && Math.Abs(Square(x) - 1) < 1e-12),
        new("top_eigenspaces", [List(List(Num(1), Num(0)), List(Num(0), Num(1))), Num(1)], 2, x => Math.Abs(Square(x) - 1) < 1e-12),
    ];

    [Test]
    public void EverySampledLaw_HasAnInstance() =>
        Assert.That(
            Catalogue<Operation>.Members.Where(o => o is ISampledLaw).Select(o => o.Name),
            Is.SubsetOf(Instances.Select(i => i.Name)));

    [TestCaseSource(nameof(Instances))]
    public void Law_TypesItsArguments(object instance)
    {
        var type = ((Instance)instance).Term.Type;
        Assert.That(type, Is.InstanceOf<SetType>().Or.InstanceOf<MeasureType>());
        var point = type is SetType set ? set.Element : ((MeasureType)type).Point;
        Assert.That(point, Is.InstanceOf<TensorType>());
    }

    [TestCaseSource(nameof(Instances))]
    public void Points_LieInTheSupport(object instance)
    {
        var (points, size, inSupport) = Draw((Instance)instance, 2000);
        for (var i = 0; i < 2000; i++)
        {
            var point = points.AsSpan(i * size, size).ToArray();
            Assert.That(inSupport(point), Is.True, () => string.Join(" ", point));
        }
    }

    // Six standard errors on at most 5 means and 25 products of 23 laws, with a fixed seed: a false alarm has probability below 2e-6.
    [TestCaseSource(nameof(Instances))]
    public void Moments_AgreeWithTheTerms(object instance)
    {
        var law = (Instance)instance;
        var count = law.Name == "top_eigenspaces" ? 2000 : Points;
        var (points, size, _) = Draw(law, count);
        if (size == 1 && law.IsScalar)
        {
            Compare(law.Sampler.Mean(law.Arguments), points);
            Compare(law.Sampler.SecondMoment(law.Arguments, null, null), [.. points.Select(x => x * x)]);
            return;
        }

        for (var a = 0; a < size; a++)
        {
            var column = Enumerable.Range(0, count).Select(i => points[i * size + a]).ToArray();
            Compare(Component(law.Sampler.Mean(law.Arguments), a), column);

            for (var b = 0; b < size; b++)
            {
                var products = Enumerable.Range(0, count).Select(i => points[i * size + a] * points[i * size + b]).ToArray();
                Compare(law.Sampler.SecondMoment(law.Arguments, Num(a), Num(b)), products);
            }
        }
    }

    [TestCaseSource(nameof(Instances))]
    public void Moments_AreKnownExceptWhereNoTermSaysThem(object instance)
    {
        var law = (Instance)instance;
        var isOpen = law.Name is "gumbel" or "top_eigenspaces";
        Assert.That(law.Sampler.Mean(law.Arguments), isOpen ? Is.Null : Is.Not.Null);
        Assert.That(
            law.IsScalar ? law.Sampler.SecondMoment(law.Arguments, null, null) : law.Sampler.SecondMoment(law.Arguments, Num(0), Num(0)),
            isOpen ? Is.Null : Is.Not.Null);
    }

    [Test]
    public void FamilyOfStandardNormals_IsDrawnWithoutAllocation()
    {
        var sampler = new LawSampler(OperationCatalogue.Get<Normal>(), 5);
        var arguments = new[] { TensorValue<double>.Scalar(5) };
        var points = new double[5 * 200];
        sampler.Fill(Key, arguments, 0, points);
        var before = GC.GetAllocatedBytesForCurrentThread();
        sampler.Fill(Key, arguments, 7, points);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCaseSource(nameof(Instances))]
    public void Points_HoweverSplit_AreTheSame(object instance)
    {
        var law = (Instance)instance;
        var (whole, size, _) = Draw(law, 100);
        var values = law.Values;
        var sampler = new LawSampler(law.Sampler, size);
        var plain = new LawSampler(new OneByOne(law.Sampler), size);
        var parts = new double[whole.Length];
        var single = new double[whole.Length];
        for (int at = 0, step = 1; at < 100; at += step, step = Math.Min(step + 2, 100 - at))
        {
            sampler.Fill(Key, values, at, parts.AsSpan(at * size, step * size));
            plain.Fill(Key, values, at, single.AsSpan(at * size, step * size));
        }

        Assert.That(parts, Is.EqualTo(whole));
        Assert.That(single, Is.EqualTo(whole));
    }

    [TestCase("normal", new double[] { 0, -1 })]
    [TestCase("uniform", new double[] { 1, 0 })]
    [TestCase("bernoulli", new[] { 1.5 })]
    [TestCase("bernoulli", new[] { -0.1 })]
    [TestCase("bernoulli", new[] { double.NaN })]
    [TestCase("exponential", new double[] { 0 })]
    [TestCase("laplace", new double[] { -1 })]
    [TestCase("gumbel", new double[] { -1 })]
    [TestCase("student", new double[] { 0 })]
    public void Parameters_OutsideTheLaw_GiveNaN(string name, double[] parameters)
    {
        var point = new double[1];
        new LawSampler((ISampledLaw)OperationCatalogue.Find(name)!, 1).Fill(Key, parameters.Select(TensorValue<double>.Scalar).ToArray(), 0, point);
        Assert.That(point[0], Is.NaN);
    }

    [Test]
    public void VectorParameters_OutsideTheLaw_GiveNaN()
    {
        var point = new double[2];
        var mean = new TensorValue<double>([2], new double[2]);
        new LawSampler(OperationCatalogue.Get<Normal>(), 2).Fill(Key, [mean, new TensorValue<double>([2, 2], new double[] { 1, 2, 2, 1 })], 0, point);
        Assert.That(point, Is.All.NaN);
        new LawSampler(OperationCatalogue.Get<Categorical>(), 1).Fill(Key, [new TensorValue<double>([2], new[] { 0.5, 0.4 })], 0, point.AsSpan(0, 1));
        Assert.That(point[0], Is.NaN);
    }

    [Test]
    public void WrongArguments_AreRefusedWithAReason()
    {
        Assert.That(OperationCatalogue.Get<Normal>().Check([]).Error, Does.Contain("takes 1 to 2"));
        Assert.That(OperationCatalogue.Get<Normal>().Check([Build.Num(new Rational(1, 2))]).Error, Does.Contain("integer"));
        Assert.That(OperationCatalogue.Get<Normal>().Check([List(Num(1)), Num(1)]).Argument, Is.EqualTo(1));
        Assert.That(OperationCatalogue.Get<Rademacher>().Check([Num(1)]).Error, Is.Not.Empty);
        Assert.That(OperationCatalogue.Get<Uniform>().Check([new IndexRange(Num(0), Constant.Infinity)]).Error, Does.Contain("infinite"));
        Assert.That(OperationCatalogue.Get<Uniform>().Check([Num(0)]).Error, Is.Not.Empty);
        Assert.That(OperationCatalogue.Get<Categorical>().Check([Num(0)]).Error, Does.Contain("vector"));
        Assert.That(OperationCatalogue.Get<TopEigenspaces>().Check([Num(0), Num(1)]).Error, Does.Contain("matrix"));
    }

    private static void Compare(Term? term, double[] sample)
    {
        if (term is null)
        {
            return;
        }

        var mean = sample.Average();
        var error = Math.Sqrt(sample.Average(x => (x - mean) * (x - mean)) / sample.Length);
        Assert.That(mean, Is.EqualTo(Value(term)).Within(6 * error + 1e-12));
    }

    /// <summary>A component of a mean that is a list, or a matrix form over one index.</summary>
    private static Term? Component(Term? mean, int index) => mean switch
    {
        Collection list => list.Children[index],
        Binding { Binders: [var binder] } vector => Replace(vector.Body, binder.Symbol, Num(index)),
        _ => null,
    };

    private static (double[] Points, int Size, Func<double[], bool> InSupport) Draw(Instance law, int count)
    {
        var points = new double[count * law.Size];
        new LawSampler(law.Sampler, law.Size).Fill(Key, law.Values, 0, points);
        return (points, law.Size, law.InSupport);
    }

    private static double Square(double[] x) => x.Sum(t => t * t);

    private static Number Num(int value) => new(value);

    private static Collection SetOf(params Term[] items) => new(CollectionKind.Set, new SetType(items[0].Type), Sequence.Create<Term>(items));

    private static Collection List(params Term[] items)
    {
        var inner = (TensorType)items[0].Type;
        return new(CollectionKind.List, inner with { Axes = new Sequence<Axis>([Axis.Of(Num(items.Length))]).Concat(inner.Axes) }, Sequence.Create<Term>(items));
    }

    /// <summary>The value of a closed scalar term of the kinds that moments are made of.</summary>
    private static double Value(Term term) => term switch
    {
        Number number => number.Value.ToDouble(),
        Arithmetic { Operator: ArithmeticOperator.Add } sum => sum.Children.Sum(Value),
        Arithmetic { Operator: ArithmeticOperator.Multiply } product => product.Children.Aggregate(1.0, (p, x) => p * Value(x)),
        Arithmetic { Operator: ArithmeticOperator.Divide } quotient => Value(quotient.Children[0]) / Value(quotient.Children[1]),
        Arithmetic { Operator: ArithmeticOperator.Power } power => Math.Pow(Value(power.Children[0]), Value(power.Children[1])),
        Arithmetic { Operator: ArithmeticOperator.Negate } negation => -Value(negation.Children[0]),
        Conditional { Condition: Comparison equal } choice => Value(Value(equal.Children[0]) == Value(equal.Children[1]) ? choice.Then : choice.Otherwise),
        Element { Tensor: Collection list } element => Value(element.Indices.Aggregate((Term)list, (t, i) => t.Children[(int)Value(i)])),
        Binding { Binders: [var index] } sum => Enumerable.Range(0, (int)Value(((IndexRange)index.Domain!).Upper) + 1)
            .Sum(i => Value(Replace(sum.Body, index.Symbol, new Number(i)))),
        _ => throw new AssertionException($"no value for {term.GetType().Name}"),
    };

    private static Term Replace(Term term, Symbol symbol, Term value) =>
        term is Reference reference && reference.Symbol == symbol ? value : term.With(term.Children.Map(c => Replace(c, symbol, value)));

    private static TensorValue<double> Evaluate(Term term)
    {
        var dimensions = ((TensorType)term.Type).Axes.Map(a => (int)Value(a.Length));
        return new TensorValue<double>(dimensions, Leaves(term).Select(Value).ToArray());
    }

    private static IEnumerable<Term> Leaves(Term term) => term is Collection list ? list.Children.SelectMany(Leaves) : [term];

    internal sealed class Instance(string name, Sequence<Term> written, int size, Func<double[], bool> inSupport)
    {
        public string Name => name;

        public int Size => size;

        public Func<double[], bool> InSupport => inSupport;

        public Term Term => Build.Call(OperationCatalogue.Find(name)!, written.AsSpan());

        public bool IsScalar => Term.Type is MeasureType { Point: TensorType { Axes.IsEmpty: true } };

        public ISampledLaw Sampler => Resolve().Law;

        public Sequence<Term> Arguments => Resolve().Arguments;

        public TensorValue<double>[] Values => [.. Arguments.Select(Evaluate)];

        public override string ToString() => $"{name}({string.Join(", ", written.Select(w => w.GetType().Name))}) of {size}";

        private (ISampledLaw Law, Sequence<Term> Arguments) Resolve()
        {
            Assert.That(SampledLaw.TryResolve(Term, out var law, out var arguments), Is.True);
            return (law!, arguments);
        }
    }

    /// <summary>Hides a law's way of drawing many points at once.</summary>
    private sealed class OneByOne(ISampledLaw law) : ISampledLaw
    {
        public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point) => law.Sample(arguments, ref source, point);
    }
}
