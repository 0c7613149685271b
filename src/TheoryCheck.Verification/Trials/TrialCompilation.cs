using System.Collections.Immutable;
using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Diagnostics;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// From an event or a scalar at one place of a claim to a <see cref="TrialProgram"/>: definitions unfolded, trajectories recorded, slopes made
/// programs of their own, comparisons made outputs of an array plan.
/// </summary>
internal static class TrialCompilation
{
    private const int DefaultHorizon = 200;
    private const int FlowHorizon = 100;
    private const int LongFlowHorizon = 1000;

    // Steps that a condition bounds are run to the last one where that is no farther, unless a horizon is set.
    private const int LongestCondition = 10 * DefaultHorizon;

    /// <summary>Compiles an event.</summary>
    /// <param name="body">The event.</param>
    /// <param name="given">The condition behind <c>given</c>, or null.</param>
    /// <param name="drawn">What is drawn anew in each trial.</param>
    /// <param name="bias">What a run up to the horizon may stand for.</param>
    /// <param name="scope">What is bound.</param>
    /// <param name="context">The claim's context.</param>
    /// <exception cref="NotRepresentableException">The event holds something that cannot be computed trial by trial.</exception>
    /// <exception cref="RefusedException">The memory estimate exceeds the limit.</exception>
    public static TrialProgram Event(Term body, Term? given, IReadOnlyList<Symbol> drawn, HorizonBias bias, Scope scope, ClaimContext context) =>
        Planned(() => Core(body, given, [], drawn, bias, scope, context));

    /// <summary>Compiles a scalar whose value each trial reports.</summary>
    /// <param name="value">The scalar.</param>
    /// <param name="given">The condition behind <c>given</c>, or null.</param>
    /// <param name="drawn">What is drawn anew in each trial.</param>
    /// <param name="scope">What is bound.</param>
    /// <param name="context">The claim's context.</param>
    /// <inheritdoc cref="Event" path="/exception"/>
    public static TrialProgram Value(Term value, Term? given, IReadOnlyList<Symbol> drawn, Scope scope, ClaimContext context) =>
        Planned(() => Core(Constant.True, given, [value], drawn, HorizonBias.Never, scope, context));

    private static TrialProgram Planned(Func<TrialProgram> compile)
    {
        try
        {
            return compile();
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

    private static TrialProgram Core(Term body, Term? given, IReadOnlyList<Term> values, IReadOnlyList<Symbol> drawn, HorizonBias bias, Scope scope, ClaimContext context)
    {
        var evaluation = new ClosedEvaluation();
        var instance = scope.Instance;
        var functions = instance.Functions;
        var brackets = new Brackets(instance, evaluation);
        Term Prepare(Term term) => Unfold.Definitions(brackets.Take(Unfold.Definitions(term)).Replace(functions));

        var slopes = ImmutableArray.CreateBuilder<SlopeRecord>();
        Term TakeSlopes(Term term)
        {
            if (term is Binding { Form: Slope, Binders: [{ Symbol: var swept } binder] } slope)
            {
                var domain = binder.Domain ?? swept.Domain ?? throw new NotRepresentableException($"a slope over '{swept.Name}', which has no domain");
                var points = evaluation.Elements(domain, instance, 64) ?? throw new NotRepresentableException($"a slope over '{swept.Name}', which is not swept over a finite list");
                var programs = points.Select(p => Core(Constant.True, null, [.. slope.Bodies], drawn, bias, scope with { Instance = instance.With(swept, p) }, context)).ToImmutableArray();
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
        if (evolutions.Exists(e => e.IsFlow) && evolutions.Exists(e => !e.IsFlow))
        {
            throw new NotRepresentableException("steps of a recursion and times of a flow in one event");
        }

        var steps = evolutions.Count == 0 ? 0 : evolutions.Max(e => Math.Max(Horizon(e, formula, instance, context, evaluation, isAlone: drawn.Count == 0 && given is null && scope.Siblings == 1), NamedStep(e, formula, instance, context, evaluation))) + 1;
        formula = StepRanges.AsConditions(formula);
        var ahead = LookAhead(formula);
        var (lifted, observables) = SeriesLifting.HasSeries(formula) ? SeriesLifting.Lift(formula, new Number(steps + ahead), brackets.IsMentioned) : (formula, []);
        var clock = evolutions.FirstOrDefault()?.Clock;
        var flow = evolutions.FirstOrDefault(e => e.IsFlow);
        var stepLength = flow is null ? 1 : StepLength(flow, instance, context, evaluation);
        if (flow is not null)
        {
            lifted = new FlowGrid(flow.Clock, stepLength, t => evaluation.TryRational(t, instance)).Apply(lifted);
        }

        var compiler = new EventCompiler(instance, evaluation, steps, brackets);
        var tree = compiler.Compile(lifted, bias);
        var condition = given is null ? null : compiler.Compile(Prepare(given), HorizonBias.Never);

        var binding = new InstanceBinding(instance, evaluation);
        var drawSymbols = Reached(drawn, formula, evolutions);
        var recipes = DrawRecipe.All(drawSymbols, instance);
        var outputs = compiler.Outputs;
        var records = observables.Select(o => new PlanInput(o.Record, Dimensions(o.Record, instance, evaluation), Stage.Run)).ToList();
        var used = outputs.SelectMany(o => o.Term.FreeSymbols()).ToHashSet();
        var inputs = slopes.Select(r => new PlanInput(r.Input, [], Stage.Run)).Concat(recipes.Where(r => used.Contains(r.Symbol)).Select(r => new PlanInput(r.Symbol, r.Dimensions, Stage.Run)))
            .Concat(records)
            .Concat(binding.Tensors.Where(t => used.Contains(t.Symbol)).Select(t => new PlanInput(t.Symbol, t.Dimensions, Stage.Run)))
            .ToSequence();
        var plan = Plan.Compile(new PlanRequest(outputs, inputs, binding.Sizes, binding.Scalars));
        var stages = observables.GroupBy(o => o.Evolution)
            .Select(g => EvolutionStage.Compile(g.Key, [.. g], recipes, binding, steps - 1 + ahead, stepLength, Prepare, evaluation, context.GradientElement))
            .ToImmutableArray();
        var bytes = plan.EstimatedBytes + stages.Sum(s => s.Plan.EstimatedBytes) + records.Sum(r => 8.0 * r.Dimensions.Aggregate(1.0, (a, b) => a * b));

        var threads = TrialMemory.Threads(bytes, context.Options);
        return new TrialProgram(new TrialParts(
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
            clock?.Name ?? "")
        {
            PathSides = compiler.PathSides,
            HasPath = compiler.HasPath,
            Value = values.Count > 0 ? outputs[0].Name : "",
            Slopes = slopes.ToImmutable(),
            Threads = threads,
        });
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

    // A flow that is run once, without noise, is followed for longer.
    private static int Horizon(Evolution evolution, Term formula, Instance instance, ClaimContext context, ClosedEvaluation evaluation, bool isAlone)
    {
        var stated = context.Settings.Value("horizon", evolution.Clock) ?? context.Settings.Value("horizon");
        var value = stated is null ? null : evaluation.TryRational(stated, instance);
        if (value is not { Sign: >= 0 } horizon)
        {
            return evolution.IsFlow ? isAlone && evolution.Rules.All(static r => r.Noise is null) ? LongFlowHorizon : FlowHorizon : Math.Max(DefaultHorizon, Conditioned(evolution, formula, instance, evaluation));
        }

        var steps = evolution.IsFlow ? horizon.ToDouble() / StepLength(evolution, instance, context, evaluation) : horizon.ToDouble();
        return steps <= 10_000_000 ? (int)Math.Ceiling(steps - 1e-9) : throw new RefusedException("a horizon of more than 10 million steps");
    }

    private static int Conditioned(Evolution recursion, Term formula, Instance instance, ClosedEvaluation evaluation)
    {
        IEnumerable<Binder> Clocks(Term term) => (term is BinderTerm { Binders: var binders } ? binders.Where(b => b.Symbol.Role == SymbolRole.Clock && b.Symbol.Evolution == recursion) : []).Concat(term.Children.SelectMany(Clocks));
        return Clocks(formula).Select(clock => StepRanges.Last(clock, end => evaluation.TryRational(end, instance))).Where(static last => last <= LongestCondition).Select(static last => (int)last!.Value.Numerator).DefaultIfEmpty(0).Max();
    }

    // The last step that the event names outright, as in L@400, or as the end of what steps run through: the run reaches it whatever the horizon. Past a first step, as far again.
    private static int NamedStep(Evolution evolution, Term formula, Instance instance, ClaimContext context, ClosedEvaluation evaluation)
    {
        IEnumerable<Term> Named(Term term) => term switch
        {
            AtStep { Step: { } step } => [step],
            BinderTerm { Binders: var binders } => binders.Where(b => b.Symbol.Role == SymbolRole.Clock && b.Symbol.Evolution == evolution).Select(StepRanges.Reach).OfType<Term>(),
            _ => [],
        };
        IEnumerable<Term> Steps(Term term) => Named(term).Concat(term.Children.SelectMany(Steps));
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
}
