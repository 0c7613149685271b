using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Typesetting;

/// <summary>Statements of the language reference, built by hand, for tests that need real ones.</summary>
internal static class ReferenceStatements
{
    public static readonly Symbol N = Given("n", TermType.Integer, From(2));
    public static readonly Symbol D = Given("d", TermType.Integer, From(2));
    public static readonly Symbol M = Sweep("M", TermType.Integer, Set(64, 256, 1024));
    public static readonly Symbol Delta = Sweep("delta", TermType.Real, new Collection(CollectionKind.Set, new SetType(TermType.Real), [Build.Num(R(1, 10)), Build.Num(R(1, 100))]));
    public static readonly Symbol Phi = Given("phi", TermType.Real, new RealInterval(Number.Zero, Constant.Infinity, true, true));
    public static readonly Symbol Eta = Given("eta", TermType.Real, new RealInterval(Number.Zero, Constant.Infinity, true, true));
    public static readonly Symbol Lambda0 = Definition("lambda0", TermType.Real);
    public static readonly Symbol X = Family("x", SymbolRole.Draw, Vectors(N, D), Make("sphere", Ref(D)), ("i", Ref(N)));
    public static readonly Symbol W = Family("w", SymbolRole.Draw, Vectors(M, D), Make("normal", Ref(D)), ("r", Ref(M)));
    public static readonly Symbol K = Kernel();
    public static readonly Symbol Kinf = LimitKernel();
    public static readonly Evolution Steps = new(new Symbol("k", SymbolRole.Clock, default) { Type = TermType.Integer }, isFlow: false, default);
    public static readonly Evolution Flow = new(new Symbol("t", SymbolRole.Clock, default) { Type = TermType.Real }, isFlow: true, default);
    public static readonly Symbol V = State("v", Steps);
    public static readonly Symbol Z = State("z", Flow);
    public static readonly Symbol F = Function("F", ("u", Vector(D)));
    public static readonly Symbol Best = Definition("best", TermType.Real);

    /// <summary>The statements by name.</summary>
    public static IEnumerable<(string Name, Term Statement)> All()
    {
        yield return ("concentration", Concentration());
        yield return ("mean", Mean());
        yield return ("lemma", Lemma());
        yield return ("rate", Rate());
        yield return ("recovery", Recovery());
        yield return ("limits", Limits());
        yield return ("order", Order());
        yield return ("ball", Ball());
        yield return ("logic", Logic());
        yield return ("gradient", Gradient());
        yield return ("conditional", Cases());
        yield return ("conditioned", Conditioned());
        yield return ("almost", Almost());
    }

    public static Term Concentration()
    {
        var bound = Build.Divide(
            Build.Multiply(Square(Ref(N)), Make("log", Build.Divide(Build.Multiply(Num(2), Square(Ref(N))), Ref(Delta)))),
            Build.Multiply(Num(2), Ref(M)));
        var deviation = Square(Make("norm", Build.Subtract(Ref(K), Ref(Kinf))));
        return new Quantified(
            QuantifierKind.ForAll,
            [new Binder(M, null), new Binder(Delta, null)],
            new Quantified(
                QuantifierKind.ForDrawn,
                [new Binder(X, null)],
                new WithProbability(Relation.GreaterOrEqual, Build.Subtract(Number.One, Ref(Delta)), [new Binder(W, null)], null, new Comparison(deviation, Relation.LessOrEqual, bound))),
            isImplied: true);
    }

    public static Term Mean()
    {
        var (i, j) = (Build.Index("i"), Build.Index("j"));
        return new Quantified(
            QuantifierKind.ForAll,
            [Build.Below(i, Ref(N)), Build.Below(j, Ref(N))],
            new Derive(new Comparison(
                Bind("expect", [new Binder(W, null)], Build.At(Ref(K), Ref(i), Ref(j))),
                Relation.Equal,
                Build.At(Ref(Kinf), Ref(i), Ref(j)))));
    }

    public static Term Lemma(int power = 2)
    {
        var c = Bound("C", TermType.Real);
        return new Quantified(
            QuantifierKind.Exists,
            [new Binder(c, Positive())],
            new Quantified(
                QuantifierKind.ForAll,
                [new Binder(N, null), new Binder(D, null), new Binder(Phi, null), new Binder(X, null)],
                new Comparison(
                    Make("eigmin", Ref(Kinf)),
                    Relation.GreaterOrEqual,
                    Build.Divide(Build.Multiply(Ref(c), Ref(Phi)), Build.Power(Ref(N), Num(power))))));
    }

    public static Term Rate()
    {
        var (tau, k) = (Bound("tau", TermType.Real), Bound("k", TermType.Integer));
        var alpha = Bound("alpha", TermType.Real);
        Term Gap(Term step) => Build.Subtract(Value(new AtStep(Ref(V), step)), Ref(Best));
        var exponent = Build.Subtract(Ref(k), Build.Power(Ref(alpha), Num(-2)));
        return new Quantified(
            QuantifierKind.ForAll,
            [new Binder(alpha, Positive())],
            new Quantified(
                QuantifierKind.Exists,
                [new Binder(tau, Positive())],
                new Quantified(
                    QuantifierKind.ForAll,
                    [new Binder(k, From(0), new Comparison(Ref(k), Relation.GreaterOrEqual, Build.Power(Ref(alpha), Num(-2))))],
                    new Comparison(
                        Gap(Ref(k)),
                        Relation.LessOrEqual,
                        Build.Multiply(Build.Power(Build.Subtract(Number.One, Ref(tau)), exponent), Gap(Number.Zero))))));
    }

    public static Term Recovery()
    {
        var m = Bound("m", TermType.Integer);
        var (j, jj) = (Build.Index("j"), Build.Index("j"));
        var s = FamilyBinder("s", [Axis.Of(Ref(m))], jj, Ref(m), Make("reals"));
        var eps = Bound("eps", TermType.Real);
        var solution = Definition("sol", new SetType(new MeasureType(Vector(D), MeasureKind.Signed)));
        var theta = new Symbol("theta", SymbolRole.Given, default) { Type = Vectors(m, D) };
        var atoms = Bind("sum", [Build.Below(j, Ref(m))], Build.Multiply(Build.At(Ref(s.Symbol), Ref(j)), Make("dirac", Build.At(Ref(theta), Ref(j)))), s.Symbol);
        var close = new Quantified(
            QuantifierKind.ForAll,
            [Build.Below(j, Ref(m))],
            new Comparison(Make("abs", Build.Subtract(Build.At(Ref(s.Symbol), Ref(j)), Number.One)), Relation.Less, Ref(eps)));
        return new Quantified(
            QuantifierKind.ForAll,
            [new Binder(eps, Positive())],
            new Quantified(
                QuantifierKind.ExistsUnique,
                [s],
                new Connective(ConnectiveKind.And,
                [
                    new Comparison(Ref(solution), Relation.Equal, new Collection(CollectionKind.Set, solution.Type, [atoms])),
                    close,
                ])));
    }

    public static Term Limits()
    {
        var (mm, t) = (Bound("M", TermType.Integer), Bound("t", TermType.Real));
        var g = Bound("g", TermType.Real);
        var nearest = Bind("inf", [new Binder(g, Make("reals"))], Make("norm", Build.Subtract(new AtStep(Ref(Z), Ref(t)), Build.Multiply(Ref(g), new AtStep(Ref(Z), Number.Zero)))));
        return new Comparison(
            Bind("limit", [new Binder(mm, new LimitPoint(Constant.Infinity, Approach.Both))], Bind("limsup", [new Binder(t, new LimitPoint(Constant.Infinity, Approach.Both))], nearest)),
            Relation.Equal,
            Number.Zero);
    }

    public static Term Order()
    {
        var h = Bound("h", TermType.Real);
        return new OrderClaim(
            OrderKind.LittleO,
            inLog: false,
            new Binder(h, new LimitPoint(Number.Zero, Approach.Above)),
            Build.Subtract(Make("sqrt", Build.Add(Number.One, Ref(h))), Build.Add(Number.One, Build.Multiply(Build.Num(R(1, 2)), Ref(h)))),
            Ref(h));
    }

    public static Term Ball()
    {
        var u = Bound("u", Vector(D));
        var inside = new Comparison(Make("norm", Ref(u)), Relation.LessOrEqual, Number.One);
        var set = new Binding((BindingForm)OperationCatalogue.FindForm("{}")!, new SetType(Vector(D)), [], [new Binder(u, Make("vector", Ref(D)), inside)], [], null);
        return new Membership(set, Make("vector", Ref(D)), isSubset: true);
    }

    public static Term Logic()
    {
        var p = new ClaimReference("recovery", [], Constant.True);
        var q = new ClaimReference("recovery", ["orthogonal"], Constant.True);
        return new Connective(ConnectiveKind.Implies,
        [
            new Connective(ConnectiveKind.Or, [p, new Connective(ConnectiveKind.And, [p, new Connective(ConnectiveKind.Not, [q])])]),
            new Connective(ConnectiveKind.Iff, [p, Constant.False]),
        ]);
    }

    public static Term Gradient()
    {
        var gradient = Make("grad", Value(Ref(V)), Ref(V));
        return new Comparison(
            Build.Subtract(Ref(V), Build.Multiply(Ref(Eta), gradient)),
            Relation.Equal,
            new AtStep(Ref(V), null));
    }

    public static Term Cases()
    {
        var i = Build.Index("i");
        var sign = new Conditional(
            new Comparison(Ref(i), Relation.Less, Number.Zero),
            Num(-1),
            new Conditional(new Comparison(Ref(i), Relation.Equal, Number.Zero), Number.Zero, Number.One));
        return new Comparison(sign, Relation.NotEqual, Num(5));
    }

    public static Term Conditioned()
    {
        var xi = new Symbol("xi", SymbolRole.Draw, default) { Type = TermType.Real, Evolution = Steps };
        var past = new Comparison(new AtStep(Ref(xi), Number.Zero), Relation.Greater, Number.Zero);
        var form = OperationCatalogue.FindForm("expect")!;
        return new Comparison(
            new Binding(form, TermType.Real, [], [new Binder(xi, null, null, Number.One)], [Square(new AtStep(Ref(xi), Build.Add(Number.One, Ref(Build.Index("k")))))], past),
            Relation.LessOrEqual,
            Num(1));
    }

    public static Term Almost()
    {
        var t = Bound("t", TermType.Real);
        var mu = new Symbol("mu", SymbolRole.Given, default) { Type = new MeasureType(TermType.Real, MeasureKind.Signed) };
        return new Quantified(QuantifierKind.AlmostAll, [new Binder(t, Ref(mu))], new Comparison(
            [Relation.LessOrEqual, Relation.Less],
            [Number.Zero, Make("relu", Ref(t)), Constant.Infinity]));
    }

    public static Term Num(int value) => Build.Num(value);

    public static Rational R(int numerator, int denominator) => new(numerator, denominator);

    public static Reference Ref(Symbol symbol) => Build.Ref(symbol);

    public static Term Square(Term term) => Build.Power(term, Num(2));

    public static Term Make(string operation, params Term[] arguments) =>
        Build.Call(OperationCatalogue.Find(operation) ?? throw new ArgumentException(operation), arguments);

    public static Term Bind(string form, Sequence<Binder> binders, Term body, params Symbol[] _)
    {
        var member = OperationCatalogue.FindForm(form) ?? throw new ArgumentException(form);
        return new Binding(member, member.Check([], binders, [body], null).Type ?? body.Type, [], binders, [body], null);
    }

    public static Symbol Bound(string name, TermType type) => new(name, SymbolRole.Bound, default) { Type = type };

    public static Term Positive() => new RealInterval(Number.Zero, Constant.Infinity, lowerOpen: true, upperOpen: true);

    public static Term From(int lower) => new IndexRange(Num(lower), Constant.Infinity);

    private static Apply Value(Term point) => new(Ref(F), TermType.Real, [point]);

    private static Term Set(params int[] values) =>
        new Collection(CollectionKind.Set, new SetType(TermType.Integer), values.Select(Num).ToSequence());

    private static TermType Vector(Symbol dimension) => TermType.Vector(Ref(dimension));

    private static TensorType Vectors(Symbol count, Symbol dimension) => new(NumberKind.Real, [Axis.Of(Ref(count)), Axis.Of(Ref(dimension))]);

    private static Symbol Given(string name, TermType type, Term domain) => new(name, SymbolRole.Given, default) { Type = type, Domain = domain };

    private static Symbol Sweep(string name, TermType type, Term domain) => new(name, SymbolRole.Sweep, default) { Type = type, Domain = domain };

    private static Symbol Definition(string name, TermType type) => new(name, SymbolRole.Definition, default) { Type = type };

    private static Symbol Family(string name, SymbolRole role, TermType type, Term domain, params (string Name, Term Length)[] indices) => new(name, role, default)
    {
        Type = type,
        Domain = domain,
        Indices = indices.Select(index => Build.Below(Build.Index(index.Name), index.Length)).ToSequence(),
    };

    private static Binder FamilyBinder(string name, Sequence<Axis> axes, Symbol index, Term length, Term domain) =>
        new(new Symbol(name, SymbolRole.Bound, default) { Type = new TensorType(NumberKind.Real, axes), Indices = [Build.Below(index, length)] }, domain);

    private static Symbol Function(string name, (string Name, TermType Type) parameter) => new(name, SymbolRole.Definition, default)
    {
        Type = new FunctionType([parameter.Type], TermType.Real),
        Parameters = [new Binder(new Symbol(parameter.Name, SymbolRole.Bound, default) { Type = parameter.Type }, Make("vector", Ref(D)))],
        Body = Number.Zero,
    };

    private static Symbol State(string name, Evolution block)
    {
        var symbol = new Symbol(name, SymbolRole.State, default) { Type = Vector(D), Evolution = block };
        return symbol;
    }

    private static Symbol Kernel()
    {
        var (i, j, r) = (Build.Index("i"), Build.Index("j"), Build.Index("r"));
        Term Active(Symbol at) => Make("step", Make("dot", Build.At(Ref(W), Ref(r)), Build.At(Ref(X), Ref(at))));
        return new Symbol("K", SymbolRole.Definition, default)
        {
            Type = TermType.Matrix(Ref(N), Ref(N)),
            Indices = [Build.Below(i, Ref(N)), Build.Below(j, Ref(N))],
            Body = Build.Multiply(
                Make("dot", Build.At(Ref(X), Ref(i)), Build.At(Ref(X), Ref(j))),
                Bind("mean", [Build.Below(r, Ref(M))], Build.Multiply(Active(i), Active(j)))),
        };
    }

    private static Symbol LimitKernel()
    {
        var (i, j) = (Build.Index("i"), Build.Index("j"));
        var (xi, xj) = (Build.At(Ref(X), Ref(i)), Build.At(Ref(X), Ref(j)));
        return new Symbol("Kinf", SymbolRole.Definition, default)
        {
            Type = TermType.Matrix(Ref(N), Ref(N)),
            Indices = [Build.Below(i, Ref(N)), Build.Below(j, Ref(N))],
            Body = Build.Divide(
                Build.Multiply(Make("dot", xi, xj), Build.Subtract(Constant.Pi, Make("angle", xi, xj))),
                Build.Multiply(Num(2), Constant.Pi)),
        };
    }
}
