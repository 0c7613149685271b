using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Statistics;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Diagnostics;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// An event compiled for one instance: array plans for its trajectories and its comparisons, recipes for its draws. A trial
/// is a function of its number alone; any number of threads gives the same records.
/// </summary>
internal sealed class TrialProgram : TrialRuns
{
    private const int DefaultHorizon = 200;
    private const int CurveTrials = 200;
    private const int CurvePoints = 120;

    private readonly Plan plan;
    private readonly EventNode tree;
    private readonly EventNode? condition;
    private readonly ImmutableArray<DrawRecipe> draws;
    private readonly ImmutableArray<(Symbol Symbol, double[] Values)> constants;
    private readonly ImmutableArray<EvolutionStage> stages;
    private readonly Instance instance;
    private readonly ClosedEvaluation evaluation;
    private readonly ulong key;
    private readonly int steps;
    private readonly int ahead;
    private readonly (string Left, string Right)? pathSides;
    private readonly SortedDictionary<long, (double[] Left, double[] Right)> curves = [];
    private readonly string clockName;
    private readonly HashSet<Symbol> readByLaws;
    private readonly ImmutableArray<SlopeRecord> slopes;

    private TrialProgram(
        Plan plan,
        EventNode tree,
        EventNode? condition,
        ImmutableArray<DrawRecipe> draws,
        ImmutableArray<(Symbol Symbol, double[] Values)> constants,
        ImmutableArray<EvolutionStage> stages,
        Instance instance,
        ClosedEvaluation evaluation,
        ulong key,
        int steps,
        int ahead,
        EventCompiler compiled,
        string clockName,
        ImmutableArray<SlopeRecord> slopes)
    {
        this.slopes = slopes;
        this.plan = plan;
        this.tree = tree;
        this.condition = condition;
        this.draws = draws;
        this.constants = constants;
        this.stages = stages;
        this.instance = instance;
        this.evaluation = evaluation;
        this.key = key;
        this.steps = steps;
        this.ahead = ahead;
        this.clockName = clockName;
        readByLaws = [.. draws.SelectMany(d => d.Arguments).SelectMany(a => Unfold.Definitions(a).FreeSymbols())];
        pathSides = compiled.PathSides;
        HasPath = compiled.HasPath;
    }

    /// <summary>Whether the event speaks of all steps, of which only those up to the horizon are run.</summary>
    public override bool HasPath { get; }

    /// <summary>Whether a flow with noise is run by Euler-Maruyama steps, whose bias nothing bounds here.</summary>
    public override bool HasBias => stages.Any(s => s.HasNoise);

    /// <summary>Whether time is continuous in the event, so that what is computed is a discretisation.</summary>
    public override bool HasFlow => stages.Any(s => s.Evolution.IsFlow);

    /// <summary>
    /// Where it is not 0, every state is disturbed at every step by relative random amounts a little above rounding, chosen by
    /// this number: what changes under it is made by rounding and not by the claim.
    /// </summary>
    public ulong Perturbation { get; set; }

    /// <summary>Roughly how many floating-point operations a trial takes.</summary>
    public override double OperationsPerTrial =>
        1000 + slopes.Sum(s => s.Points.Sum(p => p.OperationsPerTrial)) + plan.EstimatedOperations(Stage.Run) + draws.Sum(d => 20.0 * d.Size) + stages.Sum(s => s.Plan.EstimatedOperationsPerStep * steps * (s.Evolution.IsFlow ? 8 : 1));

    /// <summary>Roughly how many bytes a thread holds.</summary>
    public override double BytesPerThread => plan.EstimatedBytes + stages.Sum(s => s.Plan.EstimatedBytes);

    /// <summary>Sentences for the report.</summary>
    public override IEnumerable<string> Remarks => (HasBias ? new[] { "the flow's noise is run by Euler-Maruyama steps, whose bias is not bounded" } : [])
        .Concat(stages.Any(s => s.Evolution.IsFlow && !s.HasNoise) ? ["the flow is integrated by a Runge-Kutta method of order 4; runs with an estimated relative error above 1e-4 are left undecided"] : [])
        .Concat(HasPath
        ? [string.Create(CultureInfo.InvariantCulture, $"run to the horizon {clockName} = {steps - 1}{(stages.Any(s => s.Evolution.IsFlow) ? string.Create(CultureInfo.InvariantCulture, $" steps of length {stages[0].StepLength:R}") : "")}; the claim itself has no horizon")]
        : []);

    /// <summary>Compiles an event.</summary>
    /// <param name="body">The event.</param>
    /// <param name="given">The condition behind <c>given</c>, or null.</param>
    /// <param name="drawn">What is drawn anew in each trial.</param>
    /// <param name="bias">What a run up to the horizon may stand for.</param>
    /// <param name="scope">What is bound.</param>
    /// <param name="context">The claim's context.</param>
    /// <param name="refinement">By what the step of a flow is divided.</param>
    /// <exception cref="NotRepresentableException">The event holds something that cannot be computed trial by trial.</exception>
    /// <exception cref="RefusedException">The memory estimate exceeds the limit.</exception>
    public static TrialProgram Compile(Term body, Term? given, IReadOnlyList<Symbol> drawn, HorizonBias bias, Scope scope, ClaimContext context, int refinement = 1)
    {
        try
        {
            return CompileCore(body, given, [], drawn, bias, scope, context, refinement);
        }
        catch (NotPlannableException limit)
        {
            throw new NotRepresentableException(limit.Message);
        }
        catch (NoClosedFormException limit)
        {
            throw new NotRepresentableException(limit.Message);
        }
    }

    /// <summary>Runs consecutive trials and returns their records in order.</summary>
    public override IReadOnlyList<TrialRecord> Run(long first, int count, int threads, CancellationToken cancellation)
    {
        var records = new List<TrialRecord>(count);
        ParallelTrials.Run(first, count, Math.Max(1, Math.Min(count, 256)), threads, () => new TrialLocal(this), (trial, local) => local.Run(trial), (_, record) =>
        {
            records.Add(record);
            return true;
        }, cancellation);
        return records;
    }

    /// <summary>The two sides along the run over the first trials: median and band of the bounded side, median of the bound.</summary>
    public override IEnumerable<CurveEvidence> Curves(string label)
    {
        if (curves.Count == 0)
        {
            yield break;
        }

        var positions = CurvePositions().ToArray();
        var length = stages.FirstOrDefault(s => s.Evolution.IsFlow)?.StepLength ?? 1;
        var trials = curves.Values.ToList();
        yield return new CurveEvidence(
            label,
            clockName,
            positions.Select(p => p * length).ToSequence(),
            Across(t => t.Left, 0.05),
            Across(t => t.Left, 0.5),
            Across(t => t.Left, 0.95),
            Across(t => t.Right, 0.5));

        Sequence<double> Across(Func<(double[] Left, double[] Right), double[]> side, double quantile) => positions.Select((_, i) =>
        {
            var sorted = trials.Select(t => side(t)[i]).Where(v => !double.IsNaN(v)).Order().ToArray();
            return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, quantile * sorted.Length)];
        }).ToSequence();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        curves.Clear();
        base.Dispose();
    }

    private static TrialProgram CompileCore(Term body, Term? given, IReadOnlyList<Term> values, IReadOnlyList<Symbol> drawn, HorizonBias bias, Scope scope, ClaimContext context, int refinement)
    {
        var evaluation = new ClosedEvaluation();
        var instance = scope.Instance;
        var functions = instance.Values.Where(v => v.Key.Type is FunctionType).ToDictionary(v => v.Key, v => v.Value);
        var brackets = new Brackets(instance, evaluation);
        Term Prepare(Term term) => Unfold.Definitions(brackets.Take(Unfold.Definitions(term)).Replace(functions));

        var slopes = ImmutableArray.CreateBuilder<SlopeRecord>();
        Term TakeSlopes(Term term)
        {
            if (term is Binding { Form: Slope, Binders: [{ Symbol: var swept } binder] } slope)
            {
                var domain = binder.Domain ?? swept.Domain ?? throw new NotRepresentableException($"a slope over '{swept.Name}', which has no domain");
                var points = evaluation.Elements(domain, instance, 64) ?? throw new NotRepresentableException($"a slope over '{swept.Name}', which is not swept over a finite list");
                var programs = points.Select(p => CompileCore(Constant.True, null, [.. slope.Bodies], drawn, bias, scope with { Instance = instance.With(swept, p) }, context, refinement)).ToImmutableArray();
                var input = new Symbol($"slope{slopes.Count}", SymbolRole.Bound, default) { Type = TermType.Real };
                slopes.Add(new SlopeRecord(input, programs));
                return Build.Ref(input);
            }

            return term.Children.IsEmpty ? term : term.With(term.Children.Map(TakeSlopes));
        }

        var formula = TakeSlopes(Prepare(body));
        var extras = values.Select(v => TakeSlopes(Prepare(v))).ToList();
        if (extras.Count > 0)
        {
            // The values ride along as comparisons that nobody asks about, so that series in them are recorded like the event's own.
            formula = new Connective(ConnectiveKind.And, extras.Select(v => (Term)new Comparison(v, Relation.LessOrEqual, Number.Zero)).Append(formula).ToSequence());
        }

        var evolutions = Evolutions(formula).Concat(given is null ? [] : Evolutions(Prepare(given))).Distinct().ToList();
        var steps = evolutions.Count == 0 ? 0 : (evolutions.Max(e => Math.Max(Horizon(e, instance, context, evaluation), NamedStep(e, formula, instance, context, evaluation))) * refinement) + 1;
        var ahead = LookAhead(formula);
        var (lifted, observables) = SeriesLifting.HasSeries(formula) ? SeriesLifting.Lift(formula, new Number(steps + ahead), brackets.IsMentioned) : (formula, []);
        var clock = evolutions.FirstOrDefault()?.Clock;
        var flow = evolutions.FirstOrDefault(e => e.IsFlow);
        var stepLength = flow is null ? 1 : StepLength(flow, instance, context, evaluation) / refinement;
        if (flow is not null)
        {
            lifted = FlowGrid.Apply(lifted, flow.Clock, stepLength);
        }

        var compiler = new EventCompiler(instance, evaluation, steps, brackets);
        var tree = compiler.Compile(lifted, bias);
        var condition = given is null ? null : compiler.Compile(Prepare(given), HorizonBias.Never);

        var binding = new InstanceBinding(instance, evaluation);
        var drawSymbols = Reached(drawn, formula, evolutions);
        var recipes = drawSymbols
            .Select(d => DrawRecipe.Prepare(d, d.Domain!, instance, evaluation) ?? throw new NotRepresentableException($"drawing '{d.Name}' from its law"))
            .ToImmutableArray();
        var outputs = compiler.Outputs;
        var records = observables.Select(o => new PlanInput(o.Record, Dimensions(o.Record, instance, evaluation), Stage.Run)).ToList();
        var used = outputs.SelectMany(o => o.Term.FreeSymbols()).ToHashSet();
        var inputs = slopes.Select(r => new PlanInput(r.Input, [], Stage.Run)).Concat(recipes.Where(r => used.Contains(r.Symbol)).Select(r => new PlanInput(r.Symbol, r.Dimensions, Stage.Run)))
            .Concat(records)
            .Concat(binding.Tensors.Where(t => used.Contains(t.Symbol)).Select(t => new PlanInput(t.Symbol, t.Dimensions, Stage.Run)))
            .ToSequence();
        var plan = Plan.Compile(new PlanRequest(outputs, inputs, binding.Sizes, binding.Scalars));
        var stages = observables.GroupBy(o => o.Evolution)
            .Select(g => EvolutionStage.Compile(g.Key, [.. g], recipes, binding, steps - 1 + ahead, stepLength, Prepare, evaluation))
            .ToImmutableArray();
        var bytes = (plan.EstimatedBytes + stages.Sum(s => s.Plan.EstimatedBytes) + records.Sum(r => 8.0 * r.Dimensions.Aggregate(1.0, (a, b) => a * b))) * Math.Max(1, context.Options.Jobs);
        if (bytes > context.Options.MaxMemory)
        {
            throw new RefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"it would need about {bytes / 1e9:0.0} GB for {context.Options.Jobs} thread(s), and {context.Options.MaxMemory / 1e9:0.0} GB are allowed; lower the sizes or --jobs, or raise --max-memory"));
        }

        return new TrialProgram(
            plan,
            tree,
            condition,
            recipes,
            [.. binding.Tensors.Where(t => used.Contains(t.Symbol)).Select(t => (t.Symbol, t.Values))],
            stages,
            instance,
            evaluation,
            context.Key(scope.Place + "/trials"),
            steps,
            ahead,
            compiler,
            clock?.Name ?? "",
            slopes.ToImmutable());
    }

    // The listed draws that the event reaches, and nothing else: what is not read need not be drawn.
    private static List<Symbol> Reached(IReadOnlyList<Symbol> drawn, Term formula, List<Evolution> evolutions)
    {
        var reached = new HashSet<Symbol>();
        void Visit(Term term)
        {
            foreach (var symbol in term.FreeSymbols())
            {
                if (reached.Add(symbol) && symbol.Body is { } body)
                {
                    Visit(body);
                }
            }
        }

        Visit(formula);
        foreach (var rule in evolutions.SelectMany(e => e.Rules))
        {
            Visit(rule.Start);
            if (rule.Update is { } update)
            {
                Visit(update);
            }

            if (rule.Noise is { } noise)
            {
                Visit(noise);
            }
        }

        foreach (var definition in evolutions.SelectMany(e => e.Definitions).Where(d => d.Body is not null))
        {
            Visit(definition.Body!);
        }

        return [.. drawn.Where(d => d.Evolution is null && reached.Contains(d))];
    }

    // How far beyond the quantified step a formula reads, as x@(k+1) does: so many more steps are run, or the last one would read nothing.
    private static int LookAhead(Term term) => term switch
    {
        AtStep { Step: Arithmetic { Operator: ArithmeticOperator.Add } sum } => Math.Max(Shift(sum), term.Children.Select(LookAhead).Max()),
        _ => term.Children.IsEmpty ? 0 : term.Children.Select(LookAhead).Max(),
    };

    private static int Shift(Arithmetic sum) => sum.Children.Select(c => c is Number { Value: { IsInteger: true, Sign: > 0 } shift } && shift <= 1000 ? (int)shift.Numerator : 0).Sum();

    private static IEnumerable<Evolution> Evolutions(Term term) =>
        term is Reference { Symbol: { Evolution: { } evolution, Role: SymbolRole.State or SymbolRole.Draw } } ? [evolution] : term.Children.SelectMany(Evolutions);

    private static int Horizon(Evolution evolution, Instance instance, ClaimContext context, ClosedEvaluation evaluation)
    {
        var stated = context.Settings.Value("horizon", evolution.Clock) ?? context.Settings.Value("horizon");
        var value = stated is null ? null : evaluation.TryRational(stated, instance);
        if (value is not { Sign: >= 0 } horizon)
        {
            return evolution.IsFlow ? 100 : DefaultHorizon;
        }

        var steps = evolution.IsFlow ? horizon.ToDouble() / StepLength(evolution, instance, context, evaluation) : horizon.ToDouble();
        return steps <= 10_000_000 ? (int)Math.Ceiling(steps - 1e-9) : throw new RefusedException("a horizon of more than 10 million steps");
    }

    // The last step that the event names outright, as in L@400: the run reaches it whatever the horizon.
    private static int NamedStep(Evolution evolution, Term formula, Instance instance, ClaimContext context, ClosedEvaluation evaluation)
    {
        IEnumerable<Term> Steps(Term term) => (term is AtStep { Step: { } step } ? [step] : Array.Empty<Term>()).Concat(term.Children.SelectMany(Steps));
        var last = Steps(formula).Select(s => evaluation.TryRational(s, instance)).Where(s => s is { Sign: > 0 }).Select(s => s!.Value.ToDouble()).DefaultIfEmpty(0).Max();
        var steps = evolution.IsFlow ? last / StepLength(evolution, instance, context, evaluation) : last;
        return steps <= 10_000_000 ? (int)Math.Ceiling(steps - 1e-9) : throw new RefusedException("a named step beyond 10 million");
    }

    private static double StepLength(Evolution flow, Instance instance, ClaimContext context, ClosedEvaluation evaluation) =>
        (context.Settings.Value("step", flow.Clock) ?? context.Settings.Value("step")) is { } stated && evaluation.TryRational(stated, instance) is { Sign: > 0 } length
            ? length.ToDouble()
            : 0.01;

    private static Sequence<int> Dimensions(Symbol record, Instance instance, ClosedEvaluation evaluation) =>
        ((TensorType)record.Type).Axes.Map(a => evaluation.TryRational(a.Length, instance) is { IsInteger: true } n && n <= int.MaxValue
            ? (int)n.Numerator
            : throw new NotRepresentableException("a series whose shape is not known before the run"));

    private IEnumerable<int> CurvePositions()
    {
        var stride = Math.Max(1, (steps - 1 + CurvePoints - 1) / CurvePoints);
        for (var k = 0; k < steps; k += stride)
        {
            yield return k;
        }
    }

    /// <summary>What one thread holds.</summary>
    private sealed class TrialLocal : EventReader, IDisposable
    {
        private readonly TrialProgram program;
        private readonly Workspace workspace;
        private readonly EvolutionRun[] runs;
        private readonly double[][] drawn;
        private readonly ImmutableArray<ImmutableArray<TrialLocal>> points;

        public TrialLocal(TrialProgram program)
        {
            this.program = program;
            workspace = program.plan.CreateWorkspace();
            runs = [.. program.stages.Select(s => s.Plan.CreateRun())];
            drawn = [.. program.draws.Select(d => new double[d.Size])];
            points = [.. program.slopes.Select(s => s.Points.Select(p => new TrialLocal(p)).ToImmutableArray())];
            foreach (var (symbol, values) in program.constants)
            {
                values.CopyTo(workspace.Input(symbol));
            }

            for (var s = 0; s < runs.Length; s++)
            {
                program.stages[s].FillConstants(runs[s]);
            }
        }

        public override ReadOnlySpan<double> Output(string name) => workspace.Output(name);

        public TrialRecord Run(long trial)
        {
            Reset();
            Draw(trial);
            var diverged = -1;
            var error = 0.0;
            for (var s = 0; s < runs.Length; s++)
            {
                var outcome = program.stages[s].Run(runs[s], program.draws, drawn, new DrawKey(program.key, (ulong)trial, 0), program.instance, program.evaluation, program.steps - 1 + program.ahead, program.Perturbation);
                if (outcome.End == EvolutionEnd.NotFinite)
                {
                    diverged = (int)outcome.Step;
                }

                error = Math.Max(error, program.stages[s].RelativeError(runs[s], outcome));
                program.stages[s].CopyRecords(runs[s], workspace);
            }

            Margin = Math.Max(NumericDecision.RelativeMargin, NumericDecision.FlowMarginFactor * error);
            for (var s = 0; s < points.Length; s++)
            {
                workspace.Input(program.slopes[s].Input)[0] = SlopeOver(points[s], trial);
            }

            workspace.Run(Stage.Run);
            Span<Certainty> truth = stackalloc Certainty[1];
            truth[0] = Certainty.True;
            program.condition?.Evaluate(this, truth);
            var condition = truth[0];
            Reset();
            program.tree.Evaluate(this, truth);
            KeepCurve(trial);
            var happened = error <= NumericDecision.FlowTolerance ? truth[0] : Certainty.Unknown;
            return new TrialRecord(condition, happened, TightestLeft, TightestRight, DecidedUntil, diverged);
        }

        public void Dispose()
        {
            workspace.Dispose();
            foreach (var point in points.SelectMany(p => p))
            {
                point.Dispose();
            }

            foreach (var run in runs)
            {
                run.Dispose();
            }
        }

        // One value of the slope's two bodies per swept value, in one trial: the draws are shared, the sizes differ.
        private static double SlopeOver(ImmutableArray<TrialLocal> points, long trial)
        {
            var (x, y) = (new double[points.Length], new double[points.Length]);
            for (var p = 0; p < points.Length; p++)
            {
                points[p].Run(trial);
                y[p] = points[p].workspace.Output("side0")[0];
                x[p] = points[p].workspace.Output("side2")[0];
            }

            return x.Concat(y).All(double.IsFinite) ? LeastSquaresSlope.Of(x, y).Slope : double.NaN;
        }

        private void Draw(long trial)
        {
            var at = program.instance;
            for (var d = 0; d < drawn.Length; d++)
            {
                var recipe = program.draws[d];
                recipe.Fill(new DrawKey(program.key, (ulong)trial, recipe.Stream), drawn[d], at, program.evaluation);
                if (program.readByLaws.Contains(recipe.Symbol) && drawn[d].All(double.IsFinite))
                {
                    at = at.With(recipe.Symbol, ClosedValue.Of(recipe.Dimensions.AsSpan(), (ReadOnlySpan<double>)drawn[d]));
                }

                if (program.plan.HasInput(recipe.Symbol))
                {
                    drawn[d].CopyTo(workspace.Input(recipe.Symbol));
                }
            }
        }

        private void KeepCurve(long trial)
        {
            if (program.pathSides is not var (left, right) || trial >= CurveTrials)
            {
                return;
            }

            var lefts = workspace.Output(left);
            var rights = workspace.Output(right);
            var (a, b) = (new List<double>(), new List<double>());
            foreach (var position in program.CurvePositions())
            {
                a.Add(lefts[position]);
                b.Add(rights[position]);
            }

            lock (program.curves)
            {
                program.curves[trial] = ([.. a], [.. b]);
            }
        }
    }
}

/// <summary>A least-squares slope over a swept symbol inside a trial: one program per swept value, their results joined.</summary>
/// <param name="Input">Stands in the formula for the slope.</param>
/// <param name="Points">One program per swept value; each computes the two expressions of the slope.</param>
internal sealed record SlopeRecord(Symbol Input, ImmutableArray<TrialProgram> Points);
