using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Optimization.LinearPrograms;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Optima.Linear;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Linear;

/// <summary>
/// A formula about unknown numbers whose comparisons, steps, absolute values and maxima are of affine functions of them in each of finitely many cases: the cases are polyhedra, walked
/// depth first. A point of the case at hand says which way the next comparison goes there; whether the other way is a case too is a linear program.
/// </summary>
/// <param name="statement">The unknowns with the conditions on them.</param>
/// <param name="formula">The formula.</param>
internal sealed class CaseDistinction(LinearStatement statement, Term formula)
{
    private const int MostUnknowns = 64;
    private const int MostCases = 4000;

    private bool isOpen;

    /// <summary>Whether the unknowns have a point at which all conditions hold, strict ones included.</summary>
    public static Certainty HasPoint(LinearStatement statement)
    {
        try
        {
            return new CaseDistinction(statement, Constant.True).Find(Certainty.True)?.Exists ?? Certainty.Unknown;
        }
        catch (NotRepresentableException)
        {
            return Certainty.Unknown;
        }
    }

    /// <summary>A point at which the formula has a truth value, <see cref="Certainty.True"/> with the point or <see cref="Certainty.False"/> where there is certainly none; null where the formula is of another kind.</summary>
    /// <param name="wanted">The truth value.</param>
    public (Certainty Exists, IReadOnlyList<Rational> Point)? Find(Certainty wanted)
    {
        if (statement.Size is 0 or > MostUnknowns)
        {
            return null;
        }

        var open = new Stack<ImmutableList<Part>>([[]]);
        for (var cases = 0; open.TryPop(out var path); cases++)
        {
            if (cases == MostCases)
            {
                return (Certainty.Unknown, []);
            }

            if (PointOf(path) is not { } point)
            {
                continue;
            }

            var (met, own) = (0, path);
            bool Choose(Relation relation, AffineForm form)
            {
                if (met++ < path.Count)
                {
                    return path[met - 1].Holds;
                }

                var parts = Part.Of(relation, form);
                var here = parts.First(p => p.Contains(point));
                foreach (var other in parts.Where(p => p != here))
                {
                    open.Push(own.Add(other));
                }

                own = own.Add(here);
                return here.Holds;
            }

            var truth = statement.Truth(formula, Choose);
            if (truth is null)
            {
                return null;
            }

            if (truth == wanted)
            {
                return (Certainty.True, point);
            }

            isOpen |= truth == Certainty.Unknown;
        }

        return (isOpen ? Certainty.Unknown : Certainty.False, []);
    }

    // A point of a case, as far inside of what is strict as it may be up to 1; null when there is none, or none is found.
    private IReadOnlyList<Rational>? PointOf(ImmutableList<Part> path)
    {
        var rows = new List<RationalBounds>();
        var entries = Enumerable.Range(0, statement.Size + 1).Select(static _ => ImmutableArray.CreateBuilder<(int, Rational)>()).ToArray();
        foreach (var condition in statement.Conditions)
        {
            Add(condition.Form, new(condition.IsEquation ? Rational.Zero : null, Rational.Zero), condition.IsStrict);
        }

        foreach (var part in path)
        {
            Add(part.Form, part.Bounds, part.IsStrict);
        }

        var columns = entries.Select((e, j) => new RationalColumn(j == statement.Size ? Rational.One : Rational.Zero, j == statement.Size ? new(null, Rational.One) : RationalBounds.Free, e.ToImmutable()));
        var program = new RationalProgram(ObjectiveSense.Maximise, [.. rows], [.. columns], Rational.Zero);
        var optimum = RationalOptimum.Of(program, withUniqueness: false);
        isOpen |= optimum.Status is not (LinearProgramStatus.Optimal or LinearProgramStatus.Infeasible);
        return optimum.Outcome?.Certificate is { Value.Sign: > 0 } certificate ? certificate.Primal : null;

        // The last unknown is how far strict conditions are kept from their bounds.
        void Add(AffineForm form, RationalBounds bounds, bool isStrict)
        {
            foreach (var (unknown, factor) in form.Terms)
            {
                entries[unknown].Add((rows.Count, Exact(factor)));
            }

            if (isStrict)
            {
                entries[^1].Add((rows.Count, bounds.Upper is null ? -Rational.One : Rational.One));
            }

            var constant = Exact(form.Constant);
            rows.Add(new(bounds.Lower - constant, bounds.Upper - constant));
        }
    }

    private static Rational Exact(Enclosed value) => Enclosed.TryExact(value, out var exact) ? exact : throw new NotRepresentableException("a case distinction of numbers that are only enclosed");

    // One way a comparison of a form with 0 goes, and what the comparison is then.
    private sealed record Part(AffineForm Form, int Sign, bool IsStrict, bool Holds)
    {
        public RationalBounds Bounds => new(Sign < 0 ? null : Rational.Zero, Sign > 0 ? null : Rational.Zero);

        public static IReadOnlyList<Part> Of(Relation relation, AffineForm form) => relation switch
        {
            Relation.Less => [new(form, -1, true, true), new(form, 1, false, false)],
            Relation.LessOrEqual => [new(form, -1, false, true), new(form, 1, true, false)],
            Relation.Greater => [new(form, 1, true, true), new(form, -1, false, false)],
            Relation.GreaterOrEqual => [new(form, 1, false, true), new(form, -1, true, false)],
            _ => [new(form, 0, false, relation == Relation.Equal), new(form, -1, true, relation != Relation.Equal), new(form, 1, true, relation != Relation.Equal)],
        };

        public bool Contains(IReadOnlyList<Rational> point)
        {
            var sign = Form.Terms.Aggregate(Exact(Form.Constant), (sum, t) => sum + (Exact(t.Factor) * point[t.Unknown])).Sign;
            return sign == Sign || (sign == 0 && !IsStrict);
        }
    }
}
