using System.Runtime.CompilerServices;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Identities;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>A function of one output of the measure.</summary>
/// <param name="Output">The output.</param>
/// <param name="At">The values of the indices around it.</param>
/// <param name="Profile">The function.</param>
internal sealed record SampleTerm(MeasureOutput Output, Interpreter<Rational> At, ScalarProfile Profile);

/// <summary>An objective as a sum: a constant, a multiple of the total variation, and functions of single outputs.</summary>
/// <param name="outputs">What the symbols of the objective stand for.</param>
/// <param name="isNonnegative">Whether mass and total variation are one.</param>
/// <param name="rounding">What stands for irrational positive factors of the total variation; null where they are refused.</param>
/// <param name="products">What adds up products of outputs; null where they are refused.</param>
/// <param name="data">What stands for other irrational numbers; null where they are refused.</param>
internal sealed class ObjectiveParts(MeasureOutputs outputs, bool isNonnegative, PenaltyRounding? rounding = null, OutputProducts? products = null, DataRounding? data = null)
{
    private readonly Dictionary<(MeasureOutput Output, Interpreter<Rational> At), int> places = new(SamePlace.Instance);

    /// <summary>What does not depend on the measure.</summary>
    public Rational Constant { get; private set; }

    /// <summary>The factor of the total variation.</summary>
    public Rational Penalty { get; private set; }

    /// <summary>The functions of single outputs.</summary>
    public List<SampleTerm> Samples { get; } = [];

    /// <summary>Takes functions that are constants for constants.</summary>
    public void DropConstants() => Samples.RemoveAll(s =>
    {
        var value = s.Profile.Constant;
        Constant += value ?? Rational.Zero;
        return value is not null;
    });

    /// <summary>Adds factor·term; false when it is no such sum.</summary>
    public bool Add(Term term, Interpreter<Rational> at, Rational factor)
    {
        if (!outputs.In(term))
        {
            Constant += data?.Constant(Squares(term), at, factor) ?? factor * at.EvaluateScalar(Squares(term));
            return true;
        }

        switch (term)
        {
            case Arithmetic { Operator: ArithmeticOperator.Multiply } product when rounding is not null && factor.Sign > 0 && product.Children.Count(outputs.In) == 1 && IsVariation(product.Children.First(outputs.In)):
                Penalty += product.Children.Where(c => !outputs.In(c)).Aggregate(factor, (f, c) => f * rounding.Factor(c, at));
                return true;
            case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var variation, var divided] } when rounding is not null && factor.Sign > 0 && IsVariation(variation) && !outputs.In(divided):
                Penalty += factor / rounding.Divisor(divided, at);
                return true;
            case var _ when IsVariation(term):
                Penalty += factor;
                return true;
            case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                return sum.Children.All(c => Add(c, at, factor));
            case Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] }:
                return Add(inner, at, -factor);
            case Arithmetic { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide } scaled when data is not null && HasOutput(term) && Distributed(scaled) is { } sum:
                return Add(sum, at, factor);
            case Arithmetic { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide } when data is not null && HasOutput(term):
                return Sample(term, at, factor);
            case Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Count(outputs.In) == 1:
                return Add(product.Children.First(outputs.In), at, product.Children.Where(c => !outputs.In(c)).Aggregate(factor, (f, c) => f * at.EvaluateScalar(c)));
            case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !outputs.In(denominator):
                return at.EvaluateScalar(denominator) is { IsZero: false } divisor && Add(numerator, at, factor / divisor);
            case Arithmetic { Operator: ArithmeticOperator.Power, Children: [Call { Operation.Name: "root" or "sqrt", Arguments: [var inside] }, Number { Value: var two }] } when two == 2 && ScalarProfile.IsSumOfSquares(inside):
                return Add(inside, at, factor);
            case Arithmetic { Operator: ArithmeticOperator.Power, Children: [var scaled, Number { Value: var square }] } when square == 2 && Scaled(scaled) is var (of, by):
                return Add(Build.Power(of, new Number(2)), at, factor * by(at));
            case Binding { Form: Sum or Mean } sum:
                var points = at.PointsOf(sum.Binders);
                if (sum.Form is Mean && points.Count == 0)
                {
                    throw new UndefinedException("an optimum over measures whose objective has a mean over no samples");
                }

                var share = sum.Form is Mean ? factor / points.Count : factor;
                return points.All(p => DecidedCases.Of(sum.Body, p, c => !outputs.In(c)) is var body && (Sample(body, p, share) || Add(body, p, share)));
            default:
                return Sample(term, at, factor) || products?.Add(term, at, factor) == true;
        }
    }

    /// <summary>Takes products of outputs for functions of single ones where those of different outputs cancel; false where they do not.</summary>
    public bool Separate()
    {
        if (products is null)
        {
            return true;
        }

        Constant += products.Constant;
        if (products.Squares() is not { } squares)
        {
            return false;
        }

        Samples.AddRange(squares);
        return true;
    }

    private bool HasOutput(Term term) => term.FreeSymbols().Any(s => outputs.Find(s) is not null);

    // A multiple of a sum as a sum of multiples, so that an irrational factor belongs to functions of single outputs.
    private Term? Distributed(Arithmetic scaled)
    {
        Term? Times(Term sum, Func<Term, Term> by) => sum switch
        {
            Arithmetic { Operator: ArithmeticOperator.Add } added => Build.Add([.. added.Children.Select(by)]),
            Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] } => Build.Negate(by(inner)),
            Arithmetic { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide } inner when Distributed(inner) is { } sums => by(sums),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [Call { Operation.Name: "root" or "sqrt", Arguments: [var inside] }, Number { Value: var two }] } when two == 2 && ScalarProfile.IsSumOfSquares(inside) => Times(inside, by) ?? by(inside),
            Binding { Form: Sum } each => Build.Bind<Sum>(each.Binders, by(each.Body)),
            Binding { Form: Mean } each => Build.Bind<Mean>(each.Binders, by(each.Body)),
            _ => null,
        };

        return scaled switch
        {
            { Operator: ArithmeticOperator.Multiply } when scaled.Children.Count(outputs.In) == 1 =>
                Times(scaled.Children.First(outputs.In), part => Build.Multiply([.. scaled.Children.Where(c => !outputs.In(c)), part])),
            { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !outputs.In(denominator) => Times(numerator, part => Build.Divide(part, denominator)),
            _ => null,
        };
    }

    // Squares of norms and of roots as what they are squares of; these are rational where the norms are not.
    private static Term Squares(Term term)
    {
        var children = term.Children.Map(Squares);
        return (children == term.Children ? term : term.With(children)) switch
        {
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [Call { Operation.Name: "root" or "sqrt", Arguments: [var inside] }, Number { Value: var two }] } when two == 2 && ScalarProfile.IsSumOfSquares(inside) => inside,
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [Call { Operation.Name: "norm", Arguments: [{ Type: TensorType { Axes.Count: 1 } } vector] }, Number { Value: var two }] } when two == 2 => Build.Call<Dot>(vector, vector),
            var other => other,
        };
    }

    // A multiple of a root, with the square of the factor.
    private (Term Root, Func<Interpreter<Rational>, Rational> Square)? Scaled(Term term)
    {
        Func<Interpreter<Rational>, Rational> Squared(params Term[] factors) => at => at.EvaluateScalar(Canonical.Normalize(Build.Multiply([.. factors.Select(f => Build.Power(f, new Number(2)))]), Facts.None));
        bool IsRoot(Term part) => part is Call { Operation.Name: "root" or "sqrt" } && outputs.In(part);
        return term switch
        {
            Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Count(outputs.In) == 1 && product.Children.First(outputs.In) is var root && IsRoot(root) =>
                (root, Squared([Number.One, .. product.Children.Where(c => !outputs.In(c))])),
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var root, var under] } when IsRoot(root) && !outputs.In(under) => (root, at => 1 / Squared(Number.One, under)(at)),
            _ => null,
        };
    }

    private bool IsVariation(Term term) => term is Reference { Symbol: var symbol } && (ReferenceEquals(symbol, outputs.Variation) || (isNonnegative && ReferenceEquals(symbol, outputs.Mass)));

    /// <summary>The function of its one output that a term is, or null.</summary>
    public SampleTerm? Single(Term term, Interpreter<Rational> at)
    {
        var found = term.FreeSymbols().Select(outputs.Find).OfType<MeasureOutput>().Distinct().ToList();
        return found.Count == 1 && !term.Mentions(outputs.Variation) && !term.Mentions(outputs.Mass) && Closed(term, found[0].Name, at) is { } closed && new ScalarProfile(found[0].Name, closed) is { IsDefined: true } profile
            ? new SampleTerm(found[0], at, profile)
            : null;
    }

    // With symbols for irrational numbers where these are rounded.
    private Term? Closed(Term term, Symbol symbol, Interpreter<Rational> at) => data is null ? ClosedTerm.Of(term, symbol, at) : data.Closed(term, symbol, at);

    private bool Sample(Term term, Interpreter<Rational> at, Rational factor)
    {
        if (Single(term, at) is not { } sample)
        {
            return false;
        }

        var share = Build.Multiply(new Number(factor), sample.Profile.Value);
        if (data is not null)
        {
            data.Add(sample, share);
            share = data.Rounded(share);
        }

        if (places.TryGetValue((sample.Output, at), out var place))
        {
            // One output in several summands.
            Samples[place] = sample with { Profile = sample.Profile with { Value = Build.Add(Samples[place].Profile.Value, share) } };
            return true;
        }

        places.Add((sample.Output, at), Samples.Count);
        Samples.Add(sample with { Profile = sample.Profile with { Value = share } });
        return true;
    }

    // Outputs and environments are compared as objects.
    private sealed class SamePlace : IEqualityComparer<(MeasureOutput Output, Interpreter<Rational> At)>
    {
        public static readonly SamePlace Instance = new();

        public bool Equals((MeasureOutput Output, Interpreter<Rational> At) x, (MeasureOutput Output, Interpreter<Rational> At) y) =>
            ReferenceEquals(x.Output, y.Output) && ReferenceEquals(x.At, y.At);

        public int GetHashCode((MeasureOutput Output, Interpreter<Rational> At) place) => HashCode.Combine(place.Output.Name, RuntimeHelpers.GetHashCode(place.At));
    }
}
