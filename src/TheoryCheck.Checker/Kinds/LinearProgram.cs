using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// min ⟨c, x⟩ over A x ≥ b, x ≥ 0 with data of the spec has the value stated: a feasible x and a feasible y ≥ 0 with Aᵀ y ≤ c meet
/// (weak duality does the rest); body: <c>instance</c>, <c>cost</c>, <c>matrix</c>, <c>bound</c>, <c>primal</c>, <c>dual</c>, <c>value</c>. The solution is the
/// only one: by complementary slackness every solution vanishes where the reduced cost is positive and is tight where the dual is, and these equations have
/// full column rank (their Gram matrix is definite).
/// </summary>
internal abstract class LinearProgram(string name, bool isUnique) : CertificateKind(name, "instance", "cost", "matrix", "bound", "primal", "dual", "value")
{
    /// <inheritdoc/>
    protected sealed override Finding Check(Case @case, StrictJson[] fields)
    {
        var scope = @case.Instance(fields[0]);
        (int[] Shape, Rational[] Elements) Known(Value.Tensor data) => (data.Shape, [.. data.Elements.Select(e => e.Constant.Exact)]);
        var (cost, matrix, bound) = (Known(@case.Term(fields[1], scope)), Known(@case.Term(fields[2], scope)), Known(@case.Term(fields[3], scope)));
        var (x, y, value, n) = (fields[4].Vector(), fields[5].Vector(), fields[6].Number(), fields[4].Items().Length);
        Require(n > 0 && matrix.Shape.SequenceEqual([y.Length, n]) && cost.Shape.SequenceEqual([n]) && bound.Shape.SequenceEqual([y.Length]), "no such data");
        var rows = matrix.Elements.Chunk(n).ToArray();
        var reduced = cost.Elements.Select((c, j) => c - SphereSupremum.Dot([.. rows.Select(r => r[j])], y)).ToArray();
        var slack = rows.Select((r, i) => SphereSupremum.Dot(r, x) - bound.Elements[i]);
        Require(x.Concat(y).Concat(reduced).Concat(slack).All(t => t.Sign >= 0), "a solution, reduced cost or slack is negative");
        Require(SphereSupremum.Dot(cost.Elements, x) == value && SphereSupremum.Dot(bound.Elements, y) == value, "the two values do not meet");
        var tight = rows.Where((_, i) => y[i].Sign > 0).ToArray();
        Rational[][] columns = [.. Enumerable.Range(0, n).Where(j => reduced[j].IsZero).Select(j => tight.Select(r => r[j]).ToArray())];
        var gram = Matrices.Of(columns.Length, (i, j) => SphereSupremum.Dot(columns[i], columns[j]));
        var isOnly = !isUnique || Matrices.IsSemidefinite(@case.Evaluator.Reals, gram, 0, isDefinite: true) == Certainty.True;
        Require(isOnly, "the columns without reduced cost are dependent, so the solution may not be the only one");
        return new(Certainty.Unknown, $"the linear program has {(isUnique ? "exactly one solution, of value" : "exactly the optimal value")} {value}");
    }
}
