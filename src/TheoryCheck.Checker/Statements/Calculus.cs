using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>Derivatives, expansions and strong convexity, by letting numbers move along lines.</summary>
internal static class Calculus
{
    /// <summary><c>grad(e, w)</c>: the axes of e, then those of the symbol or element w. The derivative of P/Q is (P' Q - P Q')/Q².
    /// Just after a number they are enclosed at all points near it; in b + c h they are those in h, over c.</summary>
    public static Value Gradient(Evaluator evaluator, Term body, Term variable, Scope scope)
    {
        var (element, jets, countsDegrees) = (variable as Element, evaluator.Jets, evaluator.Jets.Motion == Motion.Rational);
        var symbol = ((element?.Tensor ?? variable) as Reference)?.Symbol ?? throw new NotShownException("only symbols and their elements are read here");
        var known = scope.Find(symbol) ?? throw new NotShownException($"'{symbol.Name}' has no value of its own to differentiate in");
        var whole = Value.AsTensor(jets.Motion == Motion.OneSided ? Evaluator.Map(known, e => e.Near(Rational.Power(2, -evaluator.Bits))) : known);
        var isOnly = jets.Motion == Motion.Whole && whole.Elements is [{ Length: 2 }];
        var places = whole with { Elements = [.. whole.Elements.Select((_, i) => (Jet)i)] };
        var at = Value.AsTensor(Value.Part(places, element is null ? [] : evaluator.Offsets(element, scope)));
        Scope Along(Scope still, Jet place) => still.With(symbol, Value.Part(Moved(whole, 2, (int)place[0].Low.Numerator), []));
        Value.Tensor Mapped(Scope there, Func<Jet, Jet> rate) => Value.AsTensor(Evaluator.Map(evaluator.Of(body, there), rate));
        var rates = countsDegrees ? [.. at.Elements.Select(_ => Mapped(scope, e => Jet.Quotient(e.Length - 1 + e.Poles, 2 * e.Poles)))]
            : isOnly ? [Mapped(scope.Still.With(symbol, known), e => jets.Divide(jets.Rates(e), whole.Elements[0][1]))]
            : jets.While(Motion.Derivative, scope, still => at.Elements.Select(place => Mapped(Along(still, place), e => e[1])).ToArray());
        Require(rates.Length > 0 && (whole.IsStill || countsDegrees || isOnly), "there is nothing to differentiate in, or it moves already");
        return Value.Of([.. rates[0].Shape, .. at.Shape], [.. rates[0].Elements.SelectMany((_, i) => rates.Select(r => r.Elements[i]))]);
    }

    /// <summary><c>e in O(g) as h -> a</c> and the like, by expansions from each side that is meant: their leading powers decide.</summary>
    public static Certainty Order(Evaluator evaluator, OrderClaim claim, Scope scope)
    {
        var limit = claim is { InLog: false, Variable.Domain: LimitPoint { Point: not Constant } to } ? to : throw new NotShownException("not at a point");
        var sides = limit.Approach switch { Approach.Above => new[] { 1 }, Approach.Below => [-1], _ => [1, -1] };
        return evaluator.Jets.While(Motion.OneSided, scope, still => sides.Select(side =>
        {
            var moving = new Jet([evaluator.Number(limit.Point, still).Constant, side, .. new Enclosure[7]]);
            var inner = still.With(claim.Variable.Symbol, new Value.Number(moving));
            var (f, g) = (Leading(evaluator.Number(claim.Subject, inner)), Leading(evaluator.Number(claim.Gauge, inner)));
            var (below, above) = (IsBelow(f, g, claim.Kind == OrderKind.LittleO ? 1 : 0), IsBelow(g, f, 0));
            return claim.Kind is OrderKind.BigO or OrderKind.LittleO ? below : claim.Kind == OrderKind.Omega ? above : below.And(above);
        }).Aggregate(CertaintyLogic.And));
    }

    /// <summary>
    /// Shows that a function has exactly one critical point in the ball of this radius around the middle of a box, a strict local minimum: its Hessian
    /// is at least m on the box, and |∇F| &lt; m r/2 in the middle, so that F ≥ F(c) - |∇F| r + m r²/2 > F(c) on the sphere.
    /// </summary>
    /// <param name="evaluator">The arithmetic.</param>
    /// <param name="function">The function, in which nothing moves.</param>
    /// <param name="box">The box, by its arguments.</param>
    /// <returns>The modulus m; or 0 where the function is constant on the box, so that the middle is a local minimum that is not strict.</returns>
    public static Rational LocalMinimum(Evaluator evaluator, Value.Function function, IReadOnlyList<Value> box)
    {
        var (reals, parts) = (evaluator.Reals, box.Select(Value.AsTensor).ToList());
        var (sizes, all) = (parts.Select(p => p.Elements.Length).ToList(), parts.SelectMany(p => p.Elements).ToArray());
        var (flat, n, width) = (new Value.Tensor([all.Length], all), all.Length, all.Select(e => e.Constant.High - e.Constant.Low).Distinct().ToList());
        Require(width.Count == 1, "a ball needs one radius for all coordinates");
        Jet Along(Value.Tensor point, params int[] directions)
        {
            var moved = Moved(point, 3, directions);
            var arguments = parts.Select((p, i) => Value.Of(p.Shape, moved.Elements[sizes.Take(i).Sum()..sizes.Take(i + 1).Sum()])).ToArray();
            return evaluator.Jets.While(Motion.Derivative, Scope.Empty, _ => Value.AsNumber(function.Apply(arguments)));
        }

        var along = Enumerable.Range(0, n).Select(i => Along(flat, i)).ToArray();
        Enclosure Mixed(int i, int j) => reals.Subtract(Along(flat, i, j)[2], reals.Add(along[i][2], along[j][2]));
        var modulus = Matrices.LeastEigenvalue(reals, Matrices.Of(n, (i, j) => i == j ? reals.Multiply(2, along[i][2]) : Mixed(i, j)), 16).Low;
        var middle = flat with { Elements = [.. flat.Elements.Select(e => (Jet)((e[0].Low + e[0].High) / 2))] };
        var slope = Enumerable.Range(0, n).Aggregate((Enclosure)0, (sum, i) => reals.Add(sum, reals.Power(Along(middle, i)[1], 2)));
        var isStrict = modulus.Sign > 0 && 16 * slope.High < modulus * modulus * width[0] * width[0];
        Require(isStrict || along.All(f => f[1] == 0), "no definite Hessian, or too large a slope in the middle");
        return isStrict ? modulus : 0;
    }

    // A tensor whose entries at some places grow with h.
    private static Value.Tensor Moved(Value.Tensor tensor, int length, params int[] places) =>
        new(tensor.Shape, [.. tensor.Elements.Select((e, i) => places.Contains(i) ? new Jet([e[0], 1, .. new Enclosure[length - 2]]) : e)]);

    // The first power whose coefficient is not known to be 0, and whether that is known not to be 0.
    private static (int Power, bool IsSure) Leading(Jet jet)
    {
        var power = jet.Terms.TakeWhile(t => t == 0).Count();
        return (power == jet.Length && jet.IsConstant ? int.MaxValue - 1 : power, Enclosure.Compare(Relation.NotEqual, jet[power], 0) == Certainty.True);
    }

    private static Certainty IsBelow((int Power, bool IsSure) f, (int Power, bool IsSure) g, int gap) =>
        g.IsSure && f.Power >= g.Power + gap ? Certainty.True : f.IsSure && f.Power < g.Power + gap ? Certainty.False : Certainty.Unknown;
}
