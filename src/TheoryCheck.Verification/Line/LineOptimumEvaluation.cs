using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Line;

/// <summary>Optima of functions of one number over an interval or the line: polynomials, quotients of them, and what absolute values, maxima, steps and cases make of these.</summary>
internal sealed class LineOptimumEvaluation : OptimumEvaluation
{
    /// <inheritdoc/>
    public override Optimum? Find(Interpreter<Rational> exact, Binding term)
    {
        var isMaximum = term.Form.Name is "sup" or "argmax";
        if ((!isMaximum && term.Form.Name is not ("inf" or "argmin")) || term.Binders is not [{ Symbol: { Indices.IsEmpty: true, Restriction: null } } binder] || !term.Body.Type.IsScalar
            || Domain(exact, binder) is not { } domain)
        {
            return null;
        }

        try
        {
            var written = new Binder(binder.Symbol, binder.Domain, binder.Where is { } where ? exact.Written(where) : null);
            var problem = new LineProblem(exact, written, exact.Written(term.Body), isMaximum ? 1 : -1);
            return problem.TrySolve(domain) && (problem.Infinite != 0 || problem.Candidates.Any(static c => c.IsSure)) ? new LineOptimum(problem, isMaximum) : null;
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            return null;
        }
    }

    private static Value<Rational>.IntervalSet? Domain(Interpreter<Rational> exact, Binder binder)
    {
        var none = new Value<Rational>.Infinite(-1);
        var end = new Value<Rational>.Infinite(1);
        return (binder.RangesOver is { } named ? Unfold.Definitions(named, static s => s.Parameters.IsEmpty && s.Indices.IsEmpty) : null) switch
        {
            RealInterval interval => exact.Evaluate(interval) as Value<Rational>.IntervalSet,
            Call { Operation.Name: "reals" } => new(none, end, true, true),
            Call { Operation.Name: "positive" } => new(new Value<Rational>.Exact(Rational.Zero), end, true, true),
            _ => null,
        };
    }
}
