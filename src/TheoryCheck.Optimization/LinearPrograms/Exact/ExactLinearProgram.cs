using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>
/// Makes an oracle's basis into an exact optimum: the point and the multipliers of the basis over the rationals, exact pivots by Bland's rule where a
/// sign is wrong, and a certificate that <see cref="LinearProgramCertificateCheck"/> accepts. What cannot be settled is said to be so.
/// </summary>
[Cites("bland1977", "rule I")]
public static class ExactLinearProgram
{
    /// <summary>Solves the program with the embedded simplex, whose bytes are the same everywhere, and settles the answer exactly.</summary>
    /// <param name="program">The program.</param>
    /// <param name="pivotLimit">The most exact pivots.</param>
    /// <param name="cancellation">Ends the oracle's work.</param>
    public static ExactOutcome Solve(LinearProgram program, int pivotLimit = 100, CancellationToken cancellation = default) =>
        Settle(program, null, LinearProgramRequest.Default with { Cancellation = cancellation }, pivotLimit);

    /// <summary>Settles an oracle's answer exactly. Without a basis the embedded simplex makes one, from the answer's point if it has one.</summary>
    /// <param name="program">The program.</param>
    /// <param name="answer">The answer; null for none.</param>
    /// <param name="request">How hard the embedded simplex tries.</param>
    /// <param name="pivotLimit">The most exact pivots.</param>
    public static ExactOutcome Settle(LinearProgram program, LinearProgramSolution? answer, LinearProgramRequest request, int pivotLimit = 100)
    {
        if (answer is not { Status: LinearProgramStatus.Optimal, Basis: not null })
        {
            var start = answer is { Status: LinearProgramStatus.Optimal } ? PointBasis.Of(program, answer) : null;
            answer = new EmbeddedSimplex().Solve(program, request with { Start = start });
        }

        return answer is { Status: LinearProgramStatus.Optimal, Basis: { } basis }
            ? Settle(RationalProgram.Of(program), basis, pivotLimit)
            : new(null, OptimumUniqueness.Undecided, null, 0, $"the oracle's answer is {answer.Status}");
    }

    /// <summary>Settles a basis exactly.</summary>
    /// <param name="program">The program.</param>
    /// <param name="candidate">A basis that is believed optimal.</param>
    /// <param name="pivotLimit">The most exact pivots.</param>
    /// <exception cref="ArgumentException">The basis has the wrong lengths.</exception>
    public static ExactOutcome Settle(LinearProgram program, LinearProgramBasis candidate, int pivotLimit = 100) => Settle(RationalProgram.Of(program), candidate, pivotLimit);

    /// <summary>Settles a basis exactly.</summary>
    /// <param name="program">The program.</param>
    /// <param name="candidate">A basis that is believed optimal.</param>
    /// <param name="pivotLimit">The most exact pivots.</param>
    /// <param name="withUniqueness">Whether it is asked if the optimal point is the only one.</param>
    /// <exception cref="ArgumentException">The basis has the wrong lengths.</exception>
    public static ExactOutcome Settle(RationalProgram program, LinearProgramBasis candidate, int pivotLimit = 100, bool withUniqueness = true)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(candidate);
        if (candidate.Columns.Length != program.Columns.Length || candidate.Rows.Length != program.Rows.Length)
        {
            throw new ArgumentException("the basis has other lengths than the program", nameof(candidate));
        }

        var columns = new ExactColumns(program);
        BasisStatus[] status = [.. candidate.Columns, .. candidate.Rows];
        if (Optimise(columns, status, pivotLimit, out var pivots) is not { } basis)
        {
            return new(null, OptimumUniqueness.Undecided, null, pivots, "the basis is singular, or exact pivots did not end in an optimum");
        }

        var certificate = Certificate(program, columns, basis);
        if (LinearProgramCertificateCheck.Refusal(program, certificate) is { } refusal)
        {
            return new(null, OptimumUniqueness.Undecided, null, pivots, refusal);
        }

        return withUniqueness ? Uniqueness(program, columns, status, basis, certificate, pivots) : new(certificate, OptimumUniqueness.Undecided, null, pivots, "");
    }

    private static ExactBasis? Optimise(ExactColumns columns, BasisStatus[] status, int pivotLimit, out int pivots)
    {
        for (pivots = 0; pivots <= pivotLimit; pivots++)
        {
            if (ExactBasis.TrySolve(columns, status) is not { } basis)
            {
                return null;
            }

            var low = Violated(columns, basis);
            var wrong = Enumerable.Range(0, columns.Count).FirstOrDefault(k => IsWrong(columns, status, basis, k), -1);
            if (low < 0 && wrong < 0)
            {
                return basis;
            }

            var moves = low < 0 ? ExactPivot.Primal(columns, status, basis, wrong) : ExactPivot.Dual(columns, status, basis, low);
            if (!moves)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The first basic place, in the order of the variables, outside its bounds; -1 without one.</summary>
    private static int Violated(ExactColumns columns, ExactBasis basis) => Array.FindIndex(basis.Head, k => !columns.Bounds(k).Contain(basis.Values[k]));

    private static bool IsWrong(ExactColumns columns, BasisStatus[] status, ExactBasis basis, int k) =>
        status[k] != BasisStatus.Basic && !columns.Bounds(k).IsFixed && status[k] switch
        {
            BasisStatus.AtLower => basis.Reduced[k].Sign < 0,
            BasisStatus.AtUpper => basis.Reduced[k].Sign > 0,
            _ => !basis.Reduced[k].IsZero,
        };

    private static LinearProgramCertificate Certificate(RationalProgram program, ExactColumns columns, ExactBasis basis)
    {
        var sign = program.Sense == ObjectiveSense.Minimise ? Rational.One : -Rational.One;
        ImmutableArray<Rational> primal = [.. basis.Values.Take(columns.StructuralCount)];
        var value = program.Offset;
        for (var j = 0; j < primal.Length; j++)
        {
            value += sign * columns.Cost(j) * primal[j];
        }

        return new(primal, [.. basis.Multipliers.Select(y => sign * y)], value);
    }

    /// <summary>
    /// Every optimal point agrees with this one where the reduced cost is not 0. If no nonbasic variable is free to move it is the only one; otherwise the
    /// largest total move of these variables within the optimal face decides: it is 0 exactly when the point is unique.
    /// </summary>
    private static ExactOutcome Uniqueness(
        RationalProgram program, ExactColumns columns, BasisStatus[] status, ExactBasis basis, LinearProgramCertificate certificate, int pivots)
    {
        bool IsMovable(int k) => status[k] != BasisStatus.Basic && basis.Reduced[k].IsZero && !columns.Bounds(k).IsFixed;
        var movable = Enumerable.Range(0, columns.Count).Where(IsMovable).ToHashSet();
        if (movable.Count == 0)
        {
            return new(certificate, OptimumUniqueness.Unique, null, pivots, "");
        }

        if (movable.Any(k => status[k] == BasisStatus.Free))
        {
            return new(certificate, OptimumUniqueness.NotUnique, null, pivots, "");
        }

        var face = OptimalFace.Program(program, columns, status, basis, movable);
        var answer = face.Rounded() is { } rounded ? new EmbeddedSimplex().Solve(rounded, LinearProgramRequest.Default with { Start = OptimalFace.Start(columns, status) }) : null;
        if (answer is not { Status: LinearProgramStatus.Optimal, Basis: { } end }
            || Optimise(new(face), [.. end.Columns, .. end.Rows], 100, out _) is not { } farthest)
        {
            return new(certificate, OptimumUniqueness.Undecided, null, pivots, "the search of the optimal face did not end in an optimum");
        }

        var proof = Certificate(face, new(face), farthest);
        if (LinearProgramCertificateCheck.Refusal(face, proof) is { } refusal)
        {
            return new(certificate, OptimumUniqueness.Undecided, null, pivots, refusal);
        }

        if (proof.Primal.SequenceEqual(certificate.Primal))
        {
            return new(certificate, OptimumUniqueness.Unique, null, pivots, "");
        }

        var other = certificate with { Primal = proof.Primal };
        return LinearProgramCertificateCheck.Refusal(program, other) is null
            ? new(certificate, OptimumUniqueness.NotUnique, other, pivots, "")
            : new(certificate, OptimumUniqueness.Undecided, null, pivots, "the second point of the optimal face was refused");
    }
}
