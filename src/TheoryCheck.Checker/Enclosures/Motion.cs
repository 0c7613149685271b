namespace TheoryCheck.Checker.Enclosures;

/// <summary>
/// How a variable that numbers move with is meant. <c>Derivative</c>: near 0, on both sides, with coefficients up to a first or second derivative.
/// <c>OneSided</c>: for all small positive values, up to some power. <c>Whole</c>: for all positive values; numbers are polynomials, of which no coefficient is
/// dropped. <c>Everywhere</c>: the same, but enclosures, of constants too, hold value by value: nothing has a derivative. <c>Rational</c>: many variables,
/// for all values; of quotients of polynomials only bounds of the degrees are known. <c>Shaped</c>: the same of all functions that have a value everywhere, of
/// which shapes are known. <c>Unvalued</c>: there is none; the coefficients, of which none is dropped, are those of what is said of a vector or measure without
/// a value, in the order in which it is met.
/// </summary>
internal enum Motion { None, Derivative, OneSided, Everywhere, Whole, Rational, Shaped, Unvalued }
