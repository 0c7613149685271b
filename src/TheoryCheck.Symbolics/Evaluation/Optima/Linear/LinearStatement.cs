using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear;

/// <summary>
/// What formulas say of unknown numbers, as far as it is linear or, where that is wanted, convex: least values under conditions, derived from what the formulas
/// mean. Greater-of terms are unknowns of their own, at least both parts, and so are products, roots and curves (<see cref="Lift"/>); in a place where they are only wanted small that changes no least value.
/// </summary>
public sealed class LinearStatement
{
    private readonly Sequence<Binder> binders;
    private readonly UnknownNumbers unknowns;
    private Interpreter<AffineForm> inside;
    private (Term? Formula, Term? Written) lastWritten;
    private int seenConditions;

    private LinearStatement(Interpreter<Rational> exact, Sequence<Binder> binders, bool isCurved)
    {
        (this.binders, unknowns) = (binders, new(isCurved));
        inside = exact.Over(q => AffineForm.Known(unknowns, Enclosed.Of(q)));
        foreach (var binder in binders)
        {
            inside = inside.With(binder.Symbol, LinearSet.PointOf(inside, binder, unknowns.Next, (at, domain, point) => Require(LinearSet.ConditionsOf(at, domain, point))));
        }

        foreach (var condition in binders.Where(static b => b.Where is not null))
        {
            Restrict(exact.Written(condition.Where!));
        }
    }

    /// <summary>How many unknowns there are.</summary>
    public int Size => unknowns.Lifts.Count;

    /// <summary>What holds of them.</summary>
    public IReadOnlyList<LinearCondition> Conditions => unknowns.Conditions;

    /// <summary>Whether the bounds of some conditions are left out.</summary>
    public bool IsStrict => unknowns.Conditions.Any(static c => c.IsStrict);

    /// <summary>Whether binders run over sets that are made of numbers with linear conditions, and not over listed points.</summary>
    public static bool Concerns(Sequence<Binder> binders) => binders.All(static b => LinearSet.DomainOf(b) is { } domain && LinearSet.IsLinear(domain));

    /// <summary>The unknowns of binders over linear sets with the conditions on them; null when a set is of another kind or a condition is not linear.</summary>
    /// <param name="exact">The values of the other symbols.</param>
    /// <param name="binders">The binders.</param>
    /// <param name="isCurved">Whether convex conditions and objectives are wanted as well.</param>
    public static LinearStatement? Of(Interpreter<Rational> exact, Sequence<Binder> binders, bool isCurved = false)
    {
        if (!Concerns(binders))
        {
            return null;
        }

        try
        {
            return new LinearStatement(exact, binders, isCurved);
        }
        catch (Exception e) when (e is NotRepresentableException or UndecidedException)
        {
            return null;
        }
    }

    /// <summary>A scalar term as a form that is wanted small; null when it is not convex and piecewise affine. Its pieces join the conditions.</summary>
    public AffineForm? Small(Term term)
    {
        try
        {
            return inside.EvaluateScalar(inside.Written(term)) is var form && IsSmall(form) ? form : null;
        }
        catch (NotRepresentableException)
        {
            return null;
        }
    }

    /// <summary>The form of a term that is wanted great, negated; null when the term is not concave and piecewise affine.</summary>
    public AffineForm? Great(Term term) => Small(Build.Negate(term));

    /// <summary>Σ cₖ uₖ over the coordinates of the point.</summary>
    /// <param name="factor">cₖ for unknown k.</param>
    public AffineForm Combination(Func<int, Rational> factor)
    {
        ArgumentNullException.ThrowIfNull(factor);
        return AffineForm.Combination(unknowns, Enumerable.Range(0, Size).Where(IsOwn).Select(k => (k, factor(k))));
    }

    /// <summary>What a form is made of.</summary>
    public FormParts PartsOf(AffineForm form) => unknowns.PartsOf(form);

    /// <summary>Whether an unknown is a coordinate of the point, and not a function of others.</summary>
    public bool IsOwn(int unknown) => unknowns.Lifts[unknown] is null;

    /// <summary>Whether an unknown stands for a product, a norm or a curve, which <see cref="PartsOf"/> writes out.</summary>
    public bool IsFunction(int unknown) => unknowns.Lifts[unknown] is not (null or Lift.Greater or Lift.Stretch);

    /// <summary>Adds a formula to the conditions; false when it is not linear.</summary>
    public bool TryRestrict(Term formula)
    {
        try
        {
            Restrict(inside.Written(formula));
            return true;
        }
        catch (Exception e) when (e is NotRepresentableException or UndecidedException)
        {
            return false;
        }
    }

    /// <summary>
    /// The inequalities a ≤ b, or a &lt; b, whose conjunction a formula is, as differences a - b that are wanted great; null when they are not concave and piecewise affine.
    /// </summary>
    public IReadOnlyList<(AffineForm Form, bool IsStrict)>? Inequalities(Term formula)
    {
        try
        {
            List<(AffineForm, bool)> found = [];
            Walk(inside, inside.Written(formula), (form, relation) =>
            {
                found.Add((form, relation == Relation.Less));
                if (relation == Relation.Equal)
                {
                    found.Add((-form, false));
                }
            });
            return found.TrueForAll(f => IsSmall(-f.Item1)) ? found : null;
        }
        catch (Exception e) when (e is NotRepresentableException or UndecidedException)
        {
            return null;
        }
    }

    /// <summary>
    /// The truth of a formula in one case: every comparison of a form with unknowns with 0 goes as it is told. Null where more than comparisons of affine forms takes part.
    /// </summary>
    /// <param name="formula">The formula.</param>
    /// <param name="choose">Says which way a comparison goes; asked in one order for equal answers.</param>
    public Certainty? Truth(Term formula, Func<Relation, AffineForm, bool> choose)
    {
        unknowns.Choose = choose;
        try
        {
            // Bound again, so that no value of another case is remembered.
            lastWritten = ReferenceEquals(lastWritten.Formula, formula) ? lastWritten : (formula, inside.Written(formula));
            return binders.Aggregate(inside, static (at, b) => at.With(b.Symbol, at.Value(Build.Ref(b.Symbol)))).Decide(lastWritten.Written!);
        }
        catch (Exception e) when (e is NotRepresentableException or UndecidedException)
        {
            return null;
        }
        finally
        {
            unknowns.Choose = null;
        }
    }

    /// <summary>Whether two lists of unknowns are different points.</summary>
    public bool Differ(IReadOnlyList<Rational> left, IReadOnlyList<Rational> right) => Enumerable.Range(0, Size).Any(k => IsOwn(k) && left[k] != right[k]);

    /// <summary>The values of the binders' symbols at given unknowns: one value, or a tuple of several.</summary>
    /// <param name="interpreter">The reading wanted.</param>
    /// <param name="numbers">The unknowns.</param>
    public Value<T> Point<T>(Interpreter<T> interpreter, IReadOnlyList<Rational> numbers)
        where T : IReal<T> => Point(interpreter, [.. numbers.Select(interpreter.Literal)]);

    /// <inheritdoc cref="Point{T}(Interpreter{T}, IReadOnlyList{Rational})"/>
    public Value<T> Point<T>(Interpreter<T> interpreter, IReadOnlyList<T> numbers)
        where T : IReal<T>
    {
        using var own = numbers.Where((_, k) => IsOwn(k)).GetEnumerator();
        var values = binders.Map(b =>
        {
            var value = LinearSet.PointOf(interpreter, b, () => own.MoveNext() ? own.Current : throw new InvalidOperationException("fewer numbers than unknowns"));
            interpreter = interpreter.With(b.Symbol, value);
            return value;
        });
        return values.Count == 1 ? values[0] : new Value<T>.Tuple(values);
    }

    private void Restrict(Term condition) => Walk(inside, condition, (form, relation) => Require([new(form, relation == Relation.Equal, relation == Relation.Less)]));

    private void Require(IEnumerable<LinearCondition> conditions)
    {
        foreach (var condition in conditions)
        {
            if (!IsSmall(condition.Form) || (condition.IsEquation && !IsSmall(-condition.Form)))
            {
                throw new NotRepresentableException("a condition that is not convex");
            }

            unknowns.Require(condition);
        }
    }

    // Whether a form is convex and greater-of unknowns enter with factors of at least 0, as do those in what they are at least.
    private bool IsSmall(AffineForm form)
    {
        while (seenConditions < unknowns.Conditions.Count && unknowns.PartsOf(unknowns.Conditions[seenConditions].Form).IsConvex(defined: 1))
        {
            seenConditions++;
        }

        return seenConditions == unknowns.Conditions.Count && unknowns.PartsOf(form).IsConvex();
    }

    // The differences left - right of the comparisons whose conjunction a formula is, with ≤, < or =.
    private static void Walk(Interpreter<AffineForm> at, Term formula, Action<AffineForm, Relation> found)
    {
        switch (formula)
        {
            case Connective { Kind: ConnectiveKind.And } and:
                foreach (var part in and.Children)
                {
                    Walk(at, part, found);
                }

                break;
            case Connective { Kind: ConnectiveKind.Implies, Children: [var guard, var then] }:
                if (at.TruthOf(guard) switch { Certainty.True => true, Certainty.False => false, _ => throw new UndecidedException("a guard is not decided") })
                {
                    Walk(at, then, found);
                }

                break;
            case Quantified { Kind: QuantifierKind.ForAll } all:
                foreach (var point in at.CertainPoints(all.Binders))
                {
                    Walk(point, all.Body, found);
                }

                break;
            case Binding { Form: Symbolics.Forms.All } all:
                foreach (var point in at.CertainPoints(all.Binders))
                {
                    Walk(point, all.Body, found);
                }

                break;
            case Comparison comparison:
                for (var k = 0; k < comparison.Relations.Count; k++)
                {
                    Compare(at, comparison.Children[k], comparison.Relations[k], comparison.Children[k + 1], found);
                }

                break;
            case Membership { IsSubset: false, Right: var set } member when LinearSet.IsLinear(set):
                foreach (var condition in LinearSet.ConditionsOf(at, set, at.Value(member.Left)))
                {
                    found(condition.Form, condition.IsStrict ? Relation.Less : condition.IsEquation ? Relation.Equal : Relation.LessOrEqual);
                }

                break;
            default:
                throw new NotRepresentableException("a condition that is no conjunction of comparisons");
        }
    }

    private static void Compare(Interpreter<AffineForm> at, Term left, Relation relation, Term right, Action<AffineForm, Relation> found)
    {
        var (a, b) = (at.TensorOf(at.Value(left)), at.TensorOf(at.Value(right)));
        if (relation == Relation.NotEqual || a.Dimensions != b.Dimensions)
        {
            throw new NotRepresentableException("a comparison that is no linear condition");
        }

        var isRising = relation is Relation.Less or Relation.LessOrEqual or Relation.Equal;
        foreach (var (x, y) in a.Elements.ToArray().Zip(b.Elements.ToArray()))
        {
            found(isRising ? x - y : y - x, relation switch { Relation.Equal => Relation.Equal, Relation.Less or Relation.Greater => Relation.Less, _ => Relation.LessOrEqual });
        }
    }
}
