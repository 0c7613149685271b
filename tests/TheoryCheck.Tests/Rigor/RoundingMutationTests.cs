using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Doubles;

namespace TheoryCheck.Tests.Rigor;

/// <summary>Each direction of each rounded operation, turned round or left out on purpose, must be noticed by the known points of MPFR.</summary>
public sealed class RoundingMutationTests
{
    private static readonly Golden[] Points = [.. EmbeddedData.Read("mpfr-points.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Golden.Parse).Where(IsOfTheKernel)];

    [Test]
    public void RightRounding_MissesNoPoint() => Assert.That(Points.Count(IsMissed<Outward>), Is.Zero);

    [TestCase(typeof(AddOf), 50)]
    [TestCase(typeof(MultiplyOf), 50)]
    [TestCase(typeof(DivideOf), 50)]
    [TestCase(typeof(SquareRootOf), 50)]
    [TestCase(typeof(ExponentialOf), 50)]
    [TestCase(typeof(LogarithmOf), 50)]
    [TestCase(typeof(AngleOf), 50)]
    [TestCase(typeof(WaveOf), 50)]
    [TestCase(typeof(PowerOf), 50)]
    [TestCase(typeof(ScaleOf), 1)]
    public void Mutants_OfOneOperation_AreAllCaught(Type operation, int atLeast)
    {
        foreach (var fault in new[] { typeof(LowerFlipped<>), typeof(LowerNearest<>), typeof(UpperFlipped<>), typeof(UpperNearest<>) })
        {
            var mutant = fault.MakeGenericType(operation);
            var caught = (int)typeof(RoundingMutationTests).GetMethod(nameof(Caught), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(mutant).Invoke(null, null)!;
            Assert.That(caught, Is.GreaterThanOrEqualTo(atLeast), mutant.ToString());
        }
    }

    // Far waves come from the big-integer enclosures, whose rounding is not in question here.
    private static bool IsOfTheKernel(Golden point) => point.Function is not ("sin" or "cos") || Math.Abs(point.X) <= WaveKernel.Largest;

    private static int Caught<TRounding>()
        where TRounding : struct, IRounding => Points.Count(IsMissed<TRounding>);

    private static bool IsMissed<TRounding>(Golden point)
        where TRounding : struct, IRounding
    {
        var ends = Evaluate<TRounding>(point.Function, new(point.X, point.X), new(point.Y, point.Y));
        return !(ends.Lower <= point.Down && point.Up <= ends.Upper);
    }

    private static Ends Evaluate<TRounding>(string function, Ends x, Ends y)
        where TRounding : struct, IRounding => function switch
        {
            "add" => EndArithmetic<TRounding>.Add(x, y),
            "sub" => EndArithmetic<TRounding>.Add(x, -y),
            "mul" => EndArithmetic<TRounding>.Multiply(x, y),
            "div" => EndArithmetic<TRounding>.Divide(x, y),
            "sqrt" => EndArithmetic<TRounding>.SquareRoot(x),
            "exp" => EndFunctions<TRounding>.Exp(x),
            "log" => EndFunctions<TRounding>.Log(x),
            "sin" => EndFunctions<TRounding>.Wave(x, 0),
            "cos" => EndFunctions<TRounding>.Wave(x, 1),
            "atan2" => EndFunctions<TRounding>.Angle(x, y),
            "acos" => EndFunctions<TRounding>.Acos(x),
            _ => EndArithmetic<TRounding>.Power(x, 3),
        };

    private interface IOperation
    {
        static abstract RoundedOperation Value { get; }
    }

    private readonly struct AddOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.Add;
    }

    private readonly struct MultiplyOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.Multiply;
    }

    private readonly struct DivideOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.Divide;
    }

    private readonly struct SquareRootOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.SquareRoot;
    }

    private readonly struct ExponentialOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.Exponential;
    }

    private readonly struct LogarithmOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.Logarithm;
    }

    private readonly struct AngleOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.Angle;
    }

    private readonly struct WaveOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.Wave;
    }

    private readonly struct PowerOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.Power;
    }

    private readonly struct ScaleOf : IOperation
    {
        public static RoundedOperation Value => RoundedOperation.Scale;
    }

    private readonly struct LowerFlipped<TOperation> : IRounding
        where TOperation : IOperation
    {
        public static double Down(RoundedOperation operation, double nearest, double error) =>
            operation == TOperation.Value ? Outward.Up(operation, nearest, error) : Outward.Down(operation, nearest, error);

        public static double Up(RoundedOperation operation, double nearest, double error) => Outward.Up(operation, nearest, error);
    }

    private readonly struct LowerNearest<TOperation> : IRounding
        where TOperation : IOperation
    {
        public static double Down(RoundedOperation operation, double nearest, double error) =>
            operation == TOperation.Value ? nearest : Outward.Down(operation, nearest, error);

        public static double Up(RoundedOperation operation, double nearest, double error) => Outward.Up(operation, nearest, error);
    }

    private readonly struct UpperFlipped<TOperation> : IRounding
        where TOperation : IOperation
    {
        public static double Down(RoundedOperation operation, double nearest, double error) => Outward.Down(operation, nearest, error);

        public static double Up(RoundedOperation operation, double nearest, double error) =>
            operation == TOperation.Value ? Outward.Down(operation, nearest, error) : Outward.Up(operation, nearest, error);
    }

    private readonly struct UpperNearest<TOperation> : IRounding
        where TOperation : IOperation
    {
        public static double Down(RoundedOperation operation, double nearest, double error) => Outward.Down(operation, nearest, error);

        public static double Up(RoundedOperation operation, double nearest, double error) =>
            operation == TOperation.Value ? nearest : Outward.Up(operation, nearest, error);
    }
}
