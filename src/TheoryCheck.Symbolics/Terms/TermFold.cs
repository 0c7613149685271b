namespace TheoryCheck.Symbolics.Terms;

/// <summary>One case for each member of the closed set of terms.</summary>
/// <typeparam name="T">What the fold computes.</typeparam>
public abstract class TermFold<T>
{
    /// <summary>A number.</summary>
    public abstract T Number(Number term);

    /// <summary>A named constant.</summary>
    public abstract T Constant(Constant term);

    /// <summary>A symbol.</summary>
    public abstract T Reference(Reference term);

    /// <summary>Arithmetic.</summary>
    public abstract T Arithmetic(Arithmetic term);

    /// <summary>A tensor element.</summary>
    public abstract T Element(Element term);

    /// <summary>A tensor slice.</summary>
    public abstract T Slice(Slice term);

    /// <summary>A built-in operation.</summary>
    public abstract T Call(Call term);

    /// <summary>An applied function.</summary>
    public abstract T Apply(Apply term);

    /// <summary>An anonymous function.</summary>
    public abstract T Lambda(Lambda term);

    /// <summary>A binding form.</summary>
    public abstract T Binding(Binding term);

    /// <summary>A choice by cases.</summary>
    public abstract T Conditional(Conditional term);

    /// <summary>A list, tuple or set.</summary>
    public abstract T Collection(Collection term);

    /// <summary>An interval of reals.</summary>
    public abstract T RealInterval(RealInterval term);

    /// <summary>A range of integers.</summary>
    public abstract T IndexRange(IndexRange term);

    /// <summary>A value at a step.</summary>
    public abstract T AtStep(AtStep term);

    /// <summary>A definition with symbols replaced.</summary>
    public abstract T Override(Override term);

    /// <summary>A comparison.</summary>
    public abstract T Comparison(Comparison term);

    /// <summary>A connective.</summary>
    public abstract T Connective(Connective term);

    /// <summary>A quantifier.</summary>
    public abstract T Quantified(Quantified term);

    /// <summary>A probability statement.</summary>
    public abstract T WithProbability(WithProbability term);

    /// <summary>A membership.</summary>
    public abstract T Membership(Membership term);

    /// <summary>A limit point.</summary>
    public abstract T LimitPoint(LimitPoint term);

    /// <summary>An order claim.</summary>
    public abstract T OrderClaim(OrderClaim term);

    /// <summary>A derivation claim.</summary>
    public abstract T Derive(Derive term);

    /// <summary>An earlier claim.</summary>
    public abstract T ClaimReference(ClaimReference term);
}
