namespace TheoryCheck.Rigor.Tapes;

/// <summary>A tape run at a point or over a box: its value and its derivatives there.</summary>
/// <typeparam name="T">The reading.</typeparam>
public sealed class TapeRun<T>
    where T : IReal<T>
{
    private readonly Tape tape;
    private readonly T[] values;
    private readonly T zero;
    private readonly T one;
    private T[]? left;
    private T[]? right;
    private T[]? adjoints;
    private bool[]? reached;

    internal TapeRun(Tape tape, T[] values, T reading)
    {
        this.tape = tape;
        this.values = values;
        zero = reading.Literal(Rational.Zero);
        one = reading.Literal(Rational.One);
    }

    /// <summary>The value.</summary>
    public T Value => values[tape.Output];

    /// <summary>∂f/∂xᵢ for all i.</summary>
    public T[] Gradient()
    {
        Accumulate();
        var gradient = new T[tape.Inputs];
        Array.Fill(gradient, zero);
        for (var i = 0; i < values.Length; i++)
        {
            if (tape.Steps[i].Operator == TapeOperator.Input && reached![i])
            {
                gradient[tape.Steps[i].Left] = adjoints![i];
            }
        }

        return gradient;
    }

    /// <summary>∂²f/∂xᵢ∂x_j for all i.</summary>
    /// <param name="input">j.</param>
    public T[] HessianColumn(int input)
    {
        Accumulate();
        var steps = tape.Steps;
        var tangents = new T[values.Length];
        var moves = new bool[values.Length];
        var shifts = new T[values.Length];
        var shifted = new bool[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (operation, a, b) = steps[i];
            if (operation == TapeOperator.Input)
            {
                (moves[i], tangents[i]) = (a == input, one);
                continue;
            }

            if (!reached![i])
            {
                continue;
            }

            var (usesLeft, usesRight) = Operands(operation);
            var fromLeft = usesLeft && moves[a];
            var fromRight = usesRight && moves[b];
            if (!fromLeft && !fromRight)
            {
                continue;
            }

            moves[i] = true;
            tangents[i] = fromLeft && fromRight ? (left![i] * tangents[a]) + (right![i] * tangents[b])
                : fromLeft ? left![i] * tangents[a]
                : right![i] * tangents[b];
        }

        for (var i = tape.Output; i >= 0; i--)
        {
            var (operation, a, b) = steps[i];
            var (usesLeft, usesRight) = Operands(operation);
            if (shifted[i])
            {
                if (usesLeft)
                {
                    Add(shifts, shifted, a, shifts[i] * left![i]);
                }

                if (usesRight)
                {
                    Add(shifts, shifted, b, shifts[i] * right![i]);
                }
            }

            if (reached![i])
            {
                Bend(i, operation, a, b, tangents, moves, shifts, shifted);
            }
        }

        var column = new T[tape.Inputs];
        Array.Fill(column, zero);
        for (var i = 0; i < values.Length; i++)
        {
            if (steps[i].Operator == TapeOperator.Input && shifted[i])
            {
                column[steps[i].Left] = shifts[i];
            }
        }

        return column;
    }

    /// <summary>The Hessian, row-major.</summary>
    public T[] Hessian()
    {
        var n = tape.Inputs;
        var hessian = new T[n * n];
        for (var j = 0; j < n; j++)
        {
            HessianColumn(j).CopyTo(hessian, j * n);
        }

        return hessian;
    }

    private static (bool Left, bool Right) Operands(TapeOperator operation) => operation switch
    {
        TapeOperator.Input or TapeOperator.Constant or TapeOperator.Pi => (false, false),
        _ => (true, Tape.IsBinary(operation)),
    };

    private void Add(T[] into, bool[] known, int at, T value)
    {
        if (!tape.Varies[at])
        {
            return;
        }

        into[at] = known[at] ? into[at] + value : value;
        known[at] = true;
    }

    // The second derivatives of each step, times what its operands move by, times what the output makes of it.
    private void Bend(int i, TapeOperator operation, int a, int b, T[] tangents, bool[] moves, T[] shifts, bool[] shifted)
    {
        switch (operation)
        {
            case TapeOperator.Multiply:
                if (moves[b])
                {
                    Add(shifts, shifted, a, adjoints![i] * tangents[b]);
                }

                if (moves[a])
                {
                    Add(shifts, shifted, b, adjoints![i] * tangents[a]);
                }

                break;
            case TapeOperator.Divide:
                // z = x/y: z_x = 1/y, z_xy = -1/y², z_yy = 2x/y³ = -2 z_y/y.
                if (moves[b])
                {
                    var over = left![i] * tangents[b];
                    Add(shifts, shifted, a, -(adjoints![i] * over * left[i]));
                    Add(shifts, shifted, b, -(adjoints[i] * right![i] * (over + over)));
                }

                if (moves[a])
                {
                    Add(shifts, shifted, b, -(adjoints![i] * left![i] * left[i] * tangents[a]));
                }

                break;
            case TapeOperator.Atan2:
                // With s = y² + x²: z_y = x/s, z_x = -y/s, z_yy = -2 z_y y/s = 2 z_x z_y, z_xx = -2 z_x z_y, z_xy = z_x² - z_y².
                if (moves[a] || moves[b])
                {
                    var product = left![i] * right![i];
                    var twice = product + product;
                    var mixed = T.Power(right[i], 2) - T.Power(left[i], 2);
                    var toLeft = moves[a] && moves[b] ? (twice * tangents[a]) + (mixed * tangents[b]) : moves[a] ? twice * tangents[a] : mixed * tangents[b];
                    var toRight = moves[a] && moves[b] ? (mixed * tangents[a]) - (twice * tangents[b]) : moves[a] ? mixed * tangents[a] : -(twice * tangents[b]);
                    Add(shifts, shifted, a, adjoints![i] * toLeft);
                    Add(shifts, shifted, b, adjoints[i] * toRight);
                }

                break;
            case TapeOperator.Sqrt or TapeOperator.Exp or TapeOperator.Log or TapeOperator.Sin or TapeOperator.Cos or TapeOperator.Erf or TapeOperator.Power:
                if (moves[a])
                {
                    Add(shifts, shifted, a, adjoints![i] * Second(operation, i, a, b) * tangents[a]);
                }

                break;
        }
    }

    private T Second(TapeOperator operation, int i, int a, int exponent)
    {
        switch (operation)
        {
            case TapeOperator.Sqrt:
                // z = √x: z'' = -z'/(2x).
                return -(left![i] / (values[a] + values[a]));
            case TapeOperator.Exp:
                return values[i];
            case TapeOperator.Log:
                return -T.Power(left![i], 2);
            case TapeOperator.Sin:
                return -values[i];
            case TapeOperator.Cos:
                return -values[i];
            case TapeOperator.Erf:
                return -((values[a] + values[a]) * left![i]);
            default:
                return exponent is 0 or 1 ? zero : one.Literal((long)exponent * (exponent - 1)) * T.Power(values[a], exponent - 2);
        }
    }

    // First derivatives of the steps, and the derivative of the output in each of them.
    private void Accumulate()
    {
        if (adjoints is not null)
        {
            return;
        }

        var steps = tape.Steps;
        (left, right, adjoints, reached) = (new T[values.Length], new T[values.Length], new T[values.Length], new bool[values.Length]);
        reached[tape.Output] = true;
        adjoints[tape.Output] = one;
        for (var i = tape.Output; i >= 0; i--)
        {
            if (!reached[i] || !tape.Varies[i])
            {
                continue;
            }

            var (operation, a, b) = steps[i];
            switch (operation)
            {
                case TapeOperator.Add:
                    (left[i], right[i]) = (one, one);
                    break;
                case TapeOperator.Subtract:
                    (left[i], right[i]) = (one, -one);
                    break;
                case TapeOperator.Multiply:
                    (left[i], right[i]) = (values[b], values[a]);
                    break;
                case TapeOperator.Divide:
                    left[i] = one / values[b];
                    right[i] = -(values[i] / values[b]);
                    break;
                case TapeOperator.Negate:
                    left[i] = -one;
                    break;
                case TapeOperator.Sqrt:
                    left[i] = one / (values[i] + values[i]);
                    break;
                case TapeOperator.Exp:
                    left[i] = values[i];
                    break;
                case TapeOperator.Log:
                    left[i] = one / values[a];
                    break;
                case TapeOperator.Sin:
                    left[i] = T.Cos(values[a]);
                    break;
                case TapeOperator.Cos:
                    left[i] = -T.Sin(values[a]);
                    break;
                case TapeOperator.Erf:
                    left[i] = one.Literal(2) / T.Sqrt(one.LiteralPi()) * T.Exp(-T.Power(values[a], 2));
                    break;
                case TapeOperator.Atan2:
                    var square = T.Power(values[a], 2) + T.Power(values[b], 2);
                    (left[i], right[i]) = (values[b] / square, -(values[a] / square));
                    break;
                case TapeOperator.Power:
                    left[i] = b == 0 ? zero : one.Literal(b) * T.Power(values[a], b - 1);
                    break;
                default:
                    continue;
            }

            Add(adjoints, reached, a, adjoints[i] * left[i]);
            if (Operands(operation).Right)
            {
                Add(adjoints, reached, b, adjoints[i] * right[i]);
            }
        }
    }
}
