using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// A first look at a formula in doubles: an answer only where the sides are clearly apart. It spares a search the enclosures
/// of thousands of instances that hold comfortably; what looks false is always settled again in enclosures.
/// </summary>
internal static class QuickTruth
{
    // Sides near 0 may be differences of numbers of this size, as sin(pi) is.
    private const double UsualScale = 1;

    /// <summary>Whether a formula consists of comparisons of numbers alone, which take little time at one configuration.</summary>
    public static bool Concerns(Term formula) => formula switch
    {
        Comparison comparison => comparison.Children.All(static side => side.Type is TensorType { Axes.IsEmpty: true } && !OptimumSpaces.Concern(side)),
        Connective connective => connective.Children.All(Concerns),
        _ => false,
    };

    /// <summary>The truth as far as doubles show it with a margin.</summary>
    public static Certainty Of(Term formula, Instance instance, ClosedEvaluation evaluation) => formula switch
    {
        Comparison { Relations: [var relation], Children: [var left, var right] }
            when left.Type is TensorType { Axes.IsEmpty: true } && right.Type is TensorType { Axes.IsEmpty: true }
            && evaluation.TryTensor(left, instance) is { } a && evaluation.TryTensor(right, instance) is { } b
            => NumericDecision.Reals(relation, a.First, b.First, UsualScale),
        Connective { Kind: ConnectiveKind.Not } not => Of(not.Children[0], instance, evaluation).Not(),
        Connective { Kind: ConnectiveKind.And } and => and.Children.Select(c => Of(c, instance, evaluation)).Aggregate(CertaintyLogic.And),
        Connective { Kind: ConnectiveKind.Or } or => or.Children.Select(c => Of(c, instance, evaluation)).Aggregate(CertaintyLogic.Or),
        Connective { Kind: ConnectiveKind.Implies } implies => Of(implies.Children[0], instance, evaluation).Not().Or(Of(implies.Children[1], instance, evaluation)),
        Connective { Kind: ConnectiveKind.Iff } iff => Same(Of(iff.Children[0], instance, evaluation), Of(iff.Children[1], instance, evaluation)),
        _ => Certainty.Unknown,
    };

    private static Certainty Same(Certainty left, Certainty right) =>
        left == Certainty.Unknown || right == Certainty.Unknown ? Certainty.Unknown : CertaintyLogic.Of(left == right);
}
