using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear;

/// <summary>The unknowns of affine forms and the conditions on them, collected while formulas are read.</summary>
/// <param name="isCurved">Whether products, roots and curves become unknowns too; otherwise they are refused.</param>
internal sealed class UnknownNumbers(bool isCurved)
{
    private const int Most = 1 << 14;

    private readonly List<Lift?> lifts = [];
    private readonly List<LinearCondition> conditions = [];

    /// <summary>For each unknown what function of others it stands for; null for a number of its own.</summary>
    public IReadOnlyList<Lift?> Lifts => lifts;

    /// <summary>What holds of them.</summary>
    public IReadOnlyList<LinearCondition> Conditions => conditions;

    /// <summary>Says which way a comparison of a form with 0 goes, where cases are distinguished; null where none are.</summary>
    public Func<Relation, AffineForm, bool>? Choose { get; set; }

    /// <summary>A further unknown.</summary>
    /// <exception cref="NotRepresentableException">There are too many.</exception>
    public AffineForm Next() => Added(null);

    /// <summary>A further unknown that will be at least two forms and is wanted small.</summary>
    public AffineForm Greater(bool isNonnegative) => Added(new Lift.Greater(isNonnegative));

    /// <summary>The product of two forms with unknowns.</summary>
    /// <exception cref="NotRepresentableException">Only affine functions are wanted, or the product is convex in no case.</exception>
    public AffineForm Product(AffineForm left, AffineForm right) =>
        !isCurved ? throw Beyond("a product")
        : (IsInNumbers(left) && IsInNumbers(right)) || (IsRising(left) && IsRising(right)) ? Added(new Lift.Product(left, right))
        : IsRising(-left) && IsRising(-right) ? Added(new Lift.Product(-left, -right))
        : throw Beyond("a product with the greater of two numbers");

    /// <summary>The root of a form with unknowns.</summary>
    /// <exception cref="NotRepresentableException">Only affine functions are wanted.</exception>
    public AffineForm Root(AffineForm square) => isCurved ? Added(new Lift.Root(square)) : throw Beyond("a root");

    /// <summary>A smooth function of one number at a form with unknowns.</summary>
    /// <exception cref="NotRepresentableException">Only affine functions are wanted, or the function is not known to be convex or concave on the whole line.</exception>
    public AffineForm Curve(AffineForm at, string what, Func<Term, Term> function)
    {
        var argument = new Symbol("t", SymbolRole.Bound, default) { Type = TermType.Real };
        var value = function(Build.Ref(argument));
        return isCurved && IsInNumbers(at) && Bend.Of(argument, value) is { } isConvex ? Added(new Lift.Curve(at, argument, value, isConvex)) : throw Beyond(what);
    }

    /// <summary>form ≤ 0, or form = 0.</summary>
    public void Require(LinearCondition condition) => conditions.Add(condition);

    /// <summary>How many unknowns and conditions there are.</summary>
    public (int Unknowns, int Conditions) Mark() => (lifts.Count, conditions.Count);

    /// <summary>Forgets what was added since, of which no form is left.</summary>
    public void Return((int Unknowns, int Conditions) mark)
    {
        lifts.RemoveRange(mark.Unknowns, lifts.Count - mark.Unknowns);
        conditions.RemoveRange(mark.Conditions, conditions.Count - mark.Conditions);
    }

    /// <summary>The parts of a form.</summary>
    public FormParts PartsOf(AffineForm form) => new(this, form);

    private static NotRepresentableException Beyond(string what) => new($"{what} of numbers in which only affine functions are known");

    private bool IsInNumbers(AffineForm form) => form.Terms.All(t => lifts[t.Unknown] is null);

    // At least 0, and rising with each unknown in it.
    private bool IsRising(AffineForm form) => form.Terms.Select(static t => t.Factor).Append(form.Constant).All(static f => Enclosed.Compare(Relation.GreaterOrEqual, f, default) == Core.Certainty.True)
        && form.Terms.All(t => lifts[t.Unknown] is Lift.Greater { IsNonnegative: true });

    private AffineForm Added(Lift? lift)
    {
        if (lifts.Count == Most)
        {
            throw new NotRepresentableException($"more than {Most} unknowns in a linear program");
        }

        lifts.Add(lift);
        return AffineForm.Single(this, lifts.Count - 1);
    }
}

/// <summary>form ≤ 0, form &lt; 0, or form = 0.</summary>
/// <param name="Form">The form.</param>
/// <param name="IsEquation">Whether it is an equation.</param>
/// <param name="IsStrict">Whether 0 is left out.</param>
public sealed record LinearCondition(AffineForm Form, bool IsEquation, bool IsStrict = false);
