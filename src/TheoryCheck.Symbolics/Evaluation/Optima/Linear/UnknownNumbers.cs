using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Functions;
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
        : (WithLogarithm(left, right) ?? WithLogarithm(right, left)) is { } entropy ? entropy
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
        var argument = Argument();
        var value = function(Build.Ref(argument));
        return isCurved && IsInNumbers(at) && Bend.Of(argument, value) is { } isConvex ? Added(new Lift.Curve(at, argument, value, isConvex, IsOfPositive: false)) : throw Beyond(what);
    }

    /// <summary>A quotient by a form with unknowns.</summary>
    /// <exception cref="NotRepresentableException">Only affine functions are wanted.</exception>
    public AffineForm Quotient(AffineForm numerator, AffineForm denominator) => isCurved ? Added(new Lift.Quotient(numerator, denominator)) : throw Beyond("a quotient");

    /// <summary>The logarithm of a form with unknowns: of a quotient a difference, of a sum of exponentials a convex function, of an affine form a concave one where that is positive.</summary>
    /// <exception cref="NotRepresentableException">Only affine functions are wanted, or the form is of another kind.</exception>
    public AffineForm Logarithm(AffineForm of)
    {
        if (of is { Terms: [var (single, factor)] } && Enclosed.TryExact(of.Constant, out var rest) && rest.IsZero && lifts[single] is Lift.Quotient quotient)
        {
            return AffineForm.Log(AffineForm.Known(this, factor) * quotient.Numerator) - AffineForm.Log(quotient.Denominator);
        }

        if (isCurved && IsInNumbers(of))
        {
            var argument = Argument();
            return Added(new Lift.Curve(of, argument, Build.Call<Log>(Build.Ref(argument)), IsConvex: false, IsOfPositive: true));
        }

        var terms = new List<(Enclosed Factor, AffineForm At)>();
        foreach (var (unknown, share) in of.Terms)
        {
            terms.Add(lifts[unknown] is Lift.Curve { Value: Call { Operation: Exp, Arguments: [Reference] } } exponential ? (share, exponential.At) : throw Beyond("a logarithm"));
        }

        if (!IsZero(of.Constant))
        {
            terms.Add((of.Constant, AffineForm.Known(this, default)));
        }

        return !terms.TrueForAll(static t => IsPositive(t.Factor)) ? throw Beyond("a logarithm")
            : terms is [var (only, at)] ? at + AffineForm.Known(this, Enclosed.Log(only))
            : Added(new Lift.LogSum(terms));
    }

    // f·(c + k·log(a·f)), with the convex function t·log(t) at a·f.
    private AffineForm? WithLogarithm(AffineForm form, AffineForm other)
    {
        if (!IsInNumbers(form) || other.Terms is not [var (unknown, factor)] || lifts[unknown] is not Lift.Curve { IsOfPositive: true, IsConvex: false, Value: Call { Operation: Log } } curve || form.Terms is not [var (first, slope), ..])
        {
            return null;
        }

        var scale = curve.At.Terms.Where(t => t.Unknown == first).Select(t => t.Factor / slope).FirstOrDefault();
        if (IsZero(scale) || curve.At - (AffineForm.Known(this, scale) * form) is not { Terms.Count: 0, Constant: var left } || !IsZero(left))
        {
            return null;
        }

        var argument = Argument();
        var entropy = Added(new Lift.Curve(curve.At, argument, Build.Multiply(Build.Ref(argument), Build.Call<Log>(Build.Ref(argument))), IsConvex: true, IsOfPositive: true));
        return (AffineForm.Known(this, other.Constant) * form) + (AffineForm.Known(this, factor / scale) * entropy);
    }

    /// <summary>A further unknown that is a part of the way to a number.</summary>
    public AffineForm Stretch() => Added(new Lift.Stretch());

    /// <summary>The square of a stretch.</summary>
    public AffineForm SquareOf(AffineForm stretch) => Added(new Lift.Product(stretch, stretch));

    /// <summary>A convex function made of pieces.</summary>
    /// <exception cref="NotRepresentableException">Only affine functions are wanted.</exception>
    public AffineForm Pieces(AffineForm form) => isCurved ? Added(new Lift.Pieces(form)) : throw Beyond("a function made of curved pieces");

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

    private static Symbol Argument() => new("t", SymbolRole.Bound, default) { Type = TermType.Real };

    private static bool IsZero(Enclosed number) => Enclosed.TryExact(number, out var exact) && exact.IsZero;

    private static bool IsPositive(Enclosed number) => Enclosed.Compare(Relation.Greater, number, default) == Core.Certainty.True;

    private static NotRepresentableException Beyond(string what) => new($"{what} of numbers in which only affine functions are known");

    /// <summary>Whether a form is made of numbers of their own alone.</summary>
    public bool IsInNumbers(AffineForm form) => form.Terms.All(t => lifts[t.Unknown] is null);

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
