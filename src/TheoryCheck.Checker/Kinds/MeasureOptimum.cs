namespace TheoryCheck.Checker.Kinds;

/// <summary>The least value of a regularised problem over measures, which its atoms prove.</summary>
internal sealed class MeasureOptimum() : OptimalValue("measure_optimum", "atoms");
