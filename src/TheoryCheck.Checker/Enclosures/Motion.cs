namespace TheoryCheck.Checker.Enclosures;

/// <summary>
/// How a variable that numbers move with is meant. <c>Derivative</c>: near 0, on both sides, with coefficients up to a first or second derivative.
/// <c>OneSided</c>: for all small positive values, up to some power. <c>Polynomial</c>: for all values; as no coefficient is dropped, their number bounds the
/// degree. <c>Unvalued</c>: there is none; the coefficients are those of what is said of a vector or measure without a value, in the order in which it is
/// met. The last two keep all coefficients.
/// </summary>
internal enum Motion { None, Derivative, OneSided, Polynomial, Unvalued }
