using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Engine;

/// <summary>Terms in C# notation close to the claim language, for the corpus.</summary>
internal readonly record struct F(Term Term)
{
    public static implicit operator F(int value) => new(Build.Num(value));

    public static implicit operator F(Rational value) => new(Build.Num(value));

    public static implicit operator F(Symbol symbol) => new(Build.Ref(symbol));

    public static F operator +(F a, F b) => new(Build.Add(a.Term, b.Term));

    public static F operator -(F a, F b) => new(Build.Subtract(a.Term, b.Term));

    public static F operator *(F a, F b) => new(Build.Multiply(a.Term, b.Term));

    public static F operator /(F a, F b) => new(Build.Divide(a.Term, b.Term));

    public static F operator -(F a) => new(Build.Negate(a.Term));

    public static F operator ^(F a, F b) => new(Build.Power(a.Term, b.Term));

    public F this[F i] => new(Build.At(Term, i.Term));

    public F this[F i, F j] => new(Build.At(Term, i.Term, j.Term));
}

/// <summary>The words of the corpus.</summary>
internal static class Words
{
    public static readonly F pi = new(Constant.Pi);

    public static F call(string name, params F[] arguments) =>
        new(Build.Call(OperationCatalogue.Find(name) ?? throw new ArgumentException(name), [.. arguments.Select(a => a.Term)]));

    public static F relu(F t) => call("relu", t);

    public static F step(F t) => call("step", t);

    public static F abs(F t) => call("abs", t);

    public static F sign(F t) => call("sign", t);

    public static F exp(F t) => call("exp", t);

    public static F log(F t) => call("log", t);

    public static F sqrt(F t) => call("sqrt", t);

    public static F sin(F t) => call("sin", t);

    public static F cos(F t) => call("cos", t);

    public static F max(F a, F b) => call("max", a, b);

    public static F min(F a, F b) => call("min", a, b);

    public static F dot(F a, F b) => call("dot", a, b);

    public static F norm(F a) => call("norm", a);

    public static F grad(F e, F w) => call("grad", e, w);

    public static F hessian(F e, F w) => call("hessian", e, w);

    public static F sum(F n, Func<F, F> body) => bind("sum", n, body);

    public static F mean(F n, Func<F, F> body) => bind("mean", n, body);

    public static F matrix(F n, Func<F, F> body) => bind("matrix", n, body);

    public static F matrix(F n, F m, Func<F, F, F> body)
    {
        var (i, j) = (Build.Index("i"), Build.Index("j"));
        return new(Bound("matrix", [Build.Below(i, n.Term), Build.Below(j, m.Term)], body(i, j).Term));
    }

    public static F sumWhere(F n, Func<F, Term> where, Func<F, F> body)
    {
        var i = Build.Index("i");
        return new(Build.Bind<Sum>([Build.Below(i, n.Term) with { Where = where(i) }], body(i).Term));
    }

    public static F bind(string form, F n, Func<F, F> body)
    {
        var i = Build.Index("i");
        return new(Bound(form, [Build.Below(i, n.Term)], body(i).Term));
    }

    public static F expect(Symbol draw, F body) => new(Bound("expect", [new Binder(draw, null)], body.Term));

    public static F expect(Symbol one, Symbol two, F body) => new(Bound("expect", [new Binder(one, null), new Binder(two, null)], body.Term));

    public static F variance(Symbol draw, F body) => new(Bound("var", [new Binder(draw, null)], body.Term));

    public static F prob(Symbol draw, Term body) => new(Bound("prob", [new Binder(draw, null)], body));

    public static F delta(F i, F j) => new(new Conditional(eq(i, j), Number.One, Number.Zero));

    public static F when(Term condition, F then, F otherwise) => new(new Conditional(condition, then.Term, otherwise.Term));

    public static Term eq(F a, F b) => new Comparison(a.Term, Relation.Equal, b.Term);

    public static Term ne(F a, F b) => new Comparison(a.Term, Relation.NotEqual, b.Term);

    public static Term lt(F a, F b) => new Comparison(a.Term, Relation.Less, b.Term);

    public static Term le(F a, F b) => new Comparison(a.Term, Relation.LessOrEqual, b.Term);

    public static Term gt(F a, F b) => new Comparison(a.Term, Relation.Greater, b.Term);

    public static Term forall(F n, Func<F, Term> body)
    {
        var i = Build.Index("i");
        return new Quantified(QuantifierKind.ForAll, [Build.Below(i, n.Term)], body(i));
    }

    public static Rational q(int p, int r) => new(p, r);

    public static Symbol size(string name) => new(name, SymbolRole.Given, default) { Type = TermType.Integer, Domain = new IndexRange(Number.One, Constant.Infinity) };

    public static Symbol integer(string name) => new(name, SymbolRole.Given, default) { Type = TermType.Integer, Domain = Set("integers") };

    public static Symbol real(string name) => new(name, SymbolRole.Given, default) { Type = TermType.Real, Domain = Set("reals") };

    public static Symbol positive(string name) => new(name, SymbolRole.Given, default) { Type = TermType.Real, Domain = new RealInterval(Number.Zero, Constant.Infinity, true, true) };

    public static Symbol index(string name, F n) => new(name, SymbolRole.Bound, default) { Type = TermType.Integer, Domain = Build.Below(Build.Index(name), n.Term).Domain };

    public static Symbol family(string name, F n, Term? domain = null) => Tensor(name, [n], domain ?? Set("reals"), SymbolRole.Given);

    public static Symbol vector(string name, F d) => Tensor(name, [d], Set("vector", d), SymbolRole.Given, 0);

    public static Symbol vectors(string name, F n, F d) => Tensor(name, [n, d], Set("vector", d), SymbolRole.Given, 1);

    public static Symbol onSphere(string name, F n, F d) => Tensor(name, [n, d], Set("sphere", d), SymbolRole.Given, 1);

    public static Symbol square(string name, F n, F m) => Tensor(name, [n, m], Set("matrix", n, m), SymbolRole.Given, 0);

    public static Symbol drawn(string name, Term law, params F[] axes) => Tensor(name, axes, law, SymbolRole.Draw, 0);

    public static Symbol drawnRows(string name, Term law, params F[] axes) => Tensor(name, axes, law, SymbolRole.Draw, axes.Length - 1);

    public static Term Set(string name, params F[] arguments) => call(name, arguments).Term;

    private static Symbol Tensor(string name, F[] axes, Term domain, SymbolRole role, int family = 1)
    {
        var indices = axes.Take(Math.Min(family, axes.Length)).Select((n, i) => Build.Below(Build.Index($"i{i}"), n.Term)).ToSequence();
        return new Symbol(name, role, default)
        {
            Type = new TensorType(NumberKind.Real, axes.Select(a => Axis.Of(a.Term)).ToSequence()),
            Indices = indices,
            Domain = domain,
        };
    }

    private static Binding Bound(string name, Sequence<Binder> binders, Term body)
    {
        var form = OperationCatalogue.FindForm(name) ?? throw new ArgumentException(name);
        var typing = form.Check([], binders, [body], null);
        return new Binding(form, typing.Type ?? throw new ArgumentException(typing.Error), [], binders, [body], null);
    }
}
