using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Predicates;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging.Arguments;

/// <summary>
/// How a term without definitions depends on points or on a measure, read off its structure: continuity, growth and homogeneity, each only where it is certain.
/// </summary>
/// <param name="assumed">What is assumed, of named functions and laws too.</param>
internal sealed class Dependence(IReadOnlyList<Term> assumed)
{
    private readonly List<Term> hypotheses = [.. assumed.SelectMany(h => GeneralArgument.Parts(Unfold.Definitions(h)))];

    /// <summary>
    /// Whether a term is continuous, where it is defined, in points jointly; or in the total variation, the mass and the integrals of continuous functions of a measure.
    /// </summary>
    public bool IsContinuous(Term term, params Symbol[] moving)
    {
        bool Fixed(Term part) => !Array.Exists(moving, part.Mentions);
        return Continuity.Holds(term, Fixed, part => part switch
        {
            Call { Operation: TotalVariationNorm or Mass, Arguments: [Reference] } => true,
            Apply { Function: Reference { Symbol: var function }, Arguments: var arguments } => IsKnown(function) && arguments.All(a => IsContinuous(a, moving)),
            Binding { Form: Integral, Binders: [{ Where: null, Domain: Reference, Symbol: var point }], Body: var body } => Fixed(body) && IsContinuous(body, point),
            _ => false,
        });
    }

    /// <summary>A p &gt; 0 such that term(c·u) = cᵖ·term(u) for all c &gt; 0 and all values of points u together; null where none is known.</summary>
    public static Rational? Degree(Term term, Symbol[] points)
    {
        bool Fixed(Term part) => !Array.Exists(points, part.Mentions);
        Rational? Common(IEnumerable<Term> parts) => parts.Select(p => Degree(p, points)).Distinct().ToList() is [{ } only] ? only : null;
        Rational? Total(IEnumerable<Term> parts) => parts.Aggregate((Rational?)Rational.Zero, (sum, p) => sum + (Fixed(p) ? Rational.Zero : Degree(p, points)));
        return term switch
        {
            Reference { Symbol: var symbol } => points.Contains(symbol) ? Rational.One : null,
            Element { Tensor: var tensor, Indices: var indices } when indices.All(Fixed) => Degree(tensor, points),
            Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Negate } => Common(term.Children),
            Arithmetic { Operator: ArithmeticOperator.Multiply } or Call { Operation: Dot } when !Fixed(term) => Total(term.Children),
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when Fixed(denominator) => Degree(numerator, points),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var inner, Number { Value: { IsInteger: true, Sign: > 0 } power }] } => Degree(inner, points) * power,
            Call { Operation: Symbolics.Functions.Relu or Symbolics.Functions.Abs or Symbolics.Functions.Max or Symbolics.Functions.Min or Norm } => Common(term.Children),
            Call { Operation: Symbolics.Functions.Sq, Arguments: [var inner] } => Degree(inner, points) * 2,
            Binding { Form: Sum or Mean or Maximum or Minimum, Binders: var binders, Body: var body } when Continuity.AreRanges(binders, Fixed) => Degree(body, points),
            _ => null,
        };
    }

    /// <summary>
    /// A p such that |term| ≤ C(1 + |u|ᵖ) for all values of a point u and some C; null where none is known.
    /// </summary>
    public Rational? Growth(Term term, Symbol u)
    {
        Rational? Most(IEnumerable<Term> parts) => parts.Aggregate((Rational?)Rational.Zero, (most, p) => most is { } known && Growth(p, u) is { } own ? (own > known ? own : known) : null);
        Rational? Total(IEnumerable<Term> parts) => parts.Aggregate((Rational?)Rational.Zero, (sum, p) => sum + Growth(p, u));
        return !term.Mentions(u) ? Rational.Zero : term switch
        {
            Reference => Rational.One,
            Element { Tensor: var tensor, Indices: var indices } when !indices.Any(i => i.Mentions(u)) => Growth(tensor, u),
            Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Negate } => Most(term.Children),
            Arithmetic { Operator: ArithmeticOperator.Multiply } => Total(term.Children),
            Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var numerator, var denominator] } when !denominator.Mentions(u) => Growth(numerator, u),
            Arithmetic { Operator: ArithmeticOperator.Power, Children: [var inner, Number { Value: { IsInteger: true, Sign: > 0 } power }] } => Growth(inner, u) * power,
            Call { Operation: ScalarFunction { Image: not null } } => Rational.Zero,
            Call { Operation: Symbolics.Functions.Relu or Symbolics.Functions.Abs or Symbolics.Functions.LeakyRelu or Symbolics.Functions.Max or Symbolics.Functions.Min or Norm } => Most(term.Children),
            Call { Operation: Symbolics.Functions.Sq, Arguments: [var inner] } => Growth(inner, u) * 2,
            Call { Operation: Dot } => Total(term.Children),
            Apply { Function: Reference { Symbol: var function }, Arguments: var arguments } when IsLipschitz(function) => Most(arguments),
            Binding { Form: Sum or Mean or Maximum or Minimum, Binders: var binders, Body: var body }
                when Continuity.AreRanges(binders, part => !part.Mentions(u)) => Growth(body, u),
            _ => null,
        };
    }

    /// <summary>Whether <c>moment(law, q)</c> is known to be finite for a q of at least some order.</summary>
    public bool HasMoment(Term law, Rational order) => law is Call { Operation.Name: "normal" or "uniform" or "rademacher" or "sphere" or "ball" or "exponential" } || hypotheses.Any(h => Below(h) is Call { Operation: Moment, Arguments: [var of, Number { Value: var known }] } && of.Equals(law) && known >= order);

    private bool IsKnown(Symbol function) => IsLipschitz(function) || hypotheses.Any(h => h is Call { Operation: Continuous or Smooth, Arguments: [Reference { Symbol: var of }] } && ReferenceEquals(of, function));

    private bool IsLipschitz(Symbol function) => hypotheses.Any(h => Below(h) is Call { Operation: Lipschitz, Arguments: [Reference { Symbol: var of }] } && ReferenceEquals(of, function));

    // A value that cannot be infinite, as a moment of another law might.
    private static bool IsNumber(Term term) => term is Number or Reference { Type: TensorType, Symbol.Body: null }
        || (term is Arithmetic { Operator: not (ArithmeticOperator.Divide or ArithmeticOperator.Power) } && term.Children.All(IsNumber));

    // What a hypothesis says to be finite.
    private static Term? Below(Term hypothesis) => hypothesis is Comparison { Relations: [var relation], Children: [var left, var right] }
        ? (relation, left, right) switch
        {
            (Relation.Less, _, Constant) => left,
            (Relation.Greater, Constant, _) => right,
            (Relation.Less or Relation.LessOrEqual or Relation.Equal, _, _) when IsNumber(right) => left,
            (Relation.Greater or Relation.GreaterOrEqual, _, _) when IsNumber(left) => right,
            _ => null,
        }
        : null;
}
