using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Search;

namespace TheoryCheck.Verification.Instances;

/// <summary>
/// The W₂ geodesic between two normal laws with diagonal covariances, the only one: along r in [0, 1] the means move on a line and so does the standard deviation of each coordinate.
/// </summary>
[Cites("givensshortt1984", "the distance of normal laws")]
internal static class NormalGeodesics
{
    /// <summary>The curve that is asked for, or null where the ends are other laws or more is asked.</summary>
    /// <param name="type">The type of the curve.</param>
    /// <param name="conditions">What is asked of it: to be the geodesic between two laws.</param>
    /// <param name="instance">What is already bound.</param>
    public static Lambda? Of(FunctionType type, IReadOnlyList<Term> conditions, Instance instance)
    {
        if (type.Parameters is not [{ IsScalar: true }] || conditions is not [Call { Operation: GeodesicBetween, Arguments: [_, var from, var to] }]
            || Normal(from, instance) is not var (start, first) || Normal(to, instance) is not var (end, last) || start.Length != end.Length)
        {
            return null;
        }

        var time = new Symbol("r", SymbolRole.Bound, default) { Type = type.Parameters[0] };
        Term Between(Term one, Term other) => Build.Add(Build.Multiply(Build.Subtract(Number.One, Build.Ref(time)), one), Build.Multiply(Build.Ref(time), other));
        var means = start.Zip(end, (a, b) => Between(Build.Num(a), Build.Num(b))).ToArray();
        var variances = first.Zip(last, (a, b) => Build.Power(Between(Deviation(a), Deviation(b)), Build.Num(2))).ToArray();
        var isNumber = ((MeasureType)type.Result).Point.IsScalar;
        var normal = OperationCatalogue.Find("normal")!;
        var law = isNumber ? Build.Call(normal, means[0], variances[0]) : Build.Call(normal, List(means), Diagonal(variances));
        return new Lambda([new Binder(time, null)], type, law);
    }

    private static Term Deviation(Rational variance) => Build.Call(OperationCatalogue.Find("sqrt")!, Build.Num(variance));

    private static Collection List(Term[] entries) => new(CollectionKind.List, TermType.Vector(Build.Num(entries.Length)), Sequence.Create<Term>(entries));

    private static Collection Diagonal(Term[] entries)
    {
        Term[] rows = [.. entries.Select((e, i) => List([.. entries.Select((_, j) => i == j ? e : Number.Zero)]))];
        var axis = Axis.Of(Build.Num(entries.Length));
        return new Collection(CollectionKind.List, new TensorType(NumberKind.Real, [axis, axis]), Sequence.Create<Term>(rows));
    }

    // The mean and the variances of a normal law with a diagonal covariance.
    private static (Rational[] Mean, Rational[] Variances)? Normal(Term law, Instance instance)
    {
        var known = law is Reference { Symbol: var symbol } && instance.Values.TryGetValue(symbol, out var value) ? value : law;
        if (known is not Call { Operation.Name: "normal", Arguments: [var mean, var covariance] } || ExactPoints.Of(mean) is not { } at || ExactPoints.Of(covariance) is not { } spread)
        {
            return null;
        }

        var d = at.Entries.Count;
        return spread.Entries.Count == d * d && spread.Entries.Select((e, i) => e.IsZero || i % (d + 1) == 0).All(static x => x)
            ? ([.. at.Entries], [.. Enumerable.Range(0, d).Select(i => spread.Entries[i * (d + 1)])])
            : null;
    }
}
