using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;

namespace TheoryCheck.Symbolics.Terms;

/// <summary>An exact rational number.</summary>
public sealed class Number(Rational value) : Term(value.IsInteger ? TermType.Integer : TermType.Real, [])
{
    /// <summary>The number 0.</summary>
    public static Number Zero { get; } = new(0);

    /// <summary>The number 1.</summary>
    public static Number One { get; } = new(1);

    /// <summary>The value.</summary>
    public Rational Value { get; } = value;

    /// <inheritdoc/>
    protected override object Payload => Value;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => this;

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Number(this);
}

/// <summary>A named constant: <c>pi</c>, <c>infinity</c>, <c>true</c>, <c>false</c>.</summary>
public sealed class Constant : Term
{
    private Constant(string name, TermType type)
        : base(type, []) => Name = name;

    /// <summary>π.</summary>
    public static Constant Pi { get; } = new("pi", TermType.Real);

    /// <summary>∞.</summary>
    public static Constant Infinity { get; } = new("infinity", TermType.Real);

    /// <summary>Truth.</summary>
    public static Constant True { get; } = new("true", TermType.Truth);

    /// <summary>Falsehood.</summary>
    public static Constant False { get; } = new("false", TermType.Truth);

    /// <summary>The name in the language.</summary>
    public string Name { get; }

    /// <summary>1 of the term ∞, -1 of -∞, 0 of any other.</summary>
    public static int InfiniteSign(Term term) => ReferenceEquals(term, Infinity) ? 1 : term is Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var negated] } && ReferenceEquals(negated, Infinity) ? -1 : 0;

    /// <inheritdoc/>
    protected override object Payload => Name;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => this;

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Constant(this);
}

/// <summary>A use of a symbol; of a family or function the whole of it.</summary>
public sealed class Reference(Symbol symbol) : Term(symbol.Type, [])
{
    /// <summary>The symbol.</summary>
    public Symbol Symbol { get; } = symbol;

    /// <inheritdoc/>
    protected override object Payload => Symbol;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => this;

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Reference(this);
}

/// <summary>The arithmetic operators.</summary>
public enum ArithmeticOperator
{
    /// <summary>a + b + …; a difference is a sum with a negated term.</summary>
    Add,

    /// <summary>a · b · …</summary>
    Multiply,

    /// <summary>a / b, of reals.</summary>
    Divide,

    /// <summary>a ^ b.</summary>
    Power,

    /// <summary>-a.</summary>
    Negate,
}

/// <summary>
/// Arithmetic on scalars, and the three whole-tensor operations: sums of equal shapes, negation, scalar times tensor
/// (a quotient of a tensor by a scalar included).
/// </summary>
public sealed class Arithmetic(ArithmeticOperator op, TermType type, Sequence<Term> operands) : Term(type, operands)
{
    /// <summary>Which operator.</summary>
    public ArithmeticOperator Operator { get; } = op;

    /// <inheritdoc/>
    protected override object Payload => Operator;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Arithmetic(Operator, Type, children);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Arithmetic(this);
}

/// <summary>Some leading axes of a tensor fixed: <c>K[i, j]</c>, <c>x[i]</c>, <c>x[i][c]</c> (both as one node).</summary>
public sealed class Element(Term tensor, TermType type, Sequence<Term> indices) : Term(type, new Sequence<Term>([tensor]).Concat(indices))
{
    /// <summary>The tensor.</summary>
    public Term Tensor => Children[0];

    /// <summary>The indices, at least one, at most as many as the tensor has axes.</summary>
    public Sequence<Term> Indices { get; } = indices;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Element(children[0], Type, children.Skip(1).ToSequence());

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Element(this);
}

/// <summary>A contiguous part of the first axis, both ends in: <c>q[1..d]</c>; its own first index is 0.</summary>
public sealed class Slice(Term tensor, TermType type, Term from, Term to) : Term(type, [tensor, from, to])
{
    /// <summary>The tensor.</summary>
    public Term Tensor => Children[0];

    /// <summary>The first index taken.</summary>
    public Term From => Children[1];

    /// <summary>The last index taken.</summary>
    public Term To => Children[2];

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Slice(children[0], Type, children[1], children[2]);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Slice(this);
}

/// <summary>A built-in operation of an open family applied to arguments: <c>relu(t)</c>, <c>dot(u, v)</c>, <c>eigmin(K)</c>, <c>sphere(d)</c>, <c>normal(d)</c>, <c>psd(A)</c>, <c>grad(e, w)</c>.</summary>
public sealed class Call(Operation operation, TermType type, Sequence<Term> arguments) : Term(type, arguments)
{
    /// <summary>The operation.</summary>
    public Operation Operation { get; } = operation;

    /// <summary>The arguments.</summary>
    public Sequence<Term> Arguments => Children;

    /// <inheritdoc/>
    protected override object Payload => Operation.Name;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Call(Operation, Type, children);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Call(this);
}

/// <summary>A function value applied to arguments: a defined, given or bound function, or an element of a family of functions.</summary>
public sealed class Apply(Term function, TermType type, Sequence<Term> arguments) : Term(type, new Sequence<Term>([function]).Concat(arguments))
{
    /// <summary>The function.</summary>
    public Term Function => Children[0];

    /// <summary>The arguments.</summary>
    public Sequence<Term> Arguments { get; } = arguments;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Apply(children[0], Type, children.Skip(1).ToSequence());

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Apply(this);
}

/// <summary>A term under binders, whose domains and restrictions are its first children.</summary>
public abstract class BinderTerm(TermType type, Sequence<Binder> binders, Sequence<Term> others)
    : Term(type, binders.SelectMany(Parts).Concat(others).ToSequence())
{
    /// <summary>The binders; a later one may mention earlier ones.</summary>
    public Sequence<Binder> Binders { get; } = binders;

    /// <summary>The subterms behind the binders' own.</summary>
    protected Sequence<Term> Others { get; } = others;

    /// <summary>Splits new children into binders of the same shape and the rest.</summary>
    protected (Sequence<Binder> Binders, Sequence<Term> Others) Rebind(Sequence<Term> children)
    {
        var at = 0;
        var rebound = Binders.Map(b => new Binder(
            b.Symbol,
            b.Domain is null ? null : children[at++],
            b.Where is null ? null : children[at++],
            b.At is null ? null : children[at++]));
        return (rebound, children.Skip(at).ToSequence());
    }

    private static IEnumerable<Term> Parts(Binder binder) => new[] { binder.Domain, binder.Where, binder.At }.OfType<Term>();
}

/// <summary>An anonymous function <c>x |-> e</c>, or a tensor given by its elements (see <see cref="BindingForm"/> <c>matrix</c> for that).</summary>
public sealed class Lambda(Sequence<Binder> binders, TermType type, Term body) : BinderTerm(type, binders, [body])
{
    /// <summary>The value at the parameters.</summary>
    public Term Body => Others[0];

    /// <inheritdoc/>
    protected override object Payload => Binders.Map(b => b.Symbol);

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children)
    {
        var (binders, others) = Rebind(children);
        return new Lambda(binders, Type, others[0]);
    }

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Lambda(this);
}

/// <summary>
/// A form of an open family that binds symbols: <c>sum(i&lt;n where A: e)</c>, <c>matrix(i&lt;n, j&lt;m: e)</c>,
/// <c>expect(w: e given B)</c>, <c>prob</c>, <c>quantile(q, w: e)</c>, <c>integral(t wrt nu: e)</c>,
/// <c>argmin(nu in S: J)</c>, <c>limit(h -> 0 from above: e)</c>, <c>derivative(t: e)</c>, <c>slope(M: e, g)</c>,
/// <c>first(k >= 0: A)</c>, <c>{w in S where A}</c>.
/// </summary>
public sealed class Binding(BindingForm form, TermType type, Sequence<Term> leading, Sequence<Binder> binders, Sequence<Term> bodies, Term? given)
    : BinderTerm(type, binders, leading.Concat(bodies).Concat(given is null ? [] : [given]).ToSequence())
{
    /// <summary>Which form.</summary>
    public BindingForm Form { get; } = form;

    /// <summary>Arguments before the binders (the level of a quantile).</summary>
    public Sequence<Term> Leading { get; } = leading;

    /// <summary>The expressions under the binders, usually one; none for a set comprehension.</summary>
    public Sequence<Term> Bodies { get; } = bodies;

    /// <summary>The first body.</summary>
    public Term Body => Bodies[0];

    /// <summary>The condition behind <c>given</c>, or null.</summary>
    public Term? Given { get; } = given;

    /// <inheritdoc/>
    protected override object Payload => (Form.Name, Binders.Map(b => b.Symbol));

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children)
    {
        var (binders, others) = Rebind(children);
        return new Binding(
            Form,
            Type,
            others.Take(Leading.Count).ToSequence(),
            binders,
            others.Skip(Leading.Count).Take(Bodies.Count).ToSequence(),
            Given is null ? null : others[^1]);
    }

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Binding(this);
}

/// <summary>A choice by cases: <c>if(A, u, v)</c>.</summary>
public sealed class Conditional(Term condition, Term then, Term otherwise) : Term(then.Type, [condition, then, otherwise])
{
    /// <summary>The condition.</summary>
    public Term Condition => Children[0];

    /// <summary>The value where it holds.</summary>
    public Term Then => Children[1];

    /// <summary>The value elsewhere.</summary>
    public Term Otherwise => Children[2];

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Conditional(children[0], children[1], children[2]);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Conditional(this);
}

/// <summary>How items are put together.</summary>
public enum CollectionKind
{
    /// <summary>A tensor from its slices along a new first axis: <c>[a, b, c]</c>.</summary>
    List,

    /// <summary>Several values side by side: <c>(a, w)</c>.</summary>
    Tuple,

    /// <summary>A finite set: <c>{a, b}</c>.</summary>
    Set,
}

/// <summary>A list, tuple or finite set written out.</summary>
public sealed class Collection(CollectionKind kind, TermType type, Sequence<Term> items) : Term(type, items)
{
    /// <summary>List, tuple or set.</summary>
    public CollectionKind Kind { get; } = kind;

    /// <inheritdoc/>
    protected override object Payload => Kind;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Collection(Kind, Type, children);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Collection(this);
}

/// <summary>An interval of reals; an end may be ±infinity.</summary>
public sealed class RealInterval(Term lower, Term upper, bool lowerOpen, bool upperOpen) : Term(new SetType(TermType.Real), [lower, upper])
{
    /// <summary>The lower end.</summary>
    public Term Lower => Children[0];

    /// <summary>The upper end.</summary>
    public Term Upper => Children[1];

    /// <summary>Whether the lower end is left out.</summary>
    public bool LowerOpen { get; } = lowerOpen;

    /// <summary>Whether the upper end is left out.</summary>
    public bool UpperOpen { get; } = upperOpen;

    /// <summary>What it says of a number: on which side of the ends that are finite it lies.</summary>
    public IEnumerable<Comparison> Bounds(Term number)
    {
        if (Constant.InfiniteSign(Lower) != -1)
        {
            yield return new Comparison(number, LowerOpen ? Relation.Greater : Relation.GreaterOrEqual, Lower);
        }

        if (Constant.InfiniteSign(Upper) != 1)
        {
            yield return new Comparison(number, UpperOpen ? Relation.Less : Relation.LessOrEqual, Upper);
        }
    }

    /// <inheritdoc/>
    protected override object Payload => (LowerOpen, UpperOpen);

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new RealInterval(children[0], children[1], LowerOpen, UpperOpen);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.RealInterval(this);
}

/// <summary>The integers from Lower to Upper, both ends in; Upper may be <see cref="Constant.Infinity"/>. <c>i&lt;n</c> is 0..n-1.</summary>
public sealed class IndexRange(Term lower, Term upper) : Term(new SetType(TermType.Integer), [lower, upper])
{
    /// <summary>The first integer.</summary>
    public Term Lower => Children[0];

    /// <summary>The last integer, or infinity.</summary>
    public Term Upper => Children[1];

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new IndexRange(children[0], children[1]);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.IndexRange(this);
}

/// <summary>The value at a step or time: <c>e@k</c> puts the step on every state and step draw in e; <c>X@next</c> reads the new value.</summary>
public sealed class AtStep(Term series, Term? step) : Term(series.Type, step is null ? [series] : [series, step])
{
    /// <summary>The series.</summary>
    public Term Series => Children[0];

    /// <summary>The step or time; null for <c>@next</c>.</summary>
    public Term? Step => Children.Count > 1 ? Children[1] : null;

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new AtStep(children[0], children.Count > 1 ? children[1] : null);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.AtStep(this);
}

/// <summary>A definition with given symbols replaced throughout: <c>best(M = N)</c>, <c>f(b[j] = c[j]*a[j])</c>, <c>X@n(x0 = u)</c>.</summary>
public sealed class Override(Term target, Sequence<Binder> symbols, Sequence<Term> values, TermType type)
    : Term(type, new Sequence<Term>([target]).Concat(values))
{
    /// <summary>The term in which symbols are replaced.</summary>
    public Term Target => Children[0];

    /// <summary>The replaced symbols; one with <see cref="Symbol.Indices"/> in the binder's fresh symbol gives the value element by element.</summary>
    public Sequence<Binder> Symbols { get; } = symbols;

    /// <summary>The replacing values, of the whole symbol.</summary>
    public Sequence<Term> Values => Children.Skip(1).ToSequence();

    /// <inheritdoc/>
    protected override object Payload => Symbols.Map(b => b.Symbol);

    /// <inheritdoc/>
    public override Term With(Sequence<Term> children) => new Override(children[0], Symbols, children.Skip(1).ToSequence(), Type);

    /// <inheritdoc/>
    public override T Accept<T>(TermFold<T> fold) => fold.Override(this);
}
