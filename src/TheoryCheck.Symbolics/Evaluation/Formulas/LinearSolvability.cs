using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary><c>exists b in vector(d): for all i&lt;n: l_i(b) == r_i</c> for linear l_i: true exactly when elimination leaves no equation 0 = c with c ≠ 0.</summary>
internal sealed class LinearSolvability : FormulaEvaluation
{
    private const int MostNumbers = 256;

    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Quantified { Kind: QuantifierKind.Exists, Binders: [{ Where: null, Symbol.Indices.IsEmpty: true } binder], Body: var body }
            || binder.RangesOver is not Call { Operation.Name: "reals" or "vector" or "matrix" } || !IsEquations(body))
        {
            return null;
        }

        var unknowns = interpreter.Unknowns(binder.Symbol, interpreter.ShapeOf(binder.Symbol.Type));
        if (unknowns.Size is 0 or > MostNumbers)
        {
            throw Interpreter<T>.NoChecker($"equations in {unknowns.Size} unknowns");
        }

        var rows = Equations(interpreter.Among(unknowns), interpreter.Written(body)).Select(f => f.Polynomial(isLinear: true)).Select(f => f.LinearPart(unknowns.Size).Append(f.Constant).ToArray()).ToList();
        return IsConsistent(rows, unknowns.Size);
    }

    private static bool IsEquations(Term body) => body switch
    {
        Comparison { Relations: [Relation.Equal] } => true,
        Quantified { Kind: QuantifierKind.ForAll, Binders: [{ Domain: IndexRange { Upper: not Constant } }] } each => IsEquations(each.Body),
        Connective { Kind: ConnectiveKind.And } and => and.Children.All(IsEquations),
        _ => false,
    };

    private static IEnumerable<QuadraticForm<T>> Equations<T>(Interpreter<QuadraticForm<T>> inside, Term body)
        where T : IReal<T> => body switch
        {
            Quantified each => inside.CertainPoints(each.Binders).SelectMany(point => Equations(point, each.Body)),
            Connective and => and.Children.SelectMany(c => Equations(inside, c)),
            _ => inside.TensorOf(inside.Value(body.Children[0])).Elements.ToArray().Zip(inside.TensorOf(inside.Value(body.Children[1])).Elements.ToArray(), static (l, r) => l - r),
        };

    // Elimination on the rows [coefficients | constant]; every pivot and every zero must be certain.
    private static Certainty IsConsistent<T>(List<T[]> rows, int unknowns)
        where T : IReal<T>
    {
        for (var column = 0; column < unknowns; column++)
        {
            var pivot = rows.Find(r => T.Compare(Relation.NotEqual, r[column], r[column].Literal(Rational.Zero)) == Certainty.True);
            if (pivot is null)
            {
                if (rows.Exists(r => T.Compare(Relation.Equal, r[column], r[column].Literal(Rational.Zero)) != Certainty.True))
                {
                    return Certainty.Unknown;
                }

                continue;
            }

            rows = [.. rows.Where(r => !ReferenceEquals(r, pivot)).Select(r =>
            {
                var factor = r[column] / pivot[column];
                return r.Select((x, j) => j <= column ? x.Literal(Rational.Zero) : x - (factor * pivot[j])).ToArray();
            })];
        }

        return rows.Aggregate(Certainty.True, (all, r) => all.And(T.Compare(Relation.Equal, r[unknowns], r[unknowns].Literal(Rational.Zero))));
    }
}
