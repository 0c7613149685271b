namespace TheoryCheck.Numerics.Plans;

/// <summary>
/// The operations of elementwise maps, on eight lanes of doubles. All propagate NaN; a choice whose comparison meets a NaN is NaN,
/// division by zero is NaN, so that nothing undefined turns into a value.
/// </summary>
internal enum Primitive
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a - b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,

    /// <summary>a · b + c, rounded once.</summary>
    MultiplyAdd,

    /// <summary>a / b; NaN for b = 0.</summary>
    Divide,

    /// <summary>-a.</summary>
    Negate,

    /// <summary>√a.</summary>
    SquareRoot,

    /// <summary>eᵃ.</summary>
    Exponential,

    /// <summary>log a; only the values for a &gt; 0 are used.</summary>
    Logarithm,

    /// <summary>sin a.</summary>
    Sine,

    /// <summary>cos a.</summary>
    Cosine,

    /// <summary>The angle of the point (b, a).</summary>
    Angle,

    /// <summary>tanh a.</summary>
    HyperbolicTangent,

    /// <summary>1 / (1 + e⁻ᵃ).</summary>
    Logistic,

    /// <summary>erf a.</summary>
    ErrorFunction,

    /// <summary>⌊a⌋.</summary>
    Floor,

    /// <summary>c if a &lt; b, else d.</summary>
    SelectLess,

    /// <summary>c if a ≤ b, else d.</summary>
    SelectLessOrEqual,

    /// <summary>c if a = b, else d.</summary>
    SelectEqual,

    /// <summary>max(a, b) for a literal a (the other operand passes when it is NaN).</summary>
    AtLeast,

    /// <summary>min(a, b) for a literal a (the other operand passes when it is NaN).</summary>
    AtMost,
}

/// <summary>How the elements along reduced axes are combined.</summary>
internal enum Fold
{
    /// <summary>Sum, 0 when empty.</summary>
    Sum,

    /// <summary>Product, 1 when empty.</summary>
    Product,

    /// <summary>Least element.</summary>
    Minimum,

    /// <summary>Greatest element.</summary>
    Maximum,
}
