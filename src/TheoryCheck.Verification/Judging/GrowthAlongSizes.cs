using System.Globalization;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Orders of growth as an integer goes to infinity: along a few sizes, listed as cases of the integer or else powers of two, a constant chosen on
/// pilot trials of a mean or a quantile, or on the values themselves where there is no chance, is tested as <c>for all M in {..}: e &lt;= C*g</c>.
/// Finitely many sizes say nothing of the limit: what passes is unrefuted, and what fails is no refutation.
/// </summary>
internal sealed class GrowthAlongSizes(OrderClaim order, ClaimContext context, ClosedEvaluation evaluation)
{
    private const int PilotTrials = 100;
    private const int MostSizes = 16;

    // The constants that a search for a witness tries, with room between what was seen and what is claimed.
    private const double Largest = 64;
    private const double Least = 1.0 / (1 << 20);
    private const double Room = 2;

    private static readonly Sequence<Term> PowersOfTwo = [Build.Num(4), Build.Num(8), Build.Num(16), Build.Num(32)];

    private readonly Term range = context.Settings.Value("case", order.Variable.Symbol) ?? new Collection(CollectionKind.Set, new SetType(TermType.Integer), PowersOfTwo);

    private readonly bool isOfChance = Concerns(order);

    /// <summary>Whether an order is one of a mean or a quantile, and not a strict one, which has no constant.</summary>
    public static bool Concerns(OrderClaim order) => order.Subject is Binding { Form: Expect or Quantile } && IsAlongIntegers(order);

    /// <summary>Whether an order is one of numbers without chance, and not a strict one.</summary>
    public static bool ConcernsNumbers(OrderClaim order, Instance instance) =>
        IsAlongIntegers(order) && !FormulaTraits.IsRandom(order, instance) && !FormulaTraits.IsSeries(order);

    private static bool IsAlongIntegers(OrderClaim order) =>
        order is { InLog: false, Kind: not OrderKind.LittleO, Variable: { Domain: LimitPoint { Point: Constant }, Symbol.Type: TensorType { Kind: NumberKind.Integer } } };

    /// <summary>Judges it.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="test">Judges the statement along the sizes.</param>
    public Judgement Judge(Scope scope, Func<Term, Judgement> test)
    {
        var sizes = evaluation.Elements(range, scope.Instance, MostSizes);
        if (sizes is not { Count: > 0 })
        {
            return new Judgement(VerdictKind.Inconclusive, $"an order of growth is tested along a list of at most {MostSizes} sizes");
        }

        var ratios = context.Foresee is null ? sizes.Select(s => Ratio(scope.Enter(scope.Instance.With(order.Variable.Symbol, s), $"ratio/{ValueText.Of(s)}"))).ToList() : [1.0];
        var parts = new List<Term>();
        var chosen = new List<string>();
        if (order.Kind != OrderKind.Omega)
        {
            Bound(Relation.LessOrEqual, "C", Math.Max(Least, double.Exp2(Math.Ceiling(Math.Log2(ratios.Max() * Room)))));
        }

        if (order.Kind != OrderKind.BigO)
        {
            Bound(Relation.GreaterOrEqual, "c", Math.Min(Largest, double.Exp2(Math.Floor(Math.Log2(ratios.Min() / Room)))));
        }

        var along = $"along {Typeset.TextOf(range)}";
        if (parts.Contains(Constant.False))
        {
            return new Judgement(scope.IsPilot ? VerdictKind.Refuted : VerdictKind.Inconclusive, $"no constant from 2^-20 to 64 was found to work {along}: {(isOfChance ? "on pilot trials " : "")}the ratio is from {ratios.Min().ToString("G3", CultureInfo.InvariantCulture)} to {ratios.Max().ToString("G3", CultureInfo.InvariantCulture)}")
            {
                Qualifier = isOfChance ? "statistical" : "numerical",
            };
        }

        if (scope.IsPilot)
        {
            return new Judgement(VerdictKind.Unrefuted, $"{string.Join(" and ", chosen)} {along}");
        }

        var judged = test(parts.Count == 1 ? parts[0] : new Connective(ConnectiveKind.And, parts.ToSequence()));
        var how = $"{string.Join(" and ", chosen)}{(isOfChance ? ", chosen on pilot trials," : "")}";
        return judged.Kind switch
        {
            VerdictKind.Refuted => judged with { Kind = VerdictKind.Inconclusive, Qualifier = "", Reason = $"{how} fails {along}, which excludes neither others nor that it holds beyond: {judged.Reason}" },
            _ when judged.IsPositive => judged with { Kind = VerdictKind.Unrefuted, IsPartial = true, Reason = $"{how} works {along}{(isOfChance ? " on fresh ones" : "")}, which says nothing of the limit: {judged.Reason}" },
            _ => judged,
        };

        void Bound(Relation relation, string name, double constant)
        {
            var isUsable = constant is >= Least and <= Largest;
            chosen.Add(string.Create(CultureInfo.InvariantCulture, $"{name} = {(isUsable ? Rational.FromExact(constant) : Rational.Zero)}"));
            var subject = isOfChance ? order.Subject : Build.Call<Symbolics.Functions.Abs>(order.Subject);
            parts.Add(isUsable
                ? new Quantified(QuantifierKind.ForAll, [new Binder(order.Variable.Symbol, range)], new Comparison(subject, relation, Build.Multiply(new Number(Rational.FromExact(constant)), order.Gauge)))
                : Constant.False);
        }
    }

    // The subject over the gauge at one size, a mean or quantile on pilot trials; NaN where there is none.
    private double Ratio(Scope scope)
    {
        if (!isOfChance)
        {
            var value = Build.Divide(Build.Call<Symbolics.Functions.Abs>(order.Subject), order.Gauge);
            return evaluation.TryEnclose(value, scope.Instance) is var (least, greatest) ? ((least + greatest) / 2).ToDouble() : double.NaN;
        }

        var number = (Binding)order.Subject;
        using var program = TrialCompilation.Value(number.Body, number.Given, [.. number.Binders.Select(b => b.Symbol)], scope, context);
        var values = program.Run(0, PilotTrials, context.Options.Jobs, context.Cancellation).Where(r => r.Condition == Certainty.True).Select(r => r.Value).Where(double.IsFinite).Order().ToList();
        if (values.Count == 0 || evaluation.TryEnclose(order.Gauge, scope.Instance) is not var (low, high) || low.Sign <= 0)
        {
            return double.NaN;
        }

        var seen = number.Form is Expect ? values.Average()
            : evaluation.TryEnclose(number.Leading[0], scope.Instance) is var (level, _) ? values[(int)Math.Clamp(level.ToDouble() * values.Count, 0, values.Count - 1)] : double.NaN;
        return seen / ((low + high) / 2).ToDouble();
    }
}
