using TheoryCheck.Core;
using TheoryCheck.Optimization.Measures;
using TheoryCheck.Optimization.Measures.Losses;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Measures;

/// <summary>A function of a point of the sphere as Σ c·φ(⟨t, x⟩) with one positively homogeneous φ, exact c and x.</summary>
/// <param name="point">The point t.</param>
/// <param name="dimension">Its length.</param>
internal sealed class RidgeStatement(Symbol point, int dimension)
{
    private readonly List<(Sequence<Rational> Input, Rational Factor)> summands = [];
    private readonly Dictionary<Term, (LinearForm Form, HomogeneousFeature Feature)?> forms = [];
    private HomogeneousFeature? feature;

    /// <summary>The inputs and φ, in a problem of which nothing else matters, and the coefficients; null for other functions.</summary>
    public static (MeasureProblem Problem, Sequence<Rational> Coefficients)? Of(Interpreter<Rational> exact, Symbol point, int dimension, Term body)
    {
        var statement = new RidgeStatement(point, dimension);
        return statement.Add(body, exact, Rational.One) && statement is { feature: { } feature, summands: { Count: > 0 } summands }
            ? (new MeasureProblem(summands.Select(s => s.Input).ToSequence(), feature, new Interpolation(summands.Select(_ => Rational.Zero).ToSequence()), Rational.One),
                summands.Select(s => s.Factor).ToSequence())
            : null;
    }

    private bool Add(Term term, Interpreter<Rational> at, Rational factor) => term switch
    {
        _ when !term.Mentions(point) => at.EvaluateScalar(term).IsZero,
        Arithmetic { Operator: ArithmeticOperator.Add } sum => sum.Children.All(c => Add(c, at, factor)),
        Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] } => Add(inner, at, -factor),
        Arithmetic { Operator: ArithmeticOperator.Multiply } product when product.Children.Count(c => c.Mentions(point)) == 1 =>
            Add(product.Children.First(c => c.Mentions(point)), at, product.Children.Where(c => !c.Mentions(point)).Aggregate(factor, (f, c) => f * at.EvaluateScalar(c))),
        Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !denominator.Mentions(point) =>
            at.EvaluateScalar(denominator) is { IsZero: false } divisor && Add(numerator, at, factor / divisor),
        Binding { Form: Sum } sum => at.PointsOf(sum.Binders).All(p => Add(sum.Body, p, factor)),
        Binding { Form: Mean } mean when at.PointsOf(mean.Binders) is { Count: > 0 } points => points.All(p => Add(mean.Body, p, factor / points.Count)),
        _ => Ridge(term, at, factor),
    };

    private bool Ridge(Term term, Interpreter<Rational> at, Rational factor)
    {
        if (!forms.TryGetValue(term, out var known))
        {
            known = LinearForm.Of(term, point) is { } form && ClosedTerm.Of(form.Profile, form.Argument, at) is { } closed
                && !form.Profile.FreeSymbols().Any(s => s.Role == SymbolRole.Bound && !ReferenceEquals(s, form.Argument))
                && new ScalarProfile(form.Argument, closed).Homogeneous() is { } homogeneous ? (form, homogeneous) : null;
            forms.Add(term, known);
        }

        if (known is not var (linear, own) || (feature is { } before && before != own))
        {
            return false;
        }

        feature = own;
        summands.Add((linear.Vector(at, dimension).ToSequence(), factor));
        return true;
    }
}
