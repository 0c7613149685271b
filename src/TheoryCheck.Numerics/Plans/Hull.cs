namespace TheoryCheck.Numerics.Plans;

/// <summary>The least and greatest value an index expression can take over its axes; it sizes the axes of ranges that depend on other indices.</summary>
/// <param name="Least">A lower bound.</param>
/// <param name="Greatest">An upper bound.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Hull(double Least, double Greatest)
{
    /// <summary>The hull of an operand; infinite when it depends on inputs.</summary>
    public static Hull Of(Operand operand) => operand.Node switch
    {
        LiteralNode literal => new(literal.Value, literal.Value),
        IndexNode index => new(index.Lower, index.Lower + Math.Max(0, index.Lengths[0] - 1)),
        MapNode map => OfMap(map.Primitive, [.. map.Arguments.Select(Of)]),
        _ => new(double.NegativeInfinity, double.PositiveInfinity),
    };

    private static Hull OfMap(Primitive primitive, Hull[] of) => primitive switch
    {
        Primitive.Add => new(of[0].Least + of[1].Least, of[0].Greatest + of[1].Greatest),
        Primitive.Subtract => new(of[0].Least - of[1].Greatest, of[0].Greatest - of[1].Least),
        Primitive.Negate => new(-of[0].Greatest, -of[0].Least),
        Primitive.Multiply => OfCorners(of[0], of[1], (a, b) => a * b),
        Primitive.Divide when of[1].Least > 0 || of[1].Greatest < 0 => OfCorners(of[0], of[1], (a, b) => a / b),
        Primitive.Floor => new(Math.Floor(of[0].Least), Math.Floor(of[0].Greatest)),
        Primitive.AtLeast => new(Math.Max(of[0].Least, of[1].Least), Math.Max(of[0].Greatest, of[1].Greatest)),
        Primitive.AtMost => new(Math.Min(of[0].Least, of[1].Least), Math.Min(of[0].Greatest, of[1].Greatest)),
        Primitive.SelectLess or Primitive.SelectLessOrEqual or Primitive.SelectEqual =>
            new(Math.Min(of[2].Least, of[3].Least), Math.Max(of[2].Greatest, of[3].Greatest)),
        _ => new(double.NegativeInfinity, double.PositiveInfinity),
    };

    private static Hull OfCorners(Hull a, Hull b, Func<double, double, double> of)
    {
        double[] corners = [of(a.Least, b.Least), of(a.Least, b.Greatest), of(a.Greatest, b.Least), of(a.Greatest, b.Greatest)];
        return corners.Any(double.IsNaN) ? new(double.NegativeInfinity, double.PositiveInfinity) : new(corners.Min(), corners.Max());
    }
}
