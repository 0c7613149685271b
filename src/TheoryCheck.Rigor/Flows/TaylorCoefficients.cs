using TheoryCheck.Core;
using TheoryCheck.Rigor.Tapes;

namespace TheoryCheck.Rigor.Flows;

/// <summary>
/// The Taylor coefficients x⁽ᵏ⁾(t)/k! of solutions of x' = f(x, t), enclosed for all starts in a box: coefficient after coefficient, by the recurrences of products, quotients and
/// elementary functions and (k + 1)·xₖ₊₁ = fₖ.
/// </summary>
/// <remarks><i>Cost:</i> O(p²) operations for each step of f.</remarks>
[Cites("griewank-walther-2008", "Section 13.2, Tables 13.1 and 13.2")]
internal sealed class TaylorCoefficients
{
    private static readonly DoubleInterval Zero = DoubleInterval.FromExact(0);
    private static readonly DoubleInterval Two = DoubleInterval.FromExact(2);

    private readonly VectorField field;
    private readonly int order;
    private readonly DoubleInterval[] terms;
    private readonly DoubleInterval[] states;

    private TaylorCoefficients(VectorField field, int order, ReadOnlySpan<DoubleInterval> start)
    {
        (this.field, this.order) = (field, order);
        terms = new DoubleInterval[field.Steps.Count * order];
        states = new DoubleInterval[field.States * (order + 1)];
        for (var i = 0; i < start.Length; i++)
        {
            states[i * (order + 1)] = start[i];
        }
    }

    /// <summary>The coefficients up to an order; null where a case of f is not decided as it was, or f may have no value or no derivative, somewhere in the box.</summary>
    /// <param name="field">f.</param>
    /// <param name="start">The box.</param>
    /// <param name="time">The times at which solutions are there.</param>
    /// <param name="order">p, at least 1.</param>
    public static TaylorCoefficients? Of(VectorField field, ReadOnlySpan<DoubleInterval> start, DoubleInterval time, int order)
    {
        var expansion = new TaylorCoefficients(field, order, start);
        try
        {
            for (var k = 0; k < order; k++)
            {
                if (!expansion.Extend(k, time))
                {
                    return null;
                }
            }
        }
        catch (UndefinedException)
        {
            return null;
        }

        return expansion;
    }

    /// <summary>The coefficient of τᵏ of a number that moves.</summary>
    public DoubleInterval Of(int state, int k) => states[(state * (order + 1)) + k];

    /// <summary>Σ xₖτᵏ over k below the order.</summary>
    public DoubleInterval Polynomial(int state, DoubleInterval time)
    {
        var sum = Of(state, order - 1);
        for (var k = order - 2; k >= 0; k--)
        {
            sum = (sum * time) + Of(state, k);
        }

        return sum;
    }

    private bool Extend(int k, DoubleInterval time)
    {
        for (var i = 0; i < field.Steps.Count; i++)
        {
            var step = field.Steps[i];
            var term = k == 0 ? First(step, time) : step.Varies ? Next(i, step, k) : Zero;
            if (term.IsUndecided)
            {
                return false;
            }

            terms[(i * order) + k] = term;
        }

        if (k == 0 && !Holds())
        {
            return false;
        }

        var next = DoubleInterval.FromExact(k + 1);
        for (var i = 0; i < field.States; i++)
        {
            states[(i * (order + 1)) + k + 1] = Term(field.Rates[i], k) / next;
        }

        return true;
    }

    // Beside the cut and at the origin an angle does not vary smoothly, whatever its enclosure.
    private bool Holds()
    {
        foreach (var guard in field.Guards)
        {
            if (DoubleInterval.Compare(guard.Relation, Term(guard.Left, 0), Term(guard.Right, 0)) != CertaintyLogic.Of(guard.Holds))
            {
                return false;
            }
        }

        foreach (var step in field.Steps)
        {
            if (step is { Operator: TapeOperator.Atan2, Varies: true } && Term(step.Left, 0).CertainSign is null or 0 && Term(step.Right, 0).CertainSign != 1)
            {
                return false;
            }
        }

        return true;
    }

    private DoubleInterval Term(int step, int k) => terms[(step * order) + k];

    private DoubleInterval First(FieldStep step, DoubleInterval time)
    {
        var (operation, left, right) = (step.Operator, step.Left, step.Right);
        switch (operation)
        {
            case TapeOperator.Input:
                return left < field.States ? Of(left, 0) : left == field.States ? time : field.Parameters[left - field.States - 1];
            case TapeOperator.Constant:
                return DoubleInterval.FromRational(field.Constant(left));
            case TapeOperator.Pi:
                return DoubleInterval.Pi;
            case TapeOperator.Atan2:
                return DoubleInterval.Atan2(Term(left, 0), Term(right, 0));
        }

        var value = Term(left, 0);
        return operation switch
        {
            TapeOperator.Add => value + Term(right, 0),
            TapeOperator.Subtract => value - Term(right, 0),
            TapeOperator.Multiply => value * Term(right, 0),
            TapeOperator.Divide => value / Term(right, 0),
            TapeOperator.Negate => -value,
            TapeOperator.Sqrt => DoubleInterval.Sqrt(value),
            TapeOperator.Exp => DoubleInterval.Exp(value),
            TapeOperator.Log => DoubleInterval.Log(value),
            TapeOperator.Sin => DoubleInterval.Sin(value),
            TapeOperator.Cos => DoubleInterval.Cos(value),
            TapeOperator.Erf => ErrorFunction.Of(value),
            _ => DoubleInterval.Power(value, 2),
        };
    }

    private DoubleInterval Next(int at, FieldStep step, int k)
    {
        var (operation, a, b) = (step.Operator, step.Left, step.Right);
        switch (operation)
        {
            case TapeOperator.Input:
                return a < field.States ? Of(a, k) : k == 1 ? DoubleInterval.FromExact(1) : Zero;
            case TapeOperator.Add:
                return Term(a, k) + Term(b, k);
            case TapeOperator.Subtract:
                return Term(a, k) - Term(b, k);
            case TapeOperator.Negate:
                return -Term(a, k);
            case TapeOperator.Multiply:
                return !field.Steps[a].Varies ? Term(a, 0) * Term(b, k) : !field.Steps[b].Varies ? Term(a, k) * Term(b, 0) : Product(a, b, k, 0, k);
            case TapeOperator.Power:
                return Square(a, k);
            case TapeOperator.Divide:
                return (field.Steps[b].Varies ? Term(a, k) - Product(b, at, k, 1, k) : Term(a, k)) / Term(b, 0);
            case TapeOperator.Sqrt:
                return (Term(a, k) - Product(at, at, k, 1, k - 1)) / (Two * Term(at, 0));
            case TapeOperator.Exp:
                return Moment(a, at, k, k) / Number(k);
            case TapeOperator.Log:
                return (Term(a, k) - (Moment(at, a, k, k - 1) / Number(k))) / Term(a, 0);
            case TapeOperator.Sin:
                return Moment(a, step.Other, k, k) / Number(k);
            case TapeOperator.Cos:
                return -(Moment(a, step.Other, k, k) / Number(k));
            case TapeOperator.Erf:
                return Two / DoubleInterval.Sqrt(DoubleInterval.Pi) * (Moment(a, step.Other, k, k) / Number(k));
            default:
                // θ' = (x·y' - y·x')/(x² + y²).
                return (Moment(a, b, k, k) - Moment(b, a, k, k) - Moment(at, step.Other, k, k - 1)) / (Number(k) * Term(step.Other, 0));
        }
    }

    // Σ aᵢ·b₍k-i₎ over i from first to last.
    private DoubleInterval Product(int a, int b, int k, int first, int last)
    {
        var sum = Zero;
        for (var i = first; i <= last; i++)
        {
            sum += Term(a, i) * Term(b, k - i);
        }

        return sum;
    }

    private DoubleInterval Square(int a, int k)
    {
        var sum = Zero;
        for (var i = 0; 2 * i < k; i++)
        {
            sum += Term(a, i) * Term(a, k - i);
        }

        sum = Two * sum;
        return (k & 1) == 0 ? sum + DoubleInterval.Power(Term(a, k / 2), 2) : sum;
    }

    // Σ i·aᵢ·b₍k-i₎ over i from 1 to last: the coefficient of τ⁽ᵏ⁻¹⁾ of a'·b, or what is known of it.
    private DoubleInterval Moment(int a, int b, int k, int last)
    {
        var sum = Zero;
        for (var i = 1; i <= last; i++)
        {
            sum += Number(i) * Term(a, i) * Term(b, k - i);
        }

        return sum;
    }

    private static DoubleInterval Number(int value) => DoubleInterval.FromExact(value);
}
