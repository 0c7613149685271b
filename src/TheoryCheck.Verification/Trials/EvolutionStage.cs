using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>One block of a trial: its compiled motion, its step draws, and what is recorded of it.</summary>
internal sealed class EvolutionStage
{
    // Thousands of roundings of a double.
    private const double PerturbationSize = 1e-12;

    private readonly ImmutableArray<Observable> observables;
    private readonly ImmutableArray<DrawRecipe> stepDraws;
    private readonly ImmutableArray<DrawRecipe> drawnStarts;
    private readonly ImmutableArray<int> runDraws;
    private readonly ImmutableArray<(Symbol Symbol, double[] Values)> constants;
    private readonly GradientTwin gradients;

    private EvolutionStage(
        Evolution evolution,
        EvolutionPlan plan,
        double stepLength,
        ImmutableArray<Observable> observables,
        ImmutableArray<DrawRecipe> stepDraws,
        ImmutableArray<DrawRecipe> drawnStarts,
        ImmutableArray<int> runDraws,
        ImmutableArray<(Symbol Symbol, double[] Values)> constants,
        GradientTwin gradients)
    {
        this.gradients = gradients;
        Evolution = evolution;
        Plan = plan;
        StepLength = stepLength;
        this.observables = observables;
        this.stepDraws = stepDraws;
        this.drawnStarts = drawnStarts;
        this.runDraws = runDraws;
        this.constants = constants;
    }

    /// <summary>The block.</summary>
    public Evolution Evolution { get; }

    /// <summary>Its compiled form.</summary>
    public EvolutionPlan Plan { get; }

    /// <summary>The length of a step of a flow in time; 1 for discrete steps.</summary>
    public double StepLength { get; }

    /// <summary>Compiles a block with what is to be recorded of it.</summary>
    public static EvolutionStage Compile(
        Evolution evolution,
        ImmutableArray<Observable> observables,
        ImmutableArray<DrawRecipe> draws,
        InstanceBinding binding,
        int horizon,
        double stepLength,
        Func<Term, Term> unfold,
        ClosedEvaluation evaluation,
        Func<Term, Sequence<Term>, Term> gradientElement)
    {
        var motions = evolution.Rules.Map(rule => Motion(rule, unfold));
        var recorded = observables.Select(o => new PlanOutput(o.Record.Name, IndexForm.Of(o.Body), o.Axes)).ToSequence();
        var used = motions.SelectMany(m => new[] { m.Start, m.Motion, m.Noise }.OfType<Term>()).Concat(recorded.Select(r => r.Term))
            .SelectMany(t => t.FreeSymbols()).ToHashSet();
        var steps = evolution.StepDraws.Where(used.Contains)
            .Select(d => DrawRecipe.Prepare(d, d.Domain!, binding.Instance, evaluation) ?? throw new NotRepresentableException($"drawing '{d.Name}' from its law at each step"))
            .ToImmutableArray();
        var starts = evolution.Rules.Where(r => r.StartIsLaw)
            .Select(r => DrawRecipe.Prepare(r.State, r.Start, binding.Instance, evaluation) ?? throw new NotRepresentableException($"drawing the start of '{r.State.Name}'"))
            .ToImmutableArray();
        var run = draws.Select((d, i) => (d, i)).Where(p => used.Contains(p.d.Symbol)).ToList();
        var tensors = binding.Tensors.Where(t => used.Contains(t.Symbol)).ToList();
        var inputs = run.Select(p => new PlanInput(p.d.Symbol, p.d.Dimensions, Stage.Run))
            .Concat(tensors.Select(t => new PlanInput(t.Symbol, t.Dimensions, Stage.Run)))
            .Concat(steps.Select(d => new PlanInput(d.Symbol, d.Dimensions, Stage.Step)))
            .ToSequence();
        var clock = used.Contains(evolution.Clock) ? evolution.Clock : null;
        var plan = EvolutionPlan.Compile(new EvolutionRequest(motions, clock, inputs, recorded, binding.Sizes, binding.Scalars));
        long? LengthOf(Term term) => evaluation.TryRational(term, binding.Instance) is { IsInteger: true } n && n < int.MaxValue && n > int.MinValue ? (long)n.Numerator : null;
        var states = evolution.Rules.Select(r => r.State)
            .Where(s => s.Type is TensorType type && type.Axes.All(a => LengthOf(a.Length) is > 0))
            .Select(s => new PlanInput(s, ((TensorType)s.Type).Axes.Map(a => (int)LengthOf(a.Length)!.Value), Stage.Run))
            .ToSequence();
        var twin = GradientTwin.Prepare(evolution.Rules.Select(r => r.Update).OfType<Term>().Select(unfold), inputs, states, binding, LengthOf, gradientElement);
        return new EvolutionStage(
            evolution, plan, stepLength, observables, steps, starts, [.. run.Select(p => p.i)], [.. tensors.Select(t => (t.Symbol, t.Values))], twin);
    }

    /// <summary>Fills what does not change between trials.</summary>
    public void FillConstants(EvolutionRun run)
    {
        foreach (var (symbol, values) in constants)
        {
            values.CopyTo(run.Input(symbol));
        }
    }

    /// <summary>Runs one trial's block to the horizon.</summary>
    public EvolutionOutcome Run(
        EvolutionRun run, ImmutableArray<DrawRecipe> draws, double[][] drawn, DrawKey key, Instance instance, ClosedEvaluation evaluation, int horizon, ulong perturbation, StepObserver? observer = null)
    {
        Begin(run, draws, drawn, key, instance, evaluation);
        if (!Evolution.IsFlow)
        {
            return run.Evolve(horizon, stepDraws.IsEmpty && perturbation == 0 ? null : Draw, observer);
        }

        return Plan.States.Any(s => s.Noise is not null)
            ? run.Flow(horizon, StepLength, Noise, observer)
            : run.Flow(horizon, StepLength, perturbation == 0 ? observer : (step, target) => Disturb(step, target), NumericDecision.FlowAim);

        void Draw(long step, EvolutionRun target)
        {
            if (perturbation != 0)
            {
                Disturb(step, target);
            }

            FillStepDraws(step, target, key, instance, evaluation);
        }

        bool Disturb(long step, EvolutionRun target)
        {
            var stream = new RandomStream((key with { Stream = DrawRecipe.StreamOf("perturbation") ^ (uint)perturbation }).Child((ulong)step));
            foreach (var state in Plan.States.Where(s => s.State.Type is TensorType { Kind: not NumberKind.Integer }))
            {
                foreach (ref var value in target.Input(state.State))
                {
                    value *= 1 + (PerturbationSize * ((2 * stream.NextUniform()) - 1));
                }
            }

            return true;
        }

        void Noise(long step, Symbol state, Span<double> normals) =>
            IndexedDraws.FillNormal((key with { Stream = DrawRecipe.StreamOf("noise " + state.Name) }).Child((ulong)step), 0, normals);
    }

    /// <summary>Compares the gradients of the block's steps with differences at the first state of a trial.</summary>
    /// <returns>How many elements were compared, and what disagrees, or null.</returns>
    public (int Compared, string? Disagreement) CompareGradients(
        EvolutionRun run, ImmutableArray<DrawRecipe> draws, double[][] drawn, DrawKey key, Instance instance, ClosedEvaluation evaluation)
    {
        if (gradients.Count == 0)
        {
            return (0, null);
        }

        Begin(run, draws, drawn, key, instance, evaluation);
        if (Evolution.IsFlow)
        {
            run.Flow(0, StepLength);
        }
        else
        {
            run.Evolve(0, (step, target) => FillStepDraws(step, target, key, instance, evaluation));
        }

        return gradients.Compare(symbol => run.Input(symbol).ToArray());
    }

    /// <summary>Whether noise drives the flow.</summary>
    public bool HasNoise => Plan.States.Any(s => s.Noise is not null);

    /// <summary>The estimated integration error against the states the run ended in; 0 for discrete steps and for noise, whose bias is said apart.</summary>
    public double RelativeError(EvolutionRun run, EvolutionOutcome outcome)
    {
        if (!Evolution.IsFlow || HasNoise)
        {
            return 0;
        }

        var relative = outcome.ErrorEstimate / run.Size();
        return double.IsNaN(relative) ? double.PositiveInfinity : relative;
    }

    /// <summary>Hands the records over to the plan that compares them; steps that were not reached are NaN.</summary>
    public void CopyRecords(EvolutionRun run, Workspace target)
    {
        foreach (var observable in observables)
        {
            var record = target.Input(observable.Record);
            var series = run.Series(observable.Record.Name);
            series.CopyTo(record);
            record[series.Length..].Fill(double.NaN);
        }
    }

    private void Begin(EvolutionRun run, ImmutableArray<DrawRecipe> draws, double[][] drawn, DrawKey key, Instance instance, ClosedEvaluation evaluation)
    {
        foreach (var draw in runDraws)
        {
            drawn[draw].CopyTo(run.Input(draws[draw].Symbol));
        }

        foreach (var start in drawnStarts)
        {
            start.Fill(key with { Stream = start.Stream }, run.Input(start.Symbol), instance, evaluation);
        }
    }

    private void FillStepDraws(long step, EvolutionRun target, DrawKey key, Instance instance, ClosedEvaluation evaluation)
    {
        foreach (var recipe in stepDraws)
        {
            recipe.Fill((key with { Stream = recipe.Stream }).Child((ulong)step), target.Input(recipe.Symbol), instance, evaluation);
        }
    }

    // Motion is written element by element: a state that is a family of vectors gets an index for each remaining axis.
    private static StateMotion Motion(StateRule rule, Func<Term, Term> unfold)
    {
        var own = rule.State.Indices.Map(b => b with { Domain = b.Domain is null ? null : unfold(b.Domain) });
        var axes = ((TensorType)rule.State.Type).Axes;
        var inner = axes.Skip(own.Count)
            .Select((axis, i) => new Binder(Build.Index($"c{i}"), new IndexRange(Number.Zero, Build.PredecessorOf(unfold(axis.Length)))))
            .ToSequence();
        var indices = own.Concat(inner);
        var at = inner.Map(b => (Term)Build.Ref(b.Symbol));

        Term? Element(Term? term, Sequence<Symbol> written)
        {
            if (term is null)
            {
                return null;
            }

            var renamed = unfold(term).Replace(written.Zip(own).ToDictionary(p => p.First, p => (Term)Build.Ref(p.Second.Symbol)));
            return inner.IsEmpty || renamed.Type.IsScalar ? IndexForm.Of(renamed) : IndexForm.Element(renamed, at.AsSpan());
        }

        return new StateMotion(
            rule.State,
            indices,
            rule.StartIsLaw ? null : Element(rule.Start, own.Map(b => b.Symbol)),
            Element(rule.Update, rule.UpdateIndices),
            Element(rule.Noise, rule.UpdateIndices));
    }
}
