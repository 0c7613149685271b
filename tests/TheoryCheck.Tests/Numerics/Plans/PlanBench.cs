using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Numerics.Plans;

/// <summary>Short names for making index forms, and a comparison of every way to run them.</summary>
internal sealed class PlanBench
{
    private readonly Dictionary<Symbol, (int[] Dimensions, double[] Elements)> arrays = [];
    private readonly Dictionary<Symbol, double> scalars = [];
    private ulong state;

    public PlanBench(ulong seed = 1) => state = seed;

    public IReadOnlyDictionary<Symbol, (int[] Dimensions, double[] Elements)> Arrays => arrays;

    public static Term N(long value) => Build.Num(value);

    public static Term Ref(Symbol symbol) => Build.Ref(symbol);

    public static Term Call(string name, params Term[] arguments) => Build.Call(OperationCatalogue.Find(name)!, arguments);

    public static Term Plus(params Term[] terms) => Build.Add(terms);

    public static Term Times(params Term[] factors) => Build.Multiply(factors);

    public static Term Holds(Term left, Relation relation, Term right) => new Comparison(left, relation, right);

    public static Term Form(string name, Sequence<Binder> binders, Term body)
    {
        var form = OperationCatalogue.FindForm(name)!;
        var typing = form.Check([], binders, [body], null);
        return new Binding(form, typing.Type ?? throw new ArgumentException(typing.Error), [], binders, [body], null);
    }

    public static Binder Below(Symbol index, Term length) => Build.Below(index, length);

    public static Binder Below(Symbol index, long length) => Build.Below(index, N(length));

    public static Symbol Index(string name) => Build.Index(name);

    /// <summary>The next number in (-1, 1).</summary>
    public double Next()
    {
        unchecked
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            return ((state >> 11) * (2.0 / (1UL << 53))) - 1;
        }
    }

    public int Below(int bound) => (int)((Next() + 1) / 2 * bound);

    public Symbol Array(string name, params int[] dimensions)
    {
        var symbol = new Symbol(name, SymbolRole.Given, default)
        {
            Type = new TensorType(NumberKind.Real, dimensions.Select(d => Axis.Of(N(d))).ToSequence()),
        };
        var elements = new double[dimensions.Aggregate(1, (p, l) => p * l)];
        for (var at = 0; at < elements.Length; at++)
        {
            elements[at] = Next();
        }

        arrays.Add(symbol, (dimensions, elements));
        return symbol;
    }

    public Symbol Scalar(string name, double value)
    {
        var symbol = new Symbol(name, SymbolRole.Given, default) { Type = double.IsInteger(value) ? TermType.Integer : TermType.Real };
        scalars.Add(symbol, value);
        return symbol;
    }

    public Term At(Symbol tensor, params Term[] indices) => Build.At(Ref(tensor), indices);

    public Term At(Symbol tensor, params Symbol[] indices) => Build.At(Ref(tensor), [.. indices.Select(Ref)]);

    public PlanRequest Request(Stage stage, params PlanOutput[] outputs) => new(
        outputs.ToSequence(),
        arrays.Select(a => new PlanInput(a.Key, a.Value.Dimensions.ToSequence(), stage)).ToSequence(),
        scalars.Where(s => double.IsInteger(s.Value)).ToDictionary(s => s.Key, s => (long)s.Value),
        scalars.Where(s => !double.IsInteger(s.Value)).ToDictionary(s => s.Key, s => s.Value));

    public double[] Run(Term term, Sequence<Binder> indices, bool isPlain, Stage stage = Stage.Run)
    {
        var plan = Plan.Compile(Request(stage, new PlanOutput("value", term, indices)), isPlain ? Technique.Plain : Technique.Best);
        using var workspace = plan.CreateWorkspace();
        foreach (var (symbol, array) in arrays)
        {
            array.Elements.CopyTo(workspace.Input(symbol));
        }

        workspace.Run(Stage.Run);
        workspace.Run(Stage.Step);
        return workspace.Output("value").ToArray();
    }

    /// <summary>Asserts that the emitted and the interpreted plan give the same bits, and both what walking the tree gives.</summary>
    public double[] Check(Term term, Sequence<Binder> indices, double tolerance = 1e-12)
    {
        var fast = Run(term, indices, isPlain: false);
        var plain = Run(term, indices, isPlain: true);
        Assert.That(fast.Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(plain.Select(BitConverter.DoubleToInt64Bits)), "emitted and interpreted bits");
        var expected = new TreeWalk(arrays, scalars).Array(term, indices);
        Assert.That(fast, Has.Length.EqualTo(expected.Length));
        for (var at = 0; at < expected.Length; at++)
        {
            Assert.That(
                fast[at].Equals(expected[at]) || Math.Abs(fast[at] - expected[at]) <= tolerance * (1 + Math.Abs(expected[at])),
                Is.True,
                $"element {at}: {fast[at]} instead of {expected[at]}");
        }

        return fast;
    }

}
