using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.Statements.Value;

namespace TheoryCheck.Checker.Statements;

/// <summary>
/// Wasserstein distances of measures of finitely many atoms: W_p(μ, ν)^p is the least value of a linear program over plans, the masses at pairs of points. It
/// does not fall where a cost |x - y|^p rises, so that the lower ends of the costs give its lower end, and the upper ones its upper end.
/// </summary>
[Cites("villani2003", "chapter 1")] internal static class Transport
{
    /// <summary>A power of <c>wasserstein(p, mu, nu)</c>; that of order p needs no root.</summary>
    public static Value Power(Evaluator evaluator, Call call, Rational power, Scope scope)
    {
        if (call.Arguments.Select(a => evaluator.Of(a, scope)).ToArray() is not [Value.Number { Real.Exact: { } p }, Law mu, Law nu] || p < 1)
        {
            throw new NotShownException("a distance is read of an order of at least 1, between measures of finitely many atoms");
        }

        Jet Cost(Value x, Value y) =>
            evaluator.Raised(TensorFunctions.Squares(evaluator.Jets, AsTensor(evaluator.Apply(ArithmeticOperator.Add, x, Evaluator.Map(y, c => -c)))), p / 2);
        var (n, m, costs) = (mu.Masses.Length, nu.Masses.Length, mu.Points.SelectMany(_ => nu.Points, Cost).Select(c => c.Constant).ToList());
        var least = $"least(u in vector({n}), v in vector({m}), c in matrix({n}, {m})) = inf(g[i<{n}, j<{m}] >= 0 where (for all i<{n}: "
            + $"sum(j<{m}: g[i, j]) == u[i]) and (for all j<{m}: sum(i<{n}: g[i, j]) == v[j]): sum(i<{n}, j<{m}: c[i, j]*g[i, j]))";
        Enclosure With(Func<Enclosure, Rational> end) => AsNumber(((Function)Script.Defined(evaluator, least)).Apply(
            [Of([n], mu.Masses), Of([m], nu.Masses), Of([n, m], k => end(costs[k]))])).Constant;
        return new Value.Number(evaluator.Raised(new Enclosure(With(c => c.Low).Low, With(c => c.High).High), power / p));
    }
}
