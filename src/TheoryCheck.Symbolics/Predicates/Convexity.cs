using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Predicates;

/// <summary>Jensen's inequality for two points, the definition of (strong) convexity.</summary>
public static class Convexity
{
    /// <summary>
    /// For all points u, v and weights s in [0, 1]: f(s u + (1-s) v) ≤ s f(u) + (1-s) f(v) - (c/2) s (1-s) ‖u - v‖²; without the
    /// last term when there is no modulus. Null when the domain is not known to be a whole space.
    /// </summary>
    internal static Term? Definition(Term function, Term? modulus)
    {
        if (FunctionDomain.LinearBinders(function) is not { } left || FunctionDomain.LinearBinders(function) is not { } right)
        {
            return null;
        }

        var weight = new Symbol("s", SymbolRole.Bound, default) { Type = TermType.Real };
        Term s = Build.Ref(weight);
        var rest = Build.Subtract(Number.One, s);
        var between = left.Zip(right).Select(pair => Build.Add(
            Build.Multiply(s, Build.Ref(pair.First.Symbol)),
            Build.Multiply(rest, Build.Ref(pair.Second.Symbol)))).ToSequence();
        var chord = Build.Add(
            Build.Multiply(s, FunctionDomain.Value(function, left)),
            Build.Multiply(rest, FunctionDomain.Value(function, right)));
        if (modulus is not null)
        {
            var squares = left.Zip(right)
                .Select(pair => Build.Power(Build.Call<Norm>(Build.Subtract(Build.Ref(pair.First.Symbol), Build.Ref(pair.Second.Symbol))), Build.Num(2)))
                .ToArray();
            var distance = squares.Length == 1 ? squares[0] : Build.Add(squares);
            chord = Build.Subtract(chord, Build.Multiply(Build.Divide(modulus, Build.Num(2)), s, rest, distance));
        }

        Binder[] weights = [new Binder(weight, new RealInterval(Number.Zero, Number.One, lowerOpen: false, upperOpen: false))];
        return new Quantified(
            QuantifierKind.ForAll,
            left.Concat(right).Concat(weights),
            new Comparison(FunctionDomain.Value(function, between), Relation.LessOrEqual, chord));
    }

    /// <summary>
    /// What implies that a function of one number or vector is convex, or strongly convex: it has a value everywhere, and a second derivative that is nowhere below the modulus, u'∇²f(w)u ≥ c|u|².
    /// Null for other predicates and functions.
    /// </summary>
    public static Term? Curvature(Call predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        if (predicate.Operation is not (Convex or StronglyConvex) || FunctionDomain.LinearBinders(predicate.Arguments[0]) is not [var binder] || binder.Symbol is not { Indices.IsEmpty: true, Type: TensorType { Axes: [] or [_] } type })
        {
            return null;
        }

        var point = new Symbol(binder.Symbol.Name, SymbolRole.Given, default) { Type = type, Domain = binder.Domain };
        var value = FunctionDomain.Value(predicate.Arguments[0], [Build.Ref(point)]);
        Term modulus = predicate.Operation is StronglyConvex ? predicate.Arguments[1] : Number.Zero;
        Term hessian = type.Axes.IsEmpty ? Build.Bind<Derivative>([new Binder(point, null)], Build.Bind<Derivative>([new Binder(point, null)], value)) : Build.Call<Hessian>(value, Build.Ref(point));
        Term bent = new Comparison(hessian, Relation.GreaterOrEqual, modulus);
        if (type.Axes is [var axis])
        {
            var direction = new Symbol("u", SymbolRole.Bound, default) { Type = TermType.Vector(axis.Length), Domain = binder.Domain };
            Term u = Build.Ref(direction);
            bent = new Quantified(QuantifierKind.ForAll, [new Binder(direction, binder.Domain)], new Comparison(Build.Call<Quadratic>(hessian, u), Relation.GreaterOrEqual, Build.Multiply(modulus, Build.Call<Dot>(u, u))));
        }

        return new Connective(ConnectiveKind.And, [new Comparison(value, Relation.Equal, value), bent]);
    }
}
