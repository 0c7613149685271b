using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima.Linear;

/// <summary>
/// A case distinction by comparisons of one affine form t whose value is a polynomial of degree at most 2 in t in each case, such as Huber's loss: read at a number between any two at which a comparison changes. A
/// continuous function p₀, .., pₘ with such pieces and rising slopes is the least Σ pₖ'(bₖ)·sₖ + qₖ·sₖ² over stretches sₖ of the way from the first change b₁ to t, each at most as long as its piece.
/// </summary>
internal sealed class PiecewiseForm
{
    private readonly Interpreter<AffineForm> at;
    private readonly Conditional term;
    private readonly UnknownNumbers unknowns;
    private readonly SortedSet<Rational> changes = [];
    private AffineForm? direction;

    private PiecewiseForm(Interpreter<AffineForm> at, Conditional term, UnknownNumbers unknowns) => (this.at, this.term, this.unknowns) = (at, term, unknowns);

    /// <summary>The form; null where the cases are of another kind, or neither convex nor concave.</summary>
    public static AffineForm? Of(Interpreter<AffineForm> at, Conditional term)
    {
        var unknowns = at.Literal(Rational.Zero).Unknowns;
        return unknowns.Choose is not null ? null : new PiecewiseForm(at, term, unknowns).Read();
    }

    private AffineForm? Read()
    {
        var before = unknowns.Mark();
        (Rational Constant, Rational Slope, Rational Bend)? Piece(Rational place) => Polynomial(ValueAt(place));
        try
        {
            ValueAt(Rational.Zero);
            for (var seen = -1; seen < changes.Count;)
            {
                seen = changes.Count;
                foreach (var place in Places().ToList())
                {
                    ValueAt(place);
                }
            }

            var between = Places().Select(Piece).ToList();
            if (direction is null || between.Exists(static p => p is null))
            {
                return null;
            }

            var pieces = between.ConvertAll(static p => p!.Value);
            Rational[] met = [.. changes];
            var isContinuous = met.Index().All(c => Value(pieces[c.Index], c.Item) == Value(pieces[c.Index + 1], c.Item) && Piece(c.Item) is { } there && Value(there, c.Item) == Value(pieces[c.Index], c.Item))
                && changes.Count == met.Length;
            unknowns.Return(before);

            // What is made of the pieces holds in all cases.
            unknowns.Choose = null;
            return !isContinuous ? null
                : IsConvex(pieces) ? Convex(pieces)
                : pieces.ConvertAll(static p => (-p.Constant, -p.Slope, -p.Bend)) is var mirrored && IsConvex(mirrored) ? -Convex(mirrored)
                : null;
        }
        catch (Exception e) when (e is NotRepresentableException or UndecidedException or UndefinedException)
        {
            unknowns.Return(before);
            return null;
        }
        finally
        {
            unknowns.Choose = null;
        }
    }

    private static Rational Value((Rational Constant, Rational Slope, Rational Bend) piece, Rational t) => piece.Constant + (t * (piece.Slope + (t * piece.Bend)));

    private static Rational Slope((Rational Constant, Rational Slope, Rational Bend) piece, Rational t) => piece.Slope + (2 * t * piece.Bend);

    private bool IsConvex(List<(Rational Constant, Rational Slope, Rational Bend)> pieces) =>
        pieces.TrueForAll(static p => p.Bend.Sign >= 0) && changes.Index().All(c => Slope(pieces[c.Index], c.Item) <= Slope(pieces[c.Index + 1], c.Item));

    // A number in each part of the line.
    private IEnumerable<Rational> Places() => changes.Count == 0 ? [Rational.Zero]
        : [changes.Min - Rational.One, .. changes.Zip(changes.Skip(1), static (a, b) => (a + b) / 2), changes.Max + Rational.One];

    private AffineForm ValueAt(Rational place)
    {
        bool Choose(Relation relation, AffineForm form)
        {
            if (!unknowns.IsInNumbers(form))
            {
                throw new NotRepresentableException("cases that depend on a function of the numbers");
            }

            direction ??= form.WithConstant(Rational.Zero).Scaled(Rational.One / Exact(form.Terms[0].Factor));
            var scale = Exact(form.Terms[0].Factor) / Exact(direction.Terms[0].Factor);
            if (form.WithConstant(Rational.Zero) - direction.Scaled(scale) is not { Terms.Count: 0 })
            {
                throw new NotRepresentableException("cases that depend on more than one number");
            }

            var constant = Exact(form.Constant);
            changes.Add(-constant / scale);
            return Rational.Compare(relation, (scale * place) + constant, Rational.Zero) == Certainty.True;
        }

        unknowns.Choose = Choose;

        // Bound anew, so that no value of another case is remembered.
        var inner = at.With(new Symbol("case", SymbolRole.Given, default) { Type = TermType.Real }, new Value<AffineForm>.Exact(place));
        var isThen = inner.TruthOf(term.Condition) switch { Certainty.True => true, Certainty.False => false, _ => throw new UndecidedException("a case distinction is not decided") };
        return inner.ScalarOf(inner.Value(isThen ? term.Then : term.Otherwise));
    }

    // The polynomial in t that a form is; null where it is none.
    private (Rational Constant, Rational Slope, Rational Bend)? Polynomial(AffineForm form)
    {
        var parts = unknowns.PartsOf(form);
        if (direction is null || !parts.IsExact || parts.Roots.Count > 0 || parts.Curves.Count > 0 || parts.IsOfNoShape)
        {
            return null;
        }

        var first = direction.Terms[0].Unknown;
        var (slope, bend) = (Exact(parts.Linear.GetValueOrDefault(first)), Exact(parts.Square.GetValueOrDefault((first, first))));
        var isLinear = parts.Linear.Keys.All(k => direction.Terms.Any(t => t.Unknown == k)) && direction.Terms.All(t => Exact(parts.Linear.GetValueOrDefault(t.Unknown)) == slope * Exact(t.Factor));
        var isSquare = parts.Square.Keys.All(k => direction.Terms.Any(t => t.Unknown == k.Item1) && direction.Terms.Any(t => t.Unknown == k.Item2))
            && direction.Terms.All(s => direction.Terms.All(t => Exact(parts.Square.GetValueOrDefault((s.Unknown, t.Unknown))) == bend * Exact(s.Factor) * Exact(t.Factor)));
        return isLinear && isSquare ? (Exact(parts.Constant), slope, bend) : null;
    }

    private AffineForm Convex(List<(Rational Constant, Rational Slope, Rational Bend)> pieces)
    {
        var number = direction!;
        if (pieces.TrueForAll(static p => p.Bend.IsZero))
        {
            return pieces.ConvertAll(p => number.Scaled(p.Slope) + number.Literal(p.Constant)).Aggregate(AffineForm.Max);
        }

        var start = changes.Min;
        var (way, sum) = (number.Literal(start), number.Literal(Value(pieces[0], start)));
        for (var k = 0; k < pieces.Count; k++)
        {
            var (sign, from) = k == 0 ? (-Rational.One, start) : (Rational.One, changes.ElementAt(k - 1));
            var stretch = unknowns.Stretch();
            unknowns.Require(new(-stretch, false));
            if (k > 0 && k < changes.Count)
            {
                unknowns.Require(new(stretch - number.Literal(changes.ElementAt(k) - from), false));
            }

            way += stretch.Scaled(sign);
            sum += stretch.Scaled(sign * Slope(pieces[k], from));
            sum += pieces[k].Bend.IsZero ? number.Literal(Rational.Zero) : unknowns.SquareOf(stretch).Scaled(pieces[k].Bend);
        }

        unknowns.Require(new(way - number, true));
        return unknowns.Pieces(sum);
    }

    private static Rational Exact(Enclosed number) => Enclosed.TryExact(number, out var exact) ? exact : throw new NotRepresentableException("cases with irrational numbers");
}
