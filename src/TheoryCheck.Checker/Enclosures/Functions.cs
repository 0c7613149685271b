using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Checker.Enclosures;

/// <summary>The scalar functions of the language that the checker knows, written a second time over jets of enclosures.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, Func<Jets, Jet[], Jet>> Known = new(StringComparer.Ordinal)
    {
        ["abs"] = (r, a) => r.Abs(a[0]), ["relu"] = (r, a) => r.Max(a[0], 0), ["square_relu"] = (r, a) => r.Power(r.Max(a[0], 0), 2),
        ["max"] = (r, a) => a.Aggregate(r.Max), ["min"] = (r, a) => -a.Select(x => -x).Aggregate(r.Max),
        ["clip"] = (r, a) => r.Compare(Relation.LessOrEqual, a[1], a[2]) == Certainty.True ? -r.Max(-r.Max(a[0], a[1]), -a[2])
            : throw new NotShownException("the ends of a clip are not known to be in order"),
        ["sq"] = (r, a) => r.Power(a[0], 2), ["sqrt"] = (r, a) => r.Sqrt(a[0]), ["root"] = (r, a) => r.Sqrt(a[0]),
        ["exp"] = (r, a) => r.Exp(a[0]), ["log"] = (r, a) => r.Log(a[0]),
        ["softplus"] = (r, a) => r.Known(a[0], Shape.Regular | Shape.Convex) ?? r.Log(r.Add(1, r.Exp(a[0]))),
        ["sigmoid"] = (r, a) => r.Known(a[0], Shape.Regular) ?? r.Divide(1, r.Add(1, r.Exp(-a[0]))),
        ["tanh"] = (r, a) => r.Known(a[0], Shape.Regular) ?? r.Subtract(1, r.Divide(2, r.Add(1, r.Exp(r.Multiply(2, a[0]))))),
        ["sin"] = (r, a) => r.Sin(a[0]), ["cos"] = (r, a) => r.Cos(a[0]), ["arctan"] = (r, a) => r.Atan(a[0]),
        ["arccos"] = (r, a) => r.Angle(r.Sqrt(r.Subtract(1, r.Power(a[0], 2))), a[0]), ["div"] = (r, a) => Reals.Floor(r.Divide(a[0], a[1]).Constant),
        ["floor"] = (r, a) => Reals.Floor(a[0].Constant), ["ceil"] = (r, a) => -Reals.Floor(-a[0].Constant),
        ["mod"] = (r, a) => r.Subtract(a[0], r.Multiply(a[1], Reals.Floor(r.Divide(a[0], a[1]).Constant))),
        ["sign"] = (r, a) => r.Sign(a[0]) is { } s ? s : new Enclosure(a[0].Constant.Low.Sign, a[0].Constant.High.Sign), ["step"] = (r, a) => r.Step(a[0]),
    };

    /// <summary>The value of a function.</summary>
    /// <exception cref="NotShownException">The function is not known here, or an argument may lie outside its domain.</exception>
    public static Jet Apply(Jets jets, string name, Jet[] arguments) =>
        Known.TryGetValue(name, out var function) ? function(jets, arguments) : throw new NotShownException($"the checker does not know '{name}'");
}
