using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Tensors;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Judging;

/// <summary>
/// Refutes <c>exists ..., l: for all u in vector(d): norm(P(u)) &lt;= B and dot(P(u), u) &gt;= r(norm(u)) and ...</c> for all l and all
/// constants at once: by Cauchy and Schwarz r(ρ) ≤ B·ρ for every length ρ, which fails for large ρ when r is a polynomial of degree
/// two or more whose leading coefficient is positive for all admissible constants.
/// </summary>
internal sealed class GrowthContradiction
{
    private readonly HashSet<Symbol> constants = [];
    private readonly List<Symbol> points = [];

    /// <summary>The refutation of a statement that something exists, or null when this argument does not apply.</summary>
    public static Judgement? Of(Quantified exists) => new GrowthContradiction().Find(exists);

    private Judgement? Find(Term formula)
    {
        while (formula is Quantified { Kind: QuantifierKind.Exists } exists && exists.Binders.All(b => b.Symbol.Role != SymbolRole.Clock))
        {
            constants.UnionWith(exists.Binders.Where(b => PositiveDomain.Is(b.RangesOver)).Select(b => b.Symbol));
            formula = exists.Body;
        }

        while (formula is Quantified { Kind: QuantifierKind.ForAll } all && all.Binders.All(IsInhabited))
        {
            points.AddRange(all.Binders.Where(b => b.Symbol.Indices.IsEmpty && IsSpace(b.RangesOver)).Select(b => b.Symbol));
            formula = all.Body;
        }

        var parts = Parts(Unfold.Definitions(formula)).ToList();
        foreach (var (bounded, limit, bound) in parts.Select(Bound).OfType<(Term Vector, Term Limit, Term Formula)>())
        {
            foreach (var (left, right, floor, growth) in parts.Select(Growth).OfType<(Term Left, Term Right, Term Floor, Term Formula)>())
            {
                var (vector, point) = right is Reference { Symbol: var r } && points.Contains(r) ? (left, r) : left is Reference { Symbol: var l } ? (right, l) : (left, null!);
                if (point is not null && points.Contains(point) && vector.Equals(bounded) && !points.Exists(limit.Mentions)
                    && Degrees(floor, point) is { Count: > 0 } polynomial && polynomial.Keys.Max() is >= 2 and var degree
                    && polynomial[degree].TrueForAll(IsPositive))
                {
                    return Refuted(bound, growth, point, limit, floor);
                }
            }
        }

        return null;
    }

    private static Judgement Refuted(Term bound, Term growth, Symbol point, Term limit, Term floor)
    {
        var length = Build.Call<Norm>(Build.Ref(point));
        var derived = new Comparison(floor, Relation.LessOrEqual, Build.Multiply(limit, length));
        var both = new Connective(ConnectiveKind.And, [bound, growth]);
        return new Judgement(VerdictKind.Refuted, $"two of its conditions exclude each other for every choice: their left sides force {Symbolics.Typesetting.Typeset.TextOf(derived)}, which fails for large {Symbolics.Typesetting.Typeset.TextOf(length)}")
        {
            Steps =
            [
                new StepEvidence("Cauchy and Schwarz", both, derived, "dot(p, u) <= norm(p)*norm(u)"),
                new StepEvidence("growth", derived, Constant.False, $"a polynomial of degree two or more with a positive leading coefficient exceeds every multiple of {Symbolics.Typesetting.Typeset.TextOf(length)}"),
            ],
        };
    }

    private static IEnumerable<Term> Parts(Term formula) => formula switch
    {
        Connective { Kind: ConnectiveKind.And } and => and.Children.SelectMany(Parts),
        Comparison { Relations.Count: > 1 } chain => chain.Relations.Select((r, i) => (Term)new Comparison(chain.Children[i], r, chain.Children[i + 1])),
        _ => [formula],
    };

    // norm(P) <= B, either way round.
    private static (Term Vector, Term Limit, Term Formula)? Bound(Term part) => part switch
    {
        Comparison { Relations: [Relation.LessOrEqual or Relation.Less], Children: [Call { Operation: Norm } norm, var limit] } => (norm.Arguments[0], limit, part),
        Comparison { Relations: [Relation.GreaterOrEqual or Relation.Greater], Children: [var limit, Call { Operation: Norm } norm] } => (norm.Arguments[0], limit, part),
        _ => null,
    };

    // dot(p, q) >= r, either way round.
    private static (Term Left, Term Right, Term Floor, Term Formula)? Growth(Term part) => part switch
    {
        Comparison { Relations: [Relation.GreaterOrEqual or Relation.Greater], Children: [Call { Operation: Dot } dot, var floor] } => (dot.Arguments[0], dot.Arguments[1], floor, part),
        Comparison { Relations: [Relation.LessOrEqual or Relation.Less], Children: [var floor, Call { Operation: Dot } dot] } => (dot.Arguments[0], dot.Arguments[1], floor, part),
        _ => null,
    };

    /// <summary>A term as a polynomial in norm(u): the summands of each coefficient, or null when it is none.</summary>
    private Dictionary<int, List<Term>>? Degrees(Term term, Symbol point)
    {
        switch (term)
        {
            case Call { Operation: Norm, Arguments: [Reference { Symbol: var of }] } when ReferenceEquals(of, point):
                return new() { [1] = [Number.One] };
            case not null when !points.Exists(term.Mentions):
                return new() { [0] = [term] };
            case Arithmetic { Operator: ArithmeticOperator.Add } sum:
                var total = new Dictionary<int, List<Term>>();
                foreach (var summand in sum.Children)
                {
                    if (Degrees(summand, point) is not { } part)
                    {
                        return null;
                    }

                    foreach (var (degree, coefficients) in part)
                    {
                        total[degree] = [.. total.GetValueOrDefault(degree, []), .. coefficients];
                    }
                }

                return total;
            case Arithmetic { Operator: ArithmeticOperator.Negate, Children: [var inner] }:
                return Degrees(inner, point)?.ToDictionary(p => p.Key, p => p.Value.ConvertAll(c => (Term)Build.Negate(c)));
            case Arithmetic { Operator: ArithmeticOperator.Multiply } product:
                return product.Children.Select(c => Degrees(c, point)).Aggregate(Product);
            case Arithmetic { Operator: ArithmeticOperator.Divide, Children: [var over, var under] } when !points.Exists(under.Mentions):
                return Degrees(over, point)?.ToDictionary(p => p.Key, p => p.Value.ConvertAll(c => Build.Divide(c, under)));
            case Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number { Value: { IsInteger: true, Sign: > 0 } power }] } when power <= 8:
                return Enumerable.Repeat(Degrees(root, point), (int)power.Numerator).Aggregate(Product);
            default:
                return null;
        }
    }

    private static Dictionary<int, List<Term>>? Product(Dictionary<int, List<Term>>? left, Dictionary<int, List<Term>>? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var product = new Dictionary<int, List<Term>>();
        foreach (var (i, a) in left)
        {
            foreach (var (j, b) in right)
            {
                product[i + j] = [.. product.GetValueOrDefault(i + j, []), .. a.SelectMany(x => b.Select(y => Build.Multiply(x, y)))];
            }
        }

        return product;
    }

    private bool IsPositive(Term term) => term switch
    {
        Number number => number.Value.Sign > 0,
        Reference { Symbol: var symbol } => constants.Contains(symbol) || (symbol.Role is SymbolRole.Given && PositiveDomain.Is(symbol.Domain)),
        Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Multiply or ArithmeticOperator.Divide } parts => parts.Children.All(IsPositive),
        Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, _] } => IsPositive(root),
        _ => false,
    };

    // Over nothing everything holds: the points that contradict each other have to exist, whatever else is quantified beside them.
    private static bool IsInhabited(Binder binder) => binder.Where is null && binder.Symbol is { Restriction: null, Indices.IsEmpty: true }
        && binder.RangesOver is Call { Operation: VectorSpace or Reals or Positive or Naturals or Integers };

    // A space with vectors of every length: of at least one dimension.
    private bool IsSpace(Term? domain) => domain is Call { Operation: VectorSpace, Arguments: [var dimension] } && IsPositive(dimension);
}
