using System.Diagnostics.CodeAnalysis;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Regions;

/// <summary>Left ≤ Right, or Left &lt; Right, of numbers.</summary>
/// <param name="Left">The side that is at most the other.</param>
/// <param name="IsStrict">Whether it is below the other.</param>
/// <param name="Right">The other side.</param>
internal sealed record RegionInequality(Term Left, bool IsStrict, Term Right)
{
    /// <summary>Left - Right.</summary>
    public Term Difference => Build.Subtract(Left, Right);

    /// <summary>The inequalities of which a formula is the conjunction, |e| ≤ r being -r ≤ e ≤ r; false where it is of another kind.</summary>
    public static bool TryParts(Term formula, [NotNullWhen(true)] out IReadOnlyList<RegionInequality>? parts)
    {
        var found = new List<RegionInequality>();
        parts = Add(Unfold.Definitions(formula, static s => s.Parameters.IsEmpty), isDenied: false, found) ? found : null;
        return parts is not null;
    }

    private static bool Add(Term formula, bool isDenied, List<RegionInequality> parts) => formula switch
    {
        Connective { Kind: ConnectiveKind.Not } not => Add(not.Children[0], !isDenied, parts),
        Connective { Kind: ConnectiveKind.And } both when !isDenied => both.Children.All(c => Add(c, isDenied, parts)),
        Connective { Kind: ConnectiveKind.Or } either when isDenied => either.Children.All(c => Add(c, isDenied, parts)),
        Comparison { Relations: [var relation], Children: [{ Type.IsScalar: true } left, { Type.IsScalar: true } right] } => Add(left, isDenied ? relation.Denied() : relation, right, parts),
        Comparison { Relations.Count: > 1 } chain when !isDenied => chain.Relations.Select((relation, i) => Add(new Comparison(chain.Children[i], relation, chain.Children[i + 1]), isDenied, parts)).All(static added => added),
        _ => false,
    };

    private static bool Add(Term left, Relation relation, Term right, List<RegionInequality> parts)
    {
        switch (relation)
        {
            case Relation.Greater or Relation.GreaterOrEqual:
                return Add(right, relation.Turned(), left, parts);
            case Relation.Less or Relation.LessOrEqual when left is Call { Operation: Abs, Arguments: [var inner] }:
                return Add(inner, relation, right, parts) && Add(Build.Negate(inner), relation, right, parts);
            case Relation.Less or Relation.LessOrEqual:
                parts.Add(new(left, relation == Relation.Less, right));
                return true;
            case Relation.Equal:
                return Add(left, Relation.LessOrEqual, right, parts) && Add(right, Relation.LessOrEqual, left, parts);
            default:
                return false;
        }
    }
}
