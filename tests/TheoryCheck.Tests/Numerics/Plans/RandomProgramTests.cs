using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Tests.Numerics.Plans.PlanBench;

namespace TheoryCheck.Tests.Numerics.Plans;

internal sealed class RandomProgramTests
{
    private static readonly string[] Folds = ["sum", "sum", "sum", "mean", "max", "min"];
    private static readonly string[] Functions = ["relu", "tanh", "step", "exp", "abs", "sin"];

    [Test]
    public void RandomProgram_EveryTechnique_EqualsTreeWalk() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(80).WithReplay(20261121, 7),
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), seed =>
        {
            var maker = new Maker(seed + 1UL);
            maker.Bench.Check(maker.Term, maker.Indices, 1e-9);
        }));

    [Test]
    public void RandomSweep_EveryTechnique_EqualsTreeWalk() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(20261121, 9),
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), seed =>
        {
            var bench = new PlanBench(seed + 1UL);
            var (n, d, m) = (1 + bench.Below(9), 1 + bench.Below(4), 1 + bench.Below(30));
            var (x, w, a, j, k, i, l) = (bench.Array("x", n, d), bench.Array("w", m, d), bench.Array("a", m), Index("j"), Index("k"), Index("i"), Index("l"));
            Term Z(Symbol row, Symbol column)
            {
                var c = Index("c");
                return Form("sum", [Below(c, d)], Times(bench.At(x, row, c), bench.At(w, column, c)));
            }

            var residual = Form("sum", [Below(l, m)], Times(bench.At(a, l), Call(Functions[bench.Below(6)], Z(i, l))));
            var slope = Call(Functions[bench.Below(6)], Plus(Z(i, j), Build.Num(new Rational(1, 10))));
            bench.Check(Form("sum", [Below(i, n)], Times(residual, slope, bench.At(a, j), bench.At(x, i, k))), [Below(j, m), Below(k, d)], 1e-9);
        }));

    /// <summary>A random scalar term over random arrays, with random free indices.</summary>
    private sealed class Maker
    {
        private static readonly int[] Lengths = [1, 3, 7, 9];

        private readonly (Symbol Array, int[] Axes)[] arrays;
        private readonly List<(Symbol Symbol, int Length)> scope = [];

        public Maker(ulong seed)
        {
            Bench = new PlanBench(seed);
            arrays = [.. Enumerable.Range(0, 3).Select(t =>
            {
                var axes = Enumerable.Range(0, Bench.Below(3)).Select(_ => Lengths[Bench.Below(4)]).ToArray();
                return (Bench.Array($"x{t}", axes), axes);
            })];
            for (var free = Bench.Below(3); free > 0; free--)
            {
                scope.Add((Index($"i{free}"), Lengths[Bench.Below(4)]));
            }

            Indices = scope.Select(s => Below(s.Symbol, s.Length)).ToSequence();
            Term = Make(4);
        }

        public PlanBench Bench { get; }

        public Sequence<Binder> Indices { get; }

        public Term Term { get; }

        private Term Make(int depth) => depth == 0 ? Leaf() : Bench.Below(8) switch
        {
            0 => Plus(Make(depth - 1), Make(depth - 1)),
            1 => Times(Make(depth - 1), Make(depth - 1)),
            2 => Build.Negate(Make(depth - 1)),
            3 => Build.Divide(Make(depth - 1), Plus(N(2), Call("abs", Make(depth - 1)))),
            4 => Call(Functions[Bench.Below(6)], Call("tanh", Make(depth - 1))),
            5 => new Conditional(Holds(Make(depth - 2 < 0 ? 0 : depth - 2), Relation.Less, Make(0)), Make(depth - 1), Leaf()),
            _ => Folded(depth),
        };

        private Term Folded(int depth)
        {
            var index = (Symbol: Index("k"), Length: Lengths[Bench.Below(4)]);
            scope.Add(index);
            var body = Times(Make(depth - 1), Leaf());
            scope.Remove(index);
            var binder = Below(index.Symbol, index.Length);
            return Form(Folds[Bench.Below(6)], [binder], body);
        }

        private Term Leaf()
        {
            var (array, axes) = arrays[Bench.Below(3)];
            var indices = axes.Select(length =>
            {
                var fitting = scope.Where(s => s.Length <= length).ToList();
                return fitting.Count == 0 ? N(Bench.Below(length)) : Ref(fitting[Bench.Below(fitting.Count)].Symbol);
            }).ToArray();
            return indices.Length == 0 ? Ref(array) : Bench.At(array, indices);
        }
    }
}
