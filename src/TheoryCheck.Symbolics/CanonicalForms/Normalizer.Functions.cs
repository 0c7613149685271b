using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Derivatives;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.CanonicalForms;

/// <content>Functions, choices by cases, and nodes that stay atoms.</content>
internal sealed partial class Normalizer
{
    /// <summary>step(t), with t oriented and scaled; decided where the sign of t is known.</summary>
    public Polynomial StepOf(Polynomial t)
    {
        if (t.Constant is { } number)
        {
            return number.Sign >= 0 ? Polynomial.One : Polynomial.Zero;
        }

        var signs = SignOf(t);
        if ((signs & Signs.Negative) == Signs.None)
        {
            return Polynomial.One;
        }

        if (signs == Signs.Negative)
        {
            return Polynomial.Zero;
        }

        if (ByCases(t, StepOf) is { } cases)
        {
            return cases;
        }

        if (IsInteger(t))
        {
            return IntegerStep(t);
        }

        var (sign, primitive) = Oriented(t);
        var atom = Polynomial.Atom(Build.Call<Step>(Write(primitive)));
        if (sign > 0)
        {
            return atom;
        }

        Laws.Add("step(-t) = 1 - step(t) + [t = 0]");
        return Add(Polynomial.One, atom.Times(-1), ZeroOf(primitive));
    }

    /// <summary>f(t₀ + t₁ b) = b f(t₀ + t₁) + (1 - b) f(t₀) for an indicator b, where t is made of indicators only.</summary>
    private Polynomial? ByCases(Polynomial t, Func<Polynomial, Polynomial> function)
    {
        var atoms = t.Summands.SelectMany(s => s.Factors).Select(f => f.Base).Distinct().ToList();
        if (atoms.Count is 0 or > 4 || t.Summands.Any(s => !s.Ranges.IsEmpty) || !atoms.TrueForAll(a => a is Call { Operation: Step } || Vanishing(a) is not null))
        {
            return null;
        }

        Laws.Add("a function of indicators by cases");
        var chosen = Polynomial.Atom(atoms.Min(TermOrder.Instance)!);
        var holds = new List<Summand>();
        var fails = new List<Summand>();
        foreach (var summand in t.Summands)
        {
            var has = summand.Factors.Any(f => f.Base.Equals(chosen.Summands[0].Factors[0].Base));
            holds.Add(new Summand(summand.Coefficient, [], [.. summand.Factors.Where(f => !f.Base.Equals(chosen.Summands[0].Factors[0].Base))]));
            if (!has)
            {
                fails.Add(summand);
            }
        }

        return Add(Multiply(chosen, function(Collect(holds))), Multiply(Subtract(Polynomial.One, chosen), function(Collect(fails))));
    }

    /// <summary>The indicator [t = 0].</summary>
    public Polynomial ZeroOf(Polynomial t)
    {
        if (t.Constant is { } number)
        {
            return number.IsZero ? Polynomial.One : Polynomial.Zero;
        }

        var signs = SignOf(t);
        if ((signs & Signs.Zero) == Signs.None)
        {
            return Polynomial.Zero;
        }

        if (ByCases(t, ZeroOf) is { } cases)
        {
            return cases;
        }

        if (IsInteger(t) && (IsNonnegative(Subtract(t, Polynomial.One), 0) || IsNonnegative(Subtract(t.Times(-1), Polynomial.One), 0)))
        {
            return Polynomial.Zero;
        }

        if (t.Summands is [{ Ranges.IsEmpty: true } single] && single.Factors.Length > 1 && single.Factors.All(f => f.Exponent.Sign > 0))
        {
            // A product vanishes where a factor does.
            var apart = single.Factors.Select(f => Subtract(Polynomial.One, ZeroOf(Parse(f.Base)))).Aggregate(Multiply);
            return Subtract(Polynomial.One, apart);
        }

        var primitive = Oriented(t).Primitive;
        if (primitive.Summands is [{ Ranges.IsEmpty: true, Factors: [{ Exponent.Sign: > 0 } power] }])
        {
            primitive = Parse(power.Base);
        }

        return Polynomial.Atom(new Conditional(new Comparison(Write(primitive), Relation.Equal, Number.Zero), Number.One, Number.Zero));
    }

    private Polynomial IntegerStep(Polynomial t)
    {
        if (IsNonnegative(t, 0))
        {
            return Polynomial.One;
        }

        if (IsNonnegative(Subtract(t.Times(-1), Polynomial.One), 0))
        {
            return Polynomial.Zero;
        }

        var constant = t.Summands.Where(s => s.IsConstant).Aggregate(Rational.Zero, (c, s) => c + s.Coefficient);
        var moving = Subtract(t, Polynomial.Of(constant));
        var (sign, content, _, primitive) = Primitive(moving, false);
        var lead = moving.Times(Rational.One / content);
        var offset = Rational.Floor(constant / content);
        if (sign < 0)
        {
            Laws.Add("[t <= 0] = 1 - [t >= 1] for integers");
            return Subtract(Polynomial.One, IntegerStep(Subtract(lead.Times(-1), Polynomial.Of(offset + Rational.One))));
        }

        // [s + c >= 0] for a small c is [s >= 0] and a few points.
        var result = (SignOf(lead) & Signs.Negative) == Signs.None ? Polynomial.One : Polynomial.Atom(Build.Call<Step>(Write(lead)));
        if (offset * offset > 16)
        {
            return Polynomial.Atom(Build.Call<Step>(Write(Add(lead, Polynomial.Of(offset)))));
        }

        for (var c = Rational.One; c <= offset; c += Rational.One)
        {
            result = Add(result, ZeroOf(Add(lead, Polynomial.Of(c))));
        }

        for (var c = Rational.Zero; c > offset; c -= Rational.One)
        {
            result = Subtract(result, ZeroOf(Add(lead, Polynomial.Of(c))));
        }

        return result;
    }

    private Polynomial ReluOf(Polynomial t)
    {
        if (t.IsZero)
        {
            return t;
        }

        var (sign, _) = Oriented(t);
        Laws.Add("relu(t) = t step(t)");
        return sign > 0 ? Multiply(t, StepOf(t)) : Add(t, Multiply(t.Times(-1), StepOf(t.Times(-1))));
    }

    private Polynomial AbsoluteOf(Polynomial t)
    {
        if (t.IsZero)
        {
            return t;
        }

        var signs = SignOf(t);
        if ((signs & Signs.Negative) == Signs.None)
        {
            return t;
        }

        var oriented = Oriented(t).Sign > 0 ? t : t.Times(-1);
        Laws.Add("abs(t) = 2 t step(t) - t");
        return Subtract(Multiply(oriented, StepOf(oriented)).Times(2), oriented);
    }

    private Polynomial SignumOf(Polynomial t)
    {
        var (sign, primitive) = t.IsZero ? (1, t) : Oriented(t);
        Laws.Add("sign(t) = 2 step(t) - 1 - [t = 0]");
        return Subtract(StepOf(primitive).Times(2), Add(Polynomial.One, ZeroOf(primitive))).Times(sign);
    }

    private Polynomial OfFunction(Call call)
    {
        var arguments = call.Arguments.Map(Parse);
        switch (call.Operation.Name)
        {
            case "step" or "relu" or "abs" when IsNonnegativeFunction(call.Arguments[0]):
                return call.Operation.Name == "step" ? Polynomial.One : arguments[0];
            case "step":
                return StepOf(arguments[0]);
            case "relu":
                return ReluOf(arguments[0]);
            case "square_relu":
                var relu = ReluOf(arguments[0]);
                return Multiply(relu, relu);
            case "abs":
                return AbsoluteOf(arguments[0]);
            case "sign":
                return SignumOf(arguments[0]);
            case "max":
                return arguments.Skip(1).Aggregate(arguments[0], (a, b) => Add(b, ReluOf(Subtract(a, b))));
            case "min":
                return arguments.Skip(1).Aggregate(arguments[0], (a, b) => Subtract(a, ReluOf(Subtract(a, b))));
            case "leaky_relu":
                return Add(arguments[0].Times(new Rational(1, 100)), ReluOf(arguments[0]).Times(new Rational(99, 100)));
            case "sq":
                return Power(arguments[0], 2);
            case "softplus":
                Laws.Add("softplus(t) = log(1 + exp(t))");
                return Logarithm(new Call(Named("log"), TermType.Real, call.Arguments), Add(Polynomial.One, Exponential(Named("exp"), arguments[0])));
            case "cosh" or "sinh":
                Laws.Add("cosh and sinh by exponentials");
                var (up, down) = (Exponential(Named("exp"), arguments[0]), Exponential(Named("exp"), arguments[0].Times(-1)));
                return Add(up, call.Operation.Name == "cosh" ? down : down.Times(-1)).Times(new Rational(1, 2));
            case "tan":
                Laws.Add("tan = sin/cos");
                return Multiply(Circular(new Call(Named("sin"), TermType.Real, call.Arguments), arguments[0]), Power(Circular(new Call(Named("cos"), TermType.Real, call.Arguments), arguments[0]), -1));
            case "arcsin":
                Laws.Add("arcsin(t) = pi/2 - arccos(t)");
                return Subtract(Polynomial.Atom(Constant.Pi).Times(new Rational(1, 2)), InverseCosine(new Call(Named("arccos"), TermType.Real, call.Arguments), arguments[0]));
            case "gram_angle":
                Laws.Add("the angle of two vectors is the arc cosine of u.v/(|u||v|)");
                var lengths = Multiply(Power(arguments[0], new Rational(-1, 2)), Power(arguments[1], new Rational(-1, 2)));
                return InverseCosine(new Call(Named("arccos"), TermType.Real, [call.Arguments[2]]), Multiply(arguments[2], lengths));
            case "sqrt" or "root":
                return Power(arguments[0], new Rational(1, 2));
            case "exp":
                return Exponential(call.Operation, arguments[0]);
            case "log":
                return Logarithm(call, arguments[0]);
            case "sigmoid":
                Laws.Add("sigmoid(t) = exp(t)/(1 + exp(t)) = 1 - sigmoid(-t)");
                var (turned, _) = arguments[0].IsZero ? (1, arguments[0]) : Oriented(arguments[0]);
                var e = Exponential(Named("exp"), arguments[0].Times(turned));
                return Multiply(turned > 0 ? e : Polynomial.One, Power(Add(Polynomial.One, e), -1));
            case "tanh":
                Laws.Add("tanh(t) = (exp(2t) - 1)/(exp(2t) + 1)");
                var square = Exponential(Named("exp"), arguments[0].Times(2));
                return Multiply(Subtract(square, Polynomial.One), Power(Add(square, Polynomial.One), -1));
            case "cos" or "sin":
                return Circular(call, arguments[0]);
            case "arccos":
                return InverseCosine(call, arguments[0]);
            case "erf" or "arctan" when !arguments[0].IsZero:
                var (sign, _) = Oriented(arguments[0]);
                return Polynomial.Atom(new Call(call.Operation, call.Type, [Write(arguments[0].Times(sign))])).Times(sign);
            default:
                return ((ScalarFunction)call.Operation).Expand(call.Arguments) is { } expanded
                    ? Parse(expanded)
                    : Polynomial.Atom(new Call(call.Operation, call.Type, arguments.Map(Write)));
        }
    }

    private static bool IsNonnegativeFunction(Term term) =>
        term is Call { Operation.Name: "abs" or "relu" or "square_relu" or "root" or "sqrt" or "exp" or "softplus" or "sigmoid" or "sq" or "step" or "cosh" or "gram_angle" or "arccos" };

    private static Operation Named(string name) =>
        OperationCatalogue.Find(name) ?? throw new NoClosedFormException($"the catalogue has no '{name}'");

    /// <summary>exp(Σ cᵢ mᵢ) = Π exp(mᵢ)^cᵢ.</summary>
    private Polynomial Exponential(Operation exp, Polynomial t)
    {
        var result = Polynomial.One;
        Laws.Add("exp of a sum");
        foreach (var summand in t.Summands)
        {
            if (summand is { Ranges.IsEmpty: true, Factors: [{ Base: Call { Operation.Name: "log", Arguments: [var inside] }, Exponent.IsOne: true }] })
            {
                result = Multiply(result, Power(Parse(inside), summand.Coefficient));
                continue;
            }

            var atom = Polynomial.Atom(new Call(exp, TermType.Real, [Closing.Skeleton(summand)]), summand.Coefficient);
            result = Multiply(result, atom);
        }

        return result;
    }

    /// <summary>log(c Π aᵢ^eᵢ) = log c + Σ eᵢ log aᵢ for nonnegative factors (they are positive where the logarithm is defined).</summary>
    private Polynomial Logarithm(Call call, Polynomial t)
    {
        if (t.Constant is { Sign: > 0 } number)
        {
            return Add([.. Primes(number).Select(p => Polynomial.Atom(new Call(call.Operation, TermType.Real, [new Number(p.Prime)])).Times(p.Count))]);
        }

        if (t.IsZero || t.Constant is not null)
        {
            return Polynomial.Atom(new Call(call.Operation, call.Type, [Write(t)]));
        }

        var (sign, content, common, primitive) = Primitive(t, false);
        if (sign < 0)
        {
            primitive = primitive.Times(-1);
        }

        var result = Logarithm(call, Polynomial.Of(content));
        foreach (var factor in common)
        {
            Laws.Add("log of a product of positive factors");
            result = Add(result, LogarithmOfAtom(call, factor.Base).Times(factor.Exponent));
        }

        if (primitive.Constant is { IsOne: true })
        {
            return result;
        }

        return primitive.Summands is [{ Ranges.IsEmpty: true, Coefficient.IsOne: true, Factors: [var only] }] && (only.Exponent.IsOne || (SignOfAtom(only.Base) & Signs.Negative) == Signs.None)
            ? Add(result, LogarithmOfAtom(call, only.Base).Times(only.Exponent))
            : Add(result, Polynomial.Atom(new Call(call.Operation, call.Type, [Write(primitive)])));
    }

    private Polynomial LogarithmOfAtom(Call call, Term atom) => atom switch
    {
        Call { Operation.Name: "exp", Arguments: [var t] } => Parse(t),
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, var exponent] } when IsPositive(root) => Multiply(Parse(exponent), LogarithmOfAtom(call, root)),
        Number number => Logarithm(call, Polynomial.Of(number.Value)),
        _ => Polynomial.Atom(new Call(call.Operation, call.Type, [atom])),
    };

    private Polynomial Circular(Call call, Polynomial t)
    {
        var isCosine = call.Operation.Name == "cos";
        if (t.IsZero)
        {
            return isCosine ? Polynomial.One : Polynomial.Zero;
        }

        if (t.Summands is [{ Ranges.IsEmpty: true, Coefficient.IsOne: true, Factors: [{ Base: Call { Operation.Name: "arccos", Arguments: [var c] }, Exponent.IsOne: true }] }])
        {
            Laws.Add("cosine and sine of an angle given by its cosine");
            var cosine = Parse(c);
            return isCosine ? cosine : Power(Subtract(Polynomial.One, Multiply(cosine, cosine)), new Rational(1, 2));
        }

        var (sign, _) = Oriented(t);
        var atom = Polynomial.Atom(new Call(call.Operation, call.Type, [Write(t.Times(sign))]));
        return isCosine ? atom : atom.Times(sign);
    }

    private Polynomial InverseCosine(Call call, Polynomial t)
    {
        var pi = Polynomial.Atom(Constant.Pi);
        if (t.Constant is { } number && (number.IsZero || number == 1 || number == -1 || number == new Rational(1, 2) || number == new Rational(-1, 2)))
        {
            return pi.Times(number.IsZero ? new Rational(1, 2) : number == 1 ? 0 : number == -1 ? 1 : number.Sign > 0 ? new Rational(1, 3) : new Rational(2, 3));
        }

        if (t.Constant is null && Oriented(t).Sign < 0)
        {
            Laws.Add("arccos(-t) = pi - arccos(t)");
            return Subtract(pi, Polynomial.Atom(new Call(call.Operation, call.Type, [Write(t.Times(-1))])));
        }

        return Polynomial.Atom(new Call(call.Operation, call.Type, [Write(t)]));
    }

    private Polynomial OfConditional(Conditional term)
    {
        var condition = Indicator(term.Condition);
        if (condition.Constant is { } decided && (decided.IsZero || decided.IsOne))
        {
            return Parse(decided.IsOne ? term.Then : term.Otherwise);
        }

        if (IsTotal(term.Then) && IsTotal(term.Otherwise))
        {
            var (then, otherwise) = (Parse(term.Then), Parse(term.Otherwise));
            return Add(otherwise, Multiply(condition, Subtract(then, otherwise)));
        }

        var parts = new Conditional(Any(term.Condition), Any(term.Then), Any(term.Otherwise));
        if (IsTotal(parts.Then) && IsTotal(parts.Otherwise))
        {
            return Add(Parse(parts.Otherwise), Multiply(condition, Subtract(Parse(parts.Then), Parse(parts.Otherwise))));
        }

        return parts.Then.Equals(parts.Otherwise) ? Parse(parts.Then) : Polynomial.Atom(parts);
    }

    /// <summary>A formula as a polynomial in indicators, 1 where it holds and 0 elsewhere.</summary>
    private Polynomial Indicator(Term condition)
    {
        switch (condition)
        {
            case Constant { Name: "true" }:
                return Polynomial.One;
            case Constant { Name: "false" }:
                return Polynomial.Zero;
            case Comparison comparison when comparison.Children.All(c => c.Type.IsScalar && IsTotal(c)):
                var chain = Polynomial.One;
                for (var i = 0; i + 1 < comparison.Children.Count; i++)
                {
                    chain = Multiply(chain, Link(Parse(comparison.Children[i]), comparison.Relations[i], Parse(comparison.Children[i + 1])));
                }

                return chain;
            case Connective { Kind: ConnectiveKind.Not } not:
                return Subtract(Polynomial.One, Indicator(not.Children[0]));
            case Connective { Kind: ConnectiveKind.And } and:
                return and.Children.Select(Indicator).Aggregate(Multiply);
            case Connective { Kind: ConnectiveKind.Or } or:
                return Subtract(Polynomial.One, or.Children.Select(c => Subtract(Polynomial.One, Indicator(c))).Aggregate(Multiply));
            case Connective { Kind: ConnectiveKind.Implies } implies:
                var premise = Indicator(implies.Children[0]);
                return Add(Subtract(Polynomial.One, premise), Multiply(premise, Indicator(implies.Children[1])));
            default:
                return Polynomial.Atom(new Conditional(Any(condition), Number.One, Number.Zero));
        }
    }

    private Polynomial Link(Polynomial left, Relation relation, Polynomial right)
    {
        var difference = Subtract(left, right);
        var integer = IsInteger(difference);
        return relation switch
        {
            Relation.Equal => ZeroOf(difference),
            Relation.NotEqual => Subtract(Polynomial.One, ZeroOf(difference)),
            Relation.GreaterOrEqual => StepOf(difference),
            Relation.LessOrEqual => StepOf(difference.Times(-1)),
            Relation.Greater => integer ? StepOf(Subtract(difference, Polynomial.One)) : Subtract(Polynomial.One, StepOf(difference.Times(-1))),
            _ => integer ? StepOf(Subtract(difference.Times(-1), Polynomial.One)) : Subtract(Polynomial.One, StepOf(difference)),
        };
    }

    /// <summary>Whether a term certainly has a value everywhere, so that a guard in front of it may be multiplied in.</summary>
    private bool IsTotal(Term term) => term switch
    {
        Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var over, Number { Value.IsZero: false }] } => IsTotal(over),
        Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var over, var under] } => IsTotal(over) && IsTotal(under) && (SignOf(Parse(under)) & Signs.Zero) == Signs.None,
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number { Value: var e }] } => IsTotal(root)
            && ((e.IsInteger && e.Sign > 0) || (SignOf(Parse(root)) is var s && (s & (e.IsInteger ? Signs.Zero : e.Sign > 0 ? Signs.Negative : Signs.Negative | Signs.Zero)) == Signs.None)),
        Arithmetic { Operator: ArithmeticOperator.Power } => false,
        Call { Operation: ScalarFunction function } call => function.Domain(call.Arguments) is null && call.Arguments.All(IsTotal),
        Call or Apply => false,
        Binding { Form: Sum } sum => sum.Binders.All(b => b.Domain is IndexRange { Upper: not Constant }) && IsTotal(sum.Body),
        Binding => false,
        _ => term.Children.All(IsTotal),
    };

    /// <summary>Any other node: its parts in canonical form, its index symbols by height.</summary>
    private Term Parts(Term term)
    {
        if (term is not BinderTerm binder)
        {
            var children = term.Children.Map(Any);
            var made = children == term.Children ? term : Substitution.Rebuild(term, children);
            return made switch
            {
                Call { Operation: PartialDerivative } partial => PartialDerivative.Sorted(partial, TermOrder.Instance),
                Call { Operation.Name: "angle" } angle when TermOrder.Instance.Compare(angle.Arguments[0], angle.Arguments[1]) > 0 => angle.With([angle.Arguments[1], angle.Arguments[0]]),
                _ => made,
            };
        }

        var bound = binder.Binders.Select(b => b.Symbol).Where(s => s.Role == SymbolRole.Bound).Distinct().ToList();
        var opened = bound.Count > 0 ? Substitution.Refresh(binder) : binder;
        foreach (var b in opened.Binders)
        {
            if (b.Domain is IndexRange range)
            {
                spans[b.Symbol] = (range.Lower, range.Upper);
            }
        }

        var normalized = (BinderTerm)Substitution.Rebuild(opened, opened.Children.Map(Any));
        if (bound.Count == 0)
        {
            return normalized;
        }

        if (normalized is Binding { Form.Name: "matrix", Body: Element element } && Eta(normalized.Binders, element) is { } whole)
        {
            return whole;
        }

        var height = normalized.Children.Max(Closing.Height);
        var closed = opened.Binders.Select((b, i) => (b.Symbol, Canonical: Closing.Canonical(height + i, b.Symbol.Type))).ToDictionary(p => p.Symbol, p => p.Canonical);
        var map = closed.ToDictionary(p => p.Key, p => (Term)Build.Ref(p.Value));
        var parts = normalized.Children.Map(c => c.Replace(map));
        var binders = normalized.Binders.Map(b => b with { Symbol = closed[b.Symbol] });
        return ((BinderTerm)normalized.With(parts)) switch
        {
            Binding b => new Binding(b.Form, b.Type, b.Leading, Rebound(b.Binders, binders), b.Bodies, b.Given),
            Lambda l => new Lambda(Rebound(l.Binders, binders), l.Type, l.Body),
            Quantified q => new Quantified(q.Kind, Rebound(q.Binders, binders), q.Body, q.IsImplied),
            var other => other,
        };
    }

    private static Sequence<Binder> Rebound(Sequence<Binder> parts, Sequence<Binder> names) =>
        parts.Zip(names).Select(p => p.First with { Symbol = p.Second.Symbol }).ToSequence();

    /// <summary>matrix(c: x[i, c]) is x[i].</summary>
    private static Term? Eta(Sequence<Binder> binders, Element element)
    {
        var leading = element.Indices.Count - binders.Count;
        if (leading < 0 || binders.Any(b => element.Tensor.Mentions(b.Symbol) || element.Indices.Take(leading).Any(i => i.Mentions(b.Symbol))))
        {
            return null;
        }

        for (var i = 0; i < binders.Count; i++)
        {
            if (element.Indices[leading + i] is not Reference { Symbol: var s } || s != binders[i].Symbol)
            {
                return null;
            }
        }

        return leading == 0 ? element.Tensor : Build.At(element.Tensor, element.Indices.Take(leading).ToSequence().AsSpan());
    }
}
