using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Line;

/// <summary>
/// Optima of functions of one number over an interval or the line: exact for polynomials, quotients of them, and what absolute values, maxima, steps and cases make of these; by branch and bound for others.
/// </summary>
internal sealed class LineOptimumEvaluation : OptimumEvaluation
{
    /// <inheritdoc/>
    public override Optimum? Find(Interpreter<Rational> exact, Binding term)
    {
        var isMaximum = term.Form.Name is "sup" or "argmax";
        if ((!isMaximum && term.Form.Name is not ("inf" or "argmin")) || term.Binders is not [{ Symbol: { Indices.IsEmpty: true, Restriction: null } } binder] || !term.Body.Type.IsScalar)
        {
            return null;
        }

        try
        {
            if (LineChart.Of(exact, binder) is not { } chart)
            {
                return null;
            }

            var (body, sign) = (chart.Read(binder.Symbol, exact.Written(term.Body)), isMaximum ? 1 : -1);
            var written = new Binder(chart.Symbol, null, binder.Where is { } where ? chart.Read(binder.Symbol, exact.Written(where)) : null);
            var supremum = InPieces(exact, written, body, sign, chart.Domain)
                ?? (binder.Where is null && !chart.Domain.IsEmpty ? new LineSearch(exact, chart.Symbol, isMaximum ? body : Build.Negate(body), chart.Domain).Solve() : null);
            return supremum is null ? null : new LineOptimum(supremum, chart, body, isMaximum);
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            return null;
        }
    }

    private static LineSupremum? InPieces(Interpreter<Rational> exact, Binder binder, Term body, int sign, LineDomain domain)
    {
        try
        {
            return new LineProblem(exact, binder, body, sign).Solve(domain);
        }
        catch (NotRepresentableException)
        {
            // Irrational values: another kind of function.
            return null;
        }
    }
}
