using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Plans;

/// <summary>How often a value changes, and so how often what depends on it is computed.</summary>
public enum Stage
{
    /// <summary>Once for an instance (a trial, a case): givens and draws made outside blocks.</summary>
    Run,

    /// <summary>At every step: states, step draws, the clock.</summary>
    Step,
}

/// <summary>A tensor that the caller fills before a stage runs.</summary>
/// <param name="Symbol">The given, draw, state or clock.</param>
/// <param name="Dimensions">The lengths of its axes; none for a scalar.</param>
/// <param name="Stage">How often it changes.</param>
public sealed record PlanInput(Symbol Symbol, Sequence<int> Dimensions, Stage Stage);

/// <summary>A scalar or tensor that the plan computes.</summary>
/// <param name="Name">The name under which it is read.</param>
/// <param name="Term">A scalar term or formula in index form (a formula gives 1, 0, or NaN where undecided), or one <c>matrix(..)</c> binding.</param>
/// <param name="Indices">The indices that stand free in a scalar term, in the order of the result's axes, each over an index range.</param>
public sealed record PlanOutput(string Name, Term Term, Sequence<Binder> Indices);

/// <summary>What to compile.</summary>
/// <param name="Outputs">What is computed.</param>
/// <param name="Inputs">What is filled by the caller.</param>
/// <param name="Sizes">The values of integer symbols that the shapes and ranges mention.</param>
/// <param name="Scalars">The values of real symbols fixed at compile time.</param>
public sealed record PlanRequest(
    Sequence<PlanOutput> Outputs,
    Sequence<PlanInput> Inputs,
    IReadOnlyDictionary<Symbol, long> Sizes,
    IReadOnlyDictionary<Symbol, double> Scalars);

/// <summary>A term is outside what array plans compute; another reading (the interpreter) has to be used.</summary>
/// <param name="message">What was found.</param>
/// <param name="term">The term at fault, or null.</param>
public sealed class NotPlannableException(string message, Term? term = null) : Exception(message)
{
    /// <summary>The term at fault, or null.</summary>
    public Term? Term { get; } = term;
}
