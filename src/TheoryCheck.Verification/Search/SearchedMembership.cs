using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Search.Sets;

namespace TheoryCheck.Verification.Search;

/// <summary>Whether an exact value lies in a domain that searches move through: by what makes its members, in rationals.</summary>
internal static class SearchedMembership
{
    /// <summary>True when every member certainly lies in the domain; false when one does not, or nothing is known.</summary>
    public static bool Holds(Term? domain, Term value, Instance instance, ClosedEvaluation evaluation)
    {
        if (domain is null || ExactPoints.Of(value) is not { } points
            || SearchedSet.PointsOf(domain, instance, evaluation.TryRational) is not { } set)
        {
            return false;
        }

        var length = set.IsOfNumbers ? 1 : points.RowLength;
        for (var from = 0; from < points.Entries.Count; from += length)
        {
            var isUnit = !points.Normalised.IsEmpty && points.Normalised[from / points.RowLength];
            if (!set.Contains(points.Entries.AsSpan().Slice(from, length), isUnit))
            {
                return false;
            }
        }

        return true;
    }
}
