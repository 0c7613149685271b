using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Checker.Statements;
using TheoryCheck.Core;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Kinds;

/// <summary>
/// A regularised problem over measures has exactly one minimiser, with as many atoms as listed, whose masses and coordinates differ from those listed by at
/// most <c>within</c>; body: <c>instance</c>, <c>problem</c> (which of the optima that the claim speaks of), <c>atoms</c>, <c>within</c>.
/// </summary>
internal sealed class SparseOptimum() : CertificateKind("sparse_optimum", "instance", "problem", "atoms", "within")
{
    /// <inheritdoc/>
    protected override Finding Check(Case @case, StrictJson[] fields)
    {
        var (atoms, within) = (Ridge.Read(fields[2]), fields[3].Number());
        var problem = Unvalued.Problem(@case.Evaluator, @case.Optimum(fields[1]), @case.Instance(fields[0]));
        Require(problem.Isolated(atoms) <= within, "the minimiser is not shown to be the only one, or not so near to the atoms");
        return new(Certainty.Unknown, $"the measure problem has exactly one minimiser, with {atoms.Length} atoms, no farther than {within} from those listed");
    }
}
