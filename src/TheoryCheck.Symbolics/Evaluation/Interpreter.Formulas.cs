using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation;

/// <content>Comparisons, connectives, quantifiers over finite domains.</content>
public sealed partial class Interpreter<T>
{
    /// <inheritdoc/>
    public override Value<T> Conditional(Conditional term)
    {
        switch (this is Interpreter<AffineForm> ? TruthOfCase(term) : TruthOf(term.Condition))
        {
            case null:
                return (Value<T>)(object)new Value<AffineForm>.Real(PiecewiseForm.Of((Interpreter<AffineForm>)(object)this, term) ?? throw NoChecker("a case distinction that is no convex or concave function of one affine form"));
            case Certainty.True:
                return Value(term.Then);
            case Certainty.False:
                return Value(term.Otherwise);
            default:
                return Either(term);
        }
    }

    /// <inheritdoc/>
    public override Value<T> Comparison(Comparison term)
    {
        if (FormulaEvaluation.IsBeyondValues(term) && FormulaEvaluation.Of(this, term) is { } decided)
        {
            return new Value<T>.Truth(decided);
        }

        var holds = Certainty.True;
        var left = Value(term.Children[0]);
        for (var i = 0; i < term.Relations.Count && holds != Certainty.False; i++)
        {
            var right = Value(term.Children[i + 1]);
            holds = holds.And(Compare(term.Relations[i], left, right));
            left = right;
        }

        return new Value<T>.Truth(holds);
    }

    /// <inheritdoc/>
    public override Value<T> Connective(Connective term)
    {
        var operands = term.Children;
        return new Value<T>.Truth(term.Kind switch
        {
            ConnectiveKind.Not => TruthOf(operands[0]).Not(),
            ConnectiveKind.And => Chain(operands, Certainty.True, static (a, b) => a.And(b)),
            ConnectiveKind.Or => Chain(operands, Certainty.False, static (a, b) => a.Or(b)),
            ConnectiveKind.Implies => Guarded(TruthOf(operands[0]).Not(), operands[1], static (a, b) => a.Or(b)),
            _ => Iff(TruthOf(operands[0]), TruthOf(operands[1])),
        });
    }

    /// <inheritdoc/>
    public override Value<T> Quantified(Quantified term) => new Value<T>.Truth(OptimalDomains.Decide(this, term) ?? (FormulaEvaluation.IsBeyondLists(term) ? FormulaEvaluation.Of(this, term) : null) ?? term.Kind switch
    {
        QuantifierKind.ForAll => ForAll(term.Binders, term.Body),
        QuantifierKind.Exists => Exists(term.Binders, term.Body),
        QuantifierKind.ExistsUnique => ExistsUnique(term.Binders, term.Body),
        _ => throw NoChecker($"the quantifier '{term.Kind}'"),
    });

    /// <inheritdoc/>
    public override Value<T> WithProbability(WithProbability term) => throw NoChecker("a probability");

    /// <inheritdoc/>
    public override Value<T> OrderClaim(OrderClaim term) => throw NoChecker("an order of growth");

    /// <inheritdoc/>
    public override Value<T> Derive(Derive term) => throw NoChecker("'derive', which only a derivation settles");

    /// <inheritdoc/>
    public override Value<T> ClaimReference(ClaimReference term) => Value(term.Formula);

    internal Certainty TruthOf(Term formula) =>
        Value(formula) is Value<T>.Truth truth ? truth.Certainty : throw NoChecker("a formula whose value is no truth value");

    /// <summary>Compares numbers and ±∞ by any relation; tensors, truth values, tuples and finite sets for equality.</summary>
    internal Certainty Compare(Relation relation, Value<T> left, Value<T> right)
    {
        switch (left, right)
        {
            case (Value<T>.Exact a, Value<T>.Exact b):
                return Rational.Compare(relation, a.Number, b.Number);
            case (Value<T>.Infinite a, Value<T>.Infinite b):
                return Rational.Compare(relation, a.Sign, b.Sign);
            case (Value<T>.Infinite a, Value<T>.Exact or Value<T>.Real):
                return CompareToInfinity(right) == Certainty.True ? Rational.Compare(relation, a.Sign, 0) : Certainty.Unknown;
            case (Value<T>.Exact or Value<T>.Real, Value<T>.Infinite b):
                return CompareToInfinity(left) == Certainty.True ? Rational.Compare(relation, 0, b.Sign) : Certainty.Unknown;
            case (Value<T>.Exact or Value<T>.Real, Value<T>.Exact or Value<T>.Real):
                return T.Compare(relation, ScalarOf(left), ScalarOf(right));
        }

        return relation switch
        {
            Relation.Equal => Same(left, right),
            Relation.NotEqual => Same(left, right).Not(),
            _ => throw NoChecker($"an order between {Describe(left)} and {Describe(right)}"),
        };
    }

    internal Certainty ForAll(Sequence<Binder> binders, Term body)
    {
        if (binders is [{ Where: null } first, _, ..] && Enclosed([first]) is { } each)
        {
            return each.ForAll(binders.Skip(1).ToSequence(), body);
        }

        if (Enclosed(binders) is { } all)
        {
            return binders[0].Where is { } where ? all.Guarded(all.TruthOf(where).Not(), body, static (a, b) => a.Or(b)) : all.TruthOf(body);
        }

        var holds = Certainty.True;
        foreach (var (inner, included) in Points(binders))
        {
            holds = holds.And(inner.Guarded(included.Not(), body, static (a, b) => a.Or(b)));
            if (holds == Certainty.False)
            {
                break;
            }
        }

        return holds;
    }

    internal Certainty Exists(Sequence<Binder> binders, Term body)
    {
        if (binders is [{ Where: null } first, _, ..] && Enclosed([first]) is { } one)
        {
            return one.Exists(binders.Skip(1).ToSequence(), body);
        }

        if (Enclosed(binders) is { } some)
        {
            return binders[0].Where is { } where ? some.Guarded(some.TruthOf(where), body, static (a, b) => a.And(b)) : some.TruthOf(body);
        }

        var any = Certainty.False;
        foreach (var (inner, included) in Points(binders))
        {
            any = any.Or(inner.Guarded(included, body, static (a, b) => a.And(b)));
            if (any == Certainty.True)
            {
                break;
            }
        }

        return any;
    }

    /// <summary>
    /// For one binder over a set of which no points are listed, but one value is known to enclose every point: an interpreter under that value. What holds
    /// of the enclosure holds of all points, what is false of it of none, and there is a point; null for other binders.
    /// </summary>
    internal Interpreter<T>? Enclosed(Sequence<Binder> binders) =>
        binders is [{ Domain: { Type: SetType { Element: MeasureType } } domain, Symbol: { Indices.IsEmpty: true } symbol }]
        && Value(domain) is Value<T>.SetByMembership { Enclosure: { } enclosure } ? With(symbol, enclosure) : null;

    private static Certainty Iff(Certainty left, Certainty right) => left.And(right).Or(left.Not().And(right.Not()));

    private Certainty ExistsUnique(Sequence<Binder> binders, Term body)
    {
        if (binders is [{ Where: null, Domain: { } domain }] && ReferenceEquals(body, Terms.Constant.True) && Value(domain) is Value<T>.SetByMembership described)
        {
            return described.IsSingleton;
        }

        // What holds of all points of a set holds of exactly one if it has one.
        if (Enclosed(binders) is { } all && binders[0] is { Where: null, Domain: { } whole } && Value(whole) is Value<T>.SetByMembership { IsSingleton: var isSingle })
        {
            return all.TruthOf(body) switch { Certainty.True => isSingle, Certainty.False => Certainty.False, _ => Certainty.Unknown };
        }

        var certain = 0;
        var possible = 0;
        foreach (var (inner, included) in Points(binders))
        {
            var holds = inner.Guarded(included, body, static (a, b) => a.And(b));
            certain += holds == Certainty.True ? 1 : 0;
            possible += holds == Certainty.False ? 0 : 1;
        }

        return certain > 1 || possible == 0 ? Certainty.False : certain == 1 && possible == 1 ? Certainty.True : Certainty.Unknown;
    }

    private Certainty Chain(Sequence<Term> operands, Certainty neutral, Func<Certainty, Certainty, Certainty> join) =>
        operands.Aggregate(neutral, (value, operand) => Guarded(value, operand, join));

    /// <summary>
    /// Joins what is known with a further formula, which is evaluated only if it matters. Behind an undecided guard an undefined
    /// formula leaves the whole undecided: the guard may be the one that excludes it.
    /// </summary>
    private Certainty Guarded(Certainty known, Term formula, Func<Certainty, Certainty, Certainty> join)
    {
        if (join(known, Certainty.True) == join(known, Certainty.False) && known != Certainty.Unknown)
        {
            return known;
        }

        try
        {
            return join(known, TruthOf(formula));
        }
        catch (UndefinedException) when (known == Certainty.Unknown)
        {
            return Certainty.Unknown;
        }
    }

    // Null where it depends on unknowns.
    private Certainty? TruthOfCase(Conditional term)
    {
        try
        {
            return TruthOf(term.Condition);
        }
        catch (NotRepresentableException) when (term.Type.IsScalar)
        {
            return null;
        }
    }

    private Value<T> Either(Conditional term)
    {
        try
        {
            var then = Value(term.Then);
            var otherwise = Value(term.Otherwise);
            return (then, otherwise) switch
            {
                (Value<T>.Truth a, Value<T>.Truth b) => a == b ? a : new Value<T>.Truth(Certainty.Unknown),
                (Value<T>.Exact or Value<T>.Real, Value<T>.Exact or Value<T>.Real) => new Value<T>.Real(T.Either(ScalarOf(then), ScalarOf(otherwise))),
                (Value<T>.Tensor a, Value<T>.Tensor b) => Zip(a, b, static (x, y) => T.Either(x, y)),
                _ => throw new UndecidedException("a case distinction is not decided"),
            };
        }
        catch (UndefinedException)
        {
            throw new UndecidedException("a case distinction is not decided, and one of its cases is undefined");
        }
    }

    private Certainty Same(Value<T> left, Value<T> right)
    {
        switch (left, right)
        {
            case (Value<T>.Tensor a, Value<T>.Tensor b):
                var (x, y) = (a.Elements.Elements.ToArray(), b.Elements.Elements.ToArray());
                return a.Elements.Dimensions != b.Elements.Dimensions
                    ? Certainty.False
                    : x.Zip(y, static (u, v) => T.Compare(Relation.Equal, u, v)).Aggregate(Certainty.True, CertaintyLogic.And);
            case (Value<T>.Truth a, Value<T>.Truth b):
                return Iff(a.Certainty, b.Certainty);
            case (Value<T>.Tuple a, Value<T>.Tuple b) when a.Items.Count == b.Items.Count:
                return a.Items.Zip(b.Items, (u, v) => Compare(Relation.Equal, u, v)).Aggregate(Certainty.True, CertaintyLogic.And);
            case (Value<T>.Measure { Problem: { } one }, Value<T>.Measure { Problem: { } other }) when one.Equals(other):
                return Certainty.True;
            case (Value<T>.Measure a, Value<T>.Measure b):
                return MergedMeasure<T>.Of(this, (Value<T>.Measure)Add(a, Negate(b))).IsZero(this);
            case (Value<T>.Normal a, Value<T>.Normal b):
                return a.Mean.Elements.ToArray().Concat(a.Covariance.ToArray())
                    .Zip(b.Mean.Elements.ToArray().Concat(b.Covariance.ToArray()), static (u, v) => T.Compare(Relation.Equal, u, v))
                    .Aggregate(CertaintyLogic.Of(a.Mean.Dimensions == b.Mean.Dimensions), CertaintyLogic.And);
            case (Value<T>.FiniteSet or Value<T>.Range { Upper: not null }, Value<T>.FiniteSet or Value<T>.Range { Upper: not null }):
                return Subset(left, right).And(Subset(right, left));
            case (Value<T>.SetByMembership { Problem: { } one }, Value<T>.SetByMembership { Problem: { } other }) when one.Equals(other):
                return Certainty.True;
            case (Value<T>.SetByMembership described, Value<T>.FiniteSet listed):
                return Same(described, listed);
            case (Value<T>.FiniteSet listed, Value<T>.SetByMembership described):
                return Same(described, listed);
            default:
                throw NoChecker($"an equality of {Describe(left)} and {Describe(right)}");
        }
    }

    // A set that is not listed is a listed one only if it has the points of the list, and no other.
    private static Certainty Same(Value<T>.SetByMembership described, Value<T>.FiniteSet listed)
    {
        if (listed.Points.IsEmpty || described.IsEmpty == Certainty.True)
        {
            return listed.Points.IsEmpty ? described.IsEmpty : Certainty.False;
        }

        var held = listed.Points.Aggregate(Certainty.True, (all, point) => all.And(described.Contains(point)));
        return held == Certainty.False || listed.Points.Count > 1 ? held.And(Certainty.Unknown) : held.And(described.IsSingleton);
    }
}
