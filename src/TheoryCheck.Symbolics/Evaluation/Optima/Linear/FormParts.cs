using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear;

/// <summary>A form taken apart: c + Σ aⱼuⱼ + Σ Qᵢⱼuᵢuⱼ + Σ factor·root + Σ factor·curve, where u are numbers and greater-of terms.</summary>
public sealed class FormParts
{
    private readonly UnknownNumbers unknowns;
    private readonly SortedDictionary<int, Enclosed> linear = [];
    private readonly SortedDictionary<(int, int), Enclosed> square = [];

    internal FormParts(UnknownNumbers unknowns, AffineForm form)
    {
        (this.unknowns, Constant) = (unknowns, form.Constant);
        foreach (var (unknown, factor) in form.Terms)
        {
            switch (unknowns.Lifts[unknown])
            {
                case Lift.Product(var left, var right):
                    Add(factor, left, right);
                    break;
                case Lift.Root root:
                    Roots.Add((factor, new FormParts(unknowns, root.Square)));
                    break;
                case Lift.Smooth curve:
                    Curves.Add((factor, curve));
                    break;
                case Lift.Pieces pieces:
                    AddPieces(factor, pieces);
                    break;
                case Lift.Quotient:
                    IsOfNoShape = true;
                    break;
                default:
                    Add(linear, unknown, factor);
                    break;
            }
        }
    }

    private FormParts(FormParts parts, Func<Enclosed, Rational> pick)
    {
        (unknowns, IsOfNoShape, Constant) = (parts.unknowns, parts.IsOfNoShape, Enclosed.Of(pick(parts.Constant)));
        foreach (var (unknown, factor) in parts.linear)
        {
            linear[unknown] = Enclosed.Of(pick(factor));
        }

        foreach (var ((i, j), factor) in parts.square.Where(static q => q.Key.Item1 <= q.Key.Item2))
        {
            square[(i, j)] = square[(j, i)] = Enclosed.Of(pick(factor));
        }

        Roots.AddRange(parts.Roots.Select(r => (Enclosed.Of(pick(r.Factor)), r.Square)));
        Curves.AddRange(parts.Curves.Select(c => (Enclosed.Of(pick(c.Factor)), c.Curve)));
    }

    /// <summary>c.</summary>
    public Enclosed Constant { get; private set; }

    /// <summary>aⱼ by unknown.</summary>
    public IReadOnlyDictionary<int, Enclosed> Linear => linear;

    /// <summary>Qᵢⱼ, symmetric, both (i, j) and (j, i).</summary>
    public IReadOnlyDictionary<(int, int), Enclosed> Square => square;

    /// <summary>Factors and the parts of the squares below the roots.</summary>
    public List<(Enclosed Factor, FormParts Square)> Roots { get; } = [];

    /// <summary>Factors and curves.</summary>
    public List<(Enclosed Factor, Lift.Smooth Curve)> Curves { get; } = [];

    /// <summary>Whether some part is neither convex nor concave, or stands for its function only where it is wanted small and is not.</summary>
    public bool IsOfNoShape { get; private set; }

    /// <summary>Whether it is affine in numbers and greater-of terms.</summary>
    public bool IsAffine => !IsOfNoShape && square.Count == 0 && Roots.Count == 0 && Curves.Count == 0;

    /// <summary>Whether all coefficients of the affine and the quadratic part are rational.</summary>
    public bool IsExact => Constant.IsExact && HasExactFactors;

    /// <summary>The same without c.</summary>
    public bool HasExactFactors => linear.Values.Concat(square.Values).Concat(Roots.Select(static r => r.Factor)).Concat(Curves.Select(static c => c.Factor)).All(static f => f.IsExact)
        && Roots.TrueForAll(static r => r.Square.IsExact) && Curves.TrueForAll(static c => c.Curve.IsExact);

    /// <summary>The parts with a rational in place of each coefficient, those below roots and in curves left as they are.</summary>
    /// <param name="pick">Called once for each coefficient, always in one order.</param>
    public FormParts With(Func<Enclosed, Rational> pick) => new(this, pick);

    /// <summary>The parts with a multiple of a quadratic added; both are exact.</summary>
    public FormParts Plus(Rational factor, FormParts quadratic)
    {
        var (sum, times) = (new FormParts(this, static number => Enclosed.TryExact(number, out var exact) ? exact : throw new InvalidOperationException("a coefficient that is not exact")), Enclosed.Of(factor));
        sum.Constant += times * quadratic.Constant;
        foreach (var (unknown, value) in quadratic.linear)
        {
            Add(sum.linear, unknown, times * value);
        }

        foreach (var (at, value) in quadratic.square)
        {
            Add(sum.square, at, times * value);
        }

        return sum;
    }

    /// <summary>Whether the form is certainly convex in the numbers, greater-of terms being wanted small; so many of these may have negative factors, which then define them.</summary>
    internal bool IsConvex(int defined = 0) =>
        linear.Count(t => unknowns.Lifts[t.Key] is Lift.Greater && !IsNonnegative(t.Value)) <= defined
        && !IsOfNoShape && IsSemidefinite(isHomogeneous: false)
        && Roots.TrueForAll(static r => IsNonnegative(r.Factor) && r.Square is { Roots.Count: 0, Curves.Count: 0 } && r.Square is { IsInNumbers: true, IsOfNoShape: false } && r.Square.IsSemidefinite(isHomogeneous: true))
        && Curves.TrueForAll(c => IsNonnegative(c.Curve.IsConvex ? c.Factor : -c.Factor));

    // Whether no greater-of terms take part.
    private bool IsInNumbers => linear.Keys.Concat(square.Keys.Select(static k => k.Item1)).All(k => unknowns.Lifts[k] is null);

    private static bool IsNonnegative(Enclosed factor) => Enclosed.Compare(Relation.GreaterOrEqual, factor, default) == Certainty.True;

    // Q, or with a further coordinate 1 the whole quadratic as a form, which is at least 0 everywhere where that is semidefinite.
    private bool IsSemidefinite(bool isHomogeneous)
    {
        int[] rows = [.. linear.Keys.Where(_ => isHomogeneous).Concat(square.Keys.Select(static k => k.Item1)).Distinct().Order()];
        if (rows.Length == 0)
        {
            return !isHomogeneous || IsNonnegative(Constant);
        }

        var half = Enclosed.Of(new Rational(1, 2));
        var size = rows.Length + (isHomogeneous ? 1 : 0);
        Enclosed Entry(int i, int j) => i < rows.Length && j < rows.Length ? square.GetValueOrDefault((rows[i], rows[j]))
            : i < rows.Length || j < rows.Length ? half * linear.GetValueOrDefault(rows[Math.Min(i, j)])
            : Constant;
        return PositiveMatrix<Enclosed>.IsSemidefinite(DenseMatrix<Enclosed>.Of(size, size, Entry)) == Certainty.True;
    }

    // Stretches may only be as short as they have to be where the whole is wanted small.
    private void AddPieces(Enclosed factor, Lift.Pieces pieces)
    {
        IsOfNoShape |= !IsNonnegative(factor);
        Constant += factor * pieces.Form.Constant;
        foreach (var (unknown, share) in pieces.Form.Terms)
        {
            if (unknowns.Lifts[unknown] is Lift.Product(var left, var right))
            {
                Add(factor * share, left, right, isOfPieces: true);
            }
            else
            {
                Add(linear, unknown, factor * share);
            }
        }
    }

    private void Add(Enclosed factor, AffineForm left, AffineForm right, bool isOfPieces = false)
    {
        // A product of greater-of terms grows with them, so it is only what it stands for where it is wanted small.
        IsOfNoShape |= !isOfPieces && !IsNonnegative(factor) && left.Terms.Concat(right.Terms).Any(t => unknowns.Lifts[t.Unknown] is not null);
        Constant += factor * left.Constant * right.Constant;
        foreach (var (unknown, of) in left.Terms)
        {
            Add(linear, unknown, factor * of * right.Constant);
        }

        var half = factor / Enclosed.Of(2);
        foreach (var (j, b) in right.Terms)
        {
            Add(linear, j, factor * b * left.Constant);
            foreach (var (i, a) in left.Terms)
            {
                Add(square, (i, j), half * a * b);
                Add(square, (j, i), half * a * b);
            }
        }
    }

    private static void Add<TKey>(SortedDictionary<TKey, Enclosed> into, TKey key, Enclosed value)
        where TKey : notnull
    {
        var sum = into.GetValueOrDefault(key) + value;
        if (Enclosed.TryExact(sum, out var exact) && exact.IsZero)
        {
            into.Remove(key);
        }
        else
        {
            into[key] = sum;
        }
    }
}
