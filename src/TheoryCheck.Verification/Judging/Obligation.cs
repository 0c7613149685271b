using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Language.Binding;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Running;
using TheoryCheck.Verification.Search.Replay;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>Everything a checker may know about the claim it works for: nothing that names a shipped claim.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Settings">How hard to look.</param>
/// <param name="Options">The run's options.</param>
/// <param name="Alpha">The error probability the whole claim may spend.</param>
/// <param name="Progress">Receives finished units of work.</param>
/// <param name="Cancellation">Ends the work early.</param>
internal sealed record ClaimContext(
    Spec Spec,
    Claim Claim,
    CheckSettings Settings,
    RunOptions Options,
    Rational Alpha,
    Action<double> Progress,
    CancellationToken Cancellation)
{
    /// <summary>Answers in place of the checkers when a plan is made: nothing is settled then, only counted. Null in a run.</summary>
    public Func<Obligation, Checker?, Judgement>? Foresee { get; init; }

    /// <summary>An element of a gradient in index form, as the runs of this claim compare it with differences: the symbolic engine's, save in tests.</summary>
    public Func<Term, Sequence<Term>, Term> GradientElement { get; init; } = static (gradient, at) => at.IsEmpty ? IndexForm.Of(gradient) : IndexForm.Element(gradient, at.AsSpan());

    /// <summary>Told when a search has found a counterexample, before it is made smaller.</summary>
    public Action Found { get; init; } = static () => { };

    /// <summary>The values and the trial that a replay fixes; null in a run.</summary>
    public Pins? Pins { get; init; }

    /// <summary>The most configurations that a search may judge; an audit looks less hard than a run.</summary>
    public int MostInstances { get; init; } = int.MaxValue;

    /// <summary>Evaluates the formulas of the claim; one for all of them, so that precision that did not help is not asked for again.</summary>
    public ClosedEvaluation Evaluation { get; } = new();

    /// <summary>What the searches of the claim share.</summary>
    public SearchMemory Memory { get; } = new();

    /// <summary>A formula of the claim with what is assumed in those of its quantifiers that bind what an assumption speaks of.</summary>
    /// <param name="formula">The formula, to be decided as a whole.</param>
    /// <param name="known">The symbols that have values; they satisfy what is assumed of them.</param>
    public Term Restricted(Term formula, IEnumerable<Symbol> known) =>
        Claim.Assumptions.IsEmpty ? formula : RestrictedQuantifiers.Of(formula, Claim.Assumptions.Select(a => (a.Formula, Reads: a.Formula.ReachedSymbols())).Where(a => a.Reads.Any(s => s.Role is SymbolRole.Given or SymbolRole.Sweep)), known);

    /// <summary>The key of the random streams at a place of the claim.</summary>
    public ulong Key(string place) => MasterSeed.Derive(Spec.MeaningHash, Claim.Name, place, Options.Seed);
}

/// <summary>A formula to be settled at one place, with the quantifiers the judge left on it.</summary>
/// <param name="Formula">The formula.</param>
/// <param name="Free">Universally quantified symbols that were not instantiated, with their domains (for identities).</param>
/// <param name="Scope">What is bound, and where.</param>
/// <param name="Share">The fraction of the claim's alpha that this obligation may spend.</param>
internal sealed record Obligation(Term Formula, Sequence<Binder> Free, Scope Scope, Rational Share);

/// <summary>Settles one kind of obligation. An open family: one file each, found by the catalogue; checkers do not know claims.</summary>
internal abstract class Checker
{
    /// <summary>Whether this checker can settle such a formula. At most one checker accepts any formula.</summary>
    public abstract bool Accepts(Obligation obligation);

    /// <summary>Settles it.</summary>
    public abstract Judgement Check(Obligation obligation, ClaimContext context);
}
