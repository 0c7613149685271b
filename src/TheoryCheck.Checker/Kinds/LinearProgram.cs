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
        var (scope, x, y, value) = (@case.Instance(fields[0]), fields[4].Vector(), fields[5].Vector(), fields[6].Number());
        Rational[] Known(int field, params int[] shape) => @case.Term(fields[field], scope) is var data && data.Shape.SequenceEqual(shape)
            ? [.. data.Elements.Select(e => e.Constant.Exact)] : throw new NotShownException("the data have another shape");
        var (cost, rows, bound) = (Known(1, x.Length), Known(2, y.Length, x.Length).Chunk(x.Length).ToList(), Known(3, y.Length));
        var reduced = cost.Select((c, j) => c - VectorProblem.Dot([.. rows.Select(r => r[j])], y));
        var gaps = rows.Zip(bound, (r, b) => (Rational[])[-b, .. r]).Concat(x.Select((_, j) => (Rational[])[.. new Rational[j + 1], 1]));
        var parts = x.Select(_ => new VectorPart("coordinate", [], [])).Concat(gaps.Select(g => new VectorPart("GreaterOrEqual", g, [])));
        var optimum = new VectorProblem([.. parts], [0, .. cost]).Minimum(@case.Evaluator.Reals, x, [.. y.Concat(reduced).Reverse()]);
        Require(optimum?.Value == value && (!isUnique || optimum.Value.IsOnly()), "this is no optimum, or may not be the only one");
        return new(Certainty.Unknown, $"the linear program has {(isUnique ? "exactly one solution, of value" : "exactly the optimal value")} {value}");
    }
}
