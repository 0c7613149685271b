namespace TheoryCheck.Rigor.Doubles;

/// <summary>The operations whose results are rounded outward; a rounding rule may tell them apart.</summary>
internal enum RoundedOperation
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a·b.</summary>
    Multiply,

    /// <summary>a/b.</summary>
    Divide,

    /// <summary>√a.</summary>
    SquareRoot,

    /// <summary>eᵃ.</summary>
    Exponential,

    /// <summary>ln a.</summary>
    Logarithm,

    /// <summary>The angle of a point.</summary>
    Angle,

    /// <summary>Sine and cosine.</summary>
    Wave,

    /// <summary>aⁿ.</summary>
    Power,

    /// <summary>a·2ᵏ into the subnormal range or out of the doubles.</summary>
    Scale,
}
