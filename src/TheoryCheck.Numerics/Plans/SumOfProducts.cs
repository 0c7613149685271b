using TheoryCheck.Core;

namespace TheoryCheck.Numerics.Plans;

/// <summary>
/// Splits Σ over axes of a product of factors: factors without a summed axis go in front, the others are divided into two groups, each
/// summed over the axes that only it has, and contracted over those that both have, where that costs less than summing term by term.
/// </summary>
internal sealed class SumOfProducts(ArrayProgram program, IReadOnlyList<int> summed)
{
    private const double ContractionCost = 0.25;
    private const int MostGroups = 8;

    /// <summary>Σ of the body over the summed axes, all of which it has.</summary>
    public Operand Of(Operand body)
    {
        var factors = new List<Operand>();
        var divisors = new List<Operand>();
        Flatten(body, factors, divisors);
        var front = factors.Where(f => !IsSummed(f)).ToList();
        var inner = factors.Where(IsSummed).ToList();
        var result = Sum(inner);
        foreach (var factor in front)
        {
            result = program.Map(Primitive.Multiply, factor, result);
        }

        foreach (var divisor in divisors)
        {
            result = program.Map(Primitive.Divide, result, divisor);
        }

        return result;
    }

    private Operand Sum(List<Operand> factors)
    {
        var missing = summed.Where(a => !factors.Any(f => f.Axes.Contains(a))).ToList();
        if (missing.Count > 0)
        {
            // Only reached when a factor cancelled; the body as a whole had every axis.
            var rest = summed.Except(missing).ToList();
            var inside = rest.Count == 0 ? Product(factors) : new SumOfProducts(program, rest).Sum(factors);
            return program.Map(Primitive.Multiply, program.Literal(missing.Aggregate(1.0, (p, a) => p * program.LengthOf(a))), inside);
        }

        return BestSplit(factors) is var (left, right) ? Join(left, right) : program.PlainReduce(Fold.Sum, Product(factors), summed);
    }

    private Operand Join(List<Operand> left, List<Operand> right)
    {
        var (l, r) = (Own(left, right), Own(right, left));
        var (a, b) = (Collapse(left, l), Collapse(right, r));
        var shared = summed.Except(l).Except(r).ToList();
        return shared.Count == 0
            ? program.Map(Primitive.Multiply, a, b)
            : HasOwnAxis(a, b) && HasOwnAxis(b, a)
                ? program.Contract(a, b, shared)
                : new SumOfProducts(program, shared).Sum([a, b]);
    }

    private Operand Collapse(List<Operand> factors, List<int> own) =>
        own.Count == 0 ? Product(factors) : new SumOfProducts(program, own).Sum(factors);

    private (List<Operand> Left, List<Operand> Right)? BestSplit(List<Operand> factors)
    {
        var groups = factors.GroupBy(f => f.Axes.Distinct().Order().ToSequence()).Select(g => g.ToList()).ToList();
        if (groups.Count < 2 || groups.Count > MostGroups)
        {
            return null;
        }

        var best = Size(factors);
        (List<Operand>, List<Operand>)? split = null;
        for (var choice = 1; choice < 1 << (groups.Count - 1); choice++)
        {
            var left = groups.Where((_, g) => (choice >> g & 1) != 0).SelectMany(g => g).ToList();
            var right = groups.Where((_, g) => (choice >> g & 1) == 0).SelectMany(g => g).ToList();
            var cost = Cost(left, right);
            if (cost < best)
            {
                (best, split) = (cost, (left, right));
            }
        }

        return split;
    }

    private double Cost(List<Operand> left, List<Operand> right)
    {
        var (l, r) = (Own(left, right), Own(right, left));
        var final = AxesOf(left).Union(AxesOf(right)).Except(l).Except(r).ToList();
        var sides = AxesOf(left).Except(l).Any(a => !AxesOf(right).Contains(a)) && AxesOf(right).Except(r).Any(a => !AxesOf(left).Contains(a));
        if (l.Count == 0 && r.Count == 0 && !sides)
        {
            return double.PositiveInfinity;
        }

        double Prepare(List<Operand> group, List<int> own) => own.Count > 0 || group.Count > 1 ? Size(group) : 0;
        return Prepare(left, l) + Prepare(right, r) + ((sides ? ContractionCost : 1) * final.Aggregate(1.0, (p, a) => p * program.LengthOf(a)));
    }

    private List<int> Own(List<Operand> mine, List<Operand> others) =>
        [.. summed.Where(a => AxesOf(mine).Contains(a) && !AxesOf(others).Contains(a))];

    private double Size(List<Operand> factors) => AxesOf(factors).Aggregate(1.0, (product, a) => product * program.LengthOf(a));

    private Operand Product(List<Operand> factors) => factors.Aggregate((a, b) => program.Map(Primitive.Multiply, a, b));

    private bool IsSummed(Operand factor) => factor.Axes.Any(summed.Contains);

    private static bool HasOwnAxis(Operand mine, Operand other) => mine.Axes.Any(a => !other.Axes.Contains(a));

    private static IEnumerable<int> AxesOf(List<Operand> factors) => factors.SelectMany(f => f.Axes).Distinct();

    private void Flatten(Operand operand, List<Operand> factors, List<Operand> divisors)
    {
        switch (operand.Node)
        {
            case MapNode { Primitive: Primitive.Multiply } product:
                Flatten(ArrayProgram.Compose(product.Arguments[0], operand), factors, divisors);
                Flatten(ArrayProgram.Compose(product.Arguments[1], operand), factors, divisors);
                break;
            case MapNode { Primitive: Primitive.Negate } negated:
                factors.Add(program.Literal(-1));
                Flatten(ArrayProgram.Compose(negated.Arguments[0], operand), factors, divisors);
                break;
            case MapNode { Primitive: Primitive.Divide } quotient when !IsSummed(ArrayProgram.Compose(quotient.Arguments[1], operand)):
                divisors.Add(ArrayProgram.Compose(quotient.Arguments[1], operand));
                Flatten(ArrayProgram.Compose(quotient.Arguments[0], operand), factors, divisors);
                break;
            default:
                factors.Add(operand);
                break;
        }
    }
}
