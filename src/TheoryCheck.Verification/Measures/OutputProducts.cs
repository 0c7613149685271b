using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>
/// A polynomial of degree two in the outputs of a measure, added up with exact coefficients: quadratic forms and squares of sums, as they come from matrices. Outputs are one unknown where their inputs and features are equal, whatever
/// indices they were written with.
/// </summary>
/// <param name="outputs">What the symbols stand for.</param>
/// <param name="features">The inputs of outputs.</param>
internal sealed class OutputProducts(MeasureOutputs outputs, SampleFeatures features)
{
    private readonly Dictionary<(Sequence<Rational> Input, HomogeneousFeature? Feature, SmoothPieces? Smooth), int> numbers = [];
    private readonly List<SampleTerm> unknowns = [];
    private readonly Dictionary<(int, int), Rational> total = [];

    /// <summary>What does not depend on the measure.</summary>
    public Rational Constant => total.GetValueOrDefault((None, None));

    // The place of the missing factors of a product.
    private static int None => -1;

    /// <summary>Adds factor·term; false where it is no such polynomial.</summary>
    public bool Add(Term term, Interpreter<Rational> at, Rational factor)
    {
        if (Read(term, at) is not { } read)
        {
            return false;
        }

        foreach (var (place, value) in read)
        {
            total[place] = total.GetValueOrDefault(place) + factor * value;
        }

        return true;
    }

    /// <summary>The functions of single outputs that it is the sum of, but for the constant; null where it has products of different ones.</summary>
    public IEnumerable<SampleTerm>? Squares() => total.Any(static t => !t.Value.IsZero && t.Key.Item1 != None && t.Key.Item1 != t.Key.Item2)
        ? null
        : unknowns.Select((unknown, i) => unknown with
        {
            Profile = unknown.Profile with
            {
                Value = Build.Add(
                    Build.Multiply(new Number(total.GetValueOrDefault((i, i))), Build.Power(Build.Ref(unknown.Profile.Argument), new Number(2))),
                    Build.Multiply(new Number(total.GetValueOrDefault((None, i))), Build.Ref(unknown.Profile.Argument))),
            },
        });

    // Coefficients of products of two unknowns, the lesser first.
    private Dictionary<(int, int), Rational>? Read(Term term, Interpreter<Rational> at)
    {
        if (!outputs.In(term))
        {
            return new() { [(None, None)] = at.EvaluateScalar(term) };
        }

        switch (term)
        {
            case Reference { Symbol: var symbol } when outputs.Find(symbol) is { } output:
                return new() { [(None, Number(output, at))] = Rational.One };
            case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                return Added(sum.Children.Select(c => Read(c, at)));
            case Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] }:
                return Product(Read(inner, at), new() { [(None, None)] = -Rational.One });
            case Arithmetic { Operator: ArithmeticOperator.Multiply } product:
                return product.Children.Aggregate((Dictionary<(int, int), Rational>?)new() { [(None, None)] = Rational.One }, (all, c) => Product(all, Read(c, at)));
            case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !outputs.In(denominator) && at.EvaluateScalar(denominator) is { IsZero: false } divisor:
                return Product(Read(numerator, at), new() { [(None, None)] = 1 / divisor });
            case Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number { Value: var two }] } when two == 2 && Read(root, at) is { } read:
                return Product(read, read);
            case Binding { Form: Sum or Mean, Binders: var binders, Body: var body } sum when binders.All(b => (b.Domain is null || !outputs.In(b.Domain)) && (b.Where is null || !outputs.In(b.Where))):
                var points = at.PointsOf(binders);
                var added = Added(points.Select(p => Read(DecidedCases.Of(body, p, c => !outputs.In(c)), p)));
                return sum.Form is Sum || added is null ? added : points.Count == 0 ? null : Product(added, new() { [(None, None)] = new Rational(1, points.Count) });
            default:
                return null;
        }
    }

    private int Number(MeasureOutput output, Interpreter<Rational> at)
    {
        var unknown = new SampleTerm(output, at, new ScalarProfile(output.Name, Build.Ref(output.Name)));
        var (inputs, feature, smooth) = features.Of([unknown]) ?? throw MeasureStatement.Unsupported("the outputs have different features");
        if (!numbers.TryGetValue((inputs[0], feature, smooth), out var number))
        {
            numbers.Add((inputs[0], feature, smooth), number = unknowns.Count);
            unknowns.Add(unknown);
        }

        return number;
    }

    private static Dictionary<(int, int), Rational>? Added(IEnumerable<Dictionary<(int, int), Rational>?> parts)
    {
        var sum = new Dictionary<(int, int), Rational>();
        foreach (var part in parts)
        {
            if (part is null)
            {
                return null;
            }

            foreach (var (place, value) in part)
            {
                sum[place] = sum.GetValueOrDefault(place) + value;
            }
        }

        return sum;
    }

    // Null beyond degree two.
    private static Dictionary<(int, int), Rational>? Product(Dictionary<(int, int), Rational>? left, Dictionary<(int, int), Rational>? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var product = new Dictionary<(int, int), Rational>();
        foreach (var ((a, b), value) in left)
        {
            foreach (var ((c, d), other) in right)
            {
                int[] factors = [.. new[] { a, b, c, d }.Where(static f => f != None).Order()];
                var coefficient = value * other;
                if (coefficient.IsZero)
                {
                    continue;
                }

                if (factors.Length > 2)
                {
                    return null;
                }

                var place = factors.Length switch { 0 => (None, None), 1 => (None, factors[0]), _ => (factors[0], factors[1]) };
                product[place] = product.GetValueOrDefault(place) + coefficient;
            }
        }

        return product;
    }
}
