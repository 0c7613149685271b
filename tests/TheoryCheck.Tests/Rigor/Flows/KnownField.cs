using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Rigor.Flows;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Tests.Rigor.Flows;

/// <summary>A right-hand side written once for all readings.</summary>
internal abstract class KnownField : IFlowRates
{
    public static readonly KnownField Square = new Squared();
    public static readonly KnownField Decay = new Decaying();
    public static readonly KnownField Logistic = new Growing();
    public static readonly KnownField Oscillator = new Turning();
    public static readonly KnownField Pendulum = new Swinging();
    public static readonly KnownField Draining = new RootOf();
    public static readonly KnownField Lorenz = new Convecting();
    public static readonly KnownField Kinked = new Rectified();
    public static readonly KnownField Elementary = new AllFunctions();
    public static readonly KnownField Errors = new ErrorFunctions();

    public VectorField? Piece(DoubleInterval[] states, DoubleInterval time)
    {
        try
        {
            return VectorField.Record(states, time, (x, t, _) => Of(x, t));
        }
        catch (NotRepresentableException)
        {
            return null;
        }
    }

    public DoubleInterval[] Enclose(DoubleInterval[] states, DoubleInterval time) => Of(states, time);

    public abstract T[] Of<T>(T[] x, T t)
        where T : IReal<T>;

    private sealed class Squared : KnownField
    {
        public override T[] Of<T>(T[] x, T t) => [T.Power(x[0], 2)];
    }

    private sealed class Decaying : KnownField
    {
        public override T[] Of<T>(T[] x, T t) => [-x[0]];
    }

    private sealed class Growing : KnownField
    {
        public override T[] Of<T>(T[] x, T t) => [x[0] * (t.Literal(1) - x[0])];
    }

    private sealed class Turning : KnownField
    {
        public override T[] Of<T>(T[] x, T t) => [x[1], -x[0]];
    }

    private sealed class Swinging : KnownField
    {
        public override T[] Of<T>(T[] x, T t) => [x[1], -T.Sin(x[0])];
    }

    // x' = -√x from 1: (1 - t/2)², of which no coefficient beyond the second says how long a step may be.
    private sealed class RootOf : KnownField
    {
        public override T[] Of<T>(T[] x, T t) => [-T.Sqrt(x[0])];
    }

    private sealed class Convecting : KnownField
    {
        public override T[] Of<T>(T[] x, T t) => [t.Literal(10) * (x[1] - x[0]), (x[0] * (t.Literal(28) - x[2])) - x[1], (x[0] * x[1]) - (t.Literal(new Rational(8, 3)) * x[2])];
    }

    // x' = -max(x, 0) - 1 from 1: 2e^(-t) - 1 until log 2, then log 2 - t.
    private sealed class Rectified : KnownField
    {
        public override T[] Of<T>(T[] x, T t) => [-T.Max(x[0], t.Literal(0)) - t.Literal(1)];
    }

    // States that are functions of the time: (1 + t)², and what each elementary function makes of it.
    private sealed class AllFunctions : KnownField
    {
        public override T[] Of<T>(T[] x, T t)
        {
            var one = t.Literal(1);
            var s = x[0];
            return
            [
                (one + one) * T.Sqrt(s),
                T.Exp(-s), T.Log(s), T.Sin(s), T.Cos(s), T.Atan2(s, one + t), one / T.Power(s, 3),
                T.Power(one + t, -2) * T.Power(s, 5),
            ];
        }
    }

    // The error function of the time, and its density.
    private sealed class ErrorFunctions : KnownField
    {
        public override T[] Of<T>(T[] x, T t) => [ErrorFunction.Of(t), t.Literal(2) / T.Sqrt(t.LiteralPi()) * T.Exp(-T.Power(t, 2))];
    }
}
