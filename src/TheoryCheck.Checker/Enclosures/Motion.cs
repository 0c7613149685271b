namespace TheoryCheck.Checker.Enclosures;

/// <summary>How a variable that numbers move with is meant.</summary>
internal enum Motion
{
    /// <summary>Nothing moves.</summary>
    None,

    /// <summary>Near 0, on both sides: coefficients up to a first or second derivative.</summary>
    Derivative,

    /// <summary>For all small positive values: coefficients up to some power.</summary>
    OneSided,

    /// <summary>For all values: all coefficients. As none is dropped, their number bounds the degree.</summary>
    Polynomial,
}
