using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear;

/// <summary>The unknowns of affine forms and the conditions on them, collected while formulas are read.</summary>
internal sealed class UnknownNumbers
{
    private const int Most = 1 << 14;

    private readonly List<bool> isGreater = [];
    private readonly List<LinearCondition> conditions = [];

    /// <summary>For each unknown whether it stands for the greater of two forms.</summary>
    public IReadOnlyList<bool> IsGreater => isGreater;

    /// <summary>What holds of them.</summary>
    public IReadOnlyList<LinearCondition> Conditions => conditions;

    /// <summary>Says which way a comparison of a form with 0 goes, where cases are distinguished; null where none are.</summary>
    public Func<Relation, AffineForm, bool>? Choose { get; set; }

    /// <summary>A further unknown.</summary>
    /// <exception cref="NotRepresentableException">There are too many.</exception>
    public AffineForm Next() => Added(false);

    /// <summary>A further unknown that will be at least two forms and is wanted small.</summary>
    public AffineForm Greater() => Added(true);

    /// <summary>form ≤ 0, or form = 0.</summary>
    public void Require(AffineForm form, bool isEquation = false) => conditions.Add(new(form, isEquation));

    private AffineForm Added(bool greater)
    {
        if (isGreater.Count == Most)
        {
            throw new NotRepresentableException($"more than {Most} unknowns in a linear program");
        }

        isGreater.Add(greater);
        return AffineForm.Single(this, isGreater.Count - 1);
    }
}

/// <summary>form ≤ 0, or form = 0.</summary>
/// <param name="Form">The form.</param>
/// <param name="IsEquation">Whether it is an equation.</param>
public sealed record LinearCondition(AffineForm Form, bool IsEquation);
