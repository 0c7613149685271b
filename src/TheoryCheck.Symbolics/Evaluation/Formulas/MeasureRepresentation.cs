using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Functionals;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Sets;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Formulas;

/// <summary>
/// <c>exists s[j&lt;m] in reals, t[j&lt;m] in S: A == {sum(j&lt;m: s[j]*dirac(t[j]))} and B</c>, where A is known: a measure of exactly m atoms is such a
/// sum for the orders of its atoms and nothing else, one of more atoms for nothing.
/// </summary>
internal sealed class MeasureRepresentation : FormulaEvaluation
{
    private const int MostAtoms = 6;

    /// <inheritdoc/>
    public override Certainty? Decide<T>(Interpreter<T> interpreter, Term formula)
    {
        if (formula is not Quantified { Kind: QuantifierKind.Exists, Binders: [{ Where: null } weights, { Where: null } points], Body: var body }
            || weights.Symbol.Indices is not [{ Domain: IndexRange range }] || points.Symbol.Indices is not [_]
            || Length(interpreter, range) is null || weights.RangesOver is not Call { Operation: Reals })
        {
            return null;
        }

        var parts = body is Connective { Kind: ConnectiveKind.And } and ? and.Children : [body];
        if (parts.Select(p => Represented(p, weights.Symbol, points.Symbol, range => Length(interpreter, range))).FirstOrDefault(p => p is not null) is not { } found)
        {
            return null;
        }

        var count = Length(interpreter, range)!.Value;
        switch (interpreter.Value(found.Set))
        {
            case Value<T>.SetByMembership { IsSingleton: Certainty.False }:
                return Certainty.False;
            case Value<T>.SetByMembership described:
                return described.FewestAtoms > count ? Certainty.False : Certainty.Unknown;
            case var set when interpreter.Enumerate(set).Take(2).ToList() is var members:
                return members is [Value<T>.Measure only]
                    ? Decide(interpreter, only, count, (weights.Symbol, points), parts.Where(p => !ReferenceEquals(p, found.Equation)).ToList())
                    : members.Count == 1 ? null : Certainty.False;
            default:
                return null;
        }
    }

    private static Certainty Decide<T>(Interpreter<T> interpreter, Value<T>.Measure measure, int count, (Symbol Weights, Binder Points) witness, List<Term> rest)
        where T : IReal<T>
    {
        var atoms = MergedMeasure<T>.Of(interpreter, measure).Decided(interpreter).Atoms;
        if (atoms.Count > count)
        {
            return Certainty.False;
        }

        if (atoms.Count < count || count > MostAtoms || atoms.Any(a => a.Point is not Value<T>.Tensor))
        {
            return Certainty.Unknown;
        }

        var space = witness.Points.RangesOver!;
        var holds = measure.Space is { } own && own.Equals(Unfold.Definitions(space))
            ? Certainty.True
            : atoms.Aggregate(Certainty.True, (all, a) => all.And(interpreter.Contains(interpreter.Value(space), a.Point)));
        var any = Certainty.False;
        foreach (var order in Orders([.. atoms]))
        {
            var at = interpreter
                .With(witness.Weights, new Value<T>.Tensor(new([count], order.Select(a => interpreter.ScalarOf(a.Weight)).ToArray())))
                .With(witness.Points.Symbol, new Value<T>.Tensor(Stacked(order)));
            any = any.Or(rest.Aggregate(holds, (all, part) => all == Certainty.False ? all : all.And(at.TruthOf(part))));
            if (any == Certainty.True)
            {
                break;
            }
        }

        return any;
    }

    private static TensorValue<T> Stacked<T>(IReadOnlyList<Value<T>.WeightedPoint> atoms)
        where T : IReal<T>
    {
        var points = atoms.Select(a => ((Value<T>.Tensor)a.Point).Elements).ToList();
        return new([points.Count, .. points[0].Dimensions], points.SelectMany(p => p.Elements.ToArray()).ToArray());
    }

    private static IEnumerable<List<TAtom>> Orders<TAtom>(List<TAtom> atoms) => atoms.Count <= 1
        ? [atoms]
        : atoms.SelectMany((first, i) => Orders([.. atoms.Where((_, j) => j != i)]).Select(rest => new List<TAtom> { first }.Concat(rest).ToList()));

    // A part of the form A == {sum(j<m: s[j]*dirac(t[j]))}, either way round.
    private static (Term Set, Term Equation)? Represented(Term part, Symbol weights, Symbol points, Func<IndexRange, int?> length) => part switch
    {
        Comparison { Relations: [Relation.Equal], Children: [var set, Collection { Kind: CollectionKind.Set, Children: [var sum] }] } when IsSum(sum, weights, points, length) && IsFree(set) => (set, part),
        Comparison { Relations: [Relation.Equal], Children: [Collection { Kind: CollectionKind.Set, Children: [var sum] }, var set] } when IsSum(sum, weights, points, length) && IsFree(set) => (set, part),
        _ => null,
    };

    // The number of indices of a range that starts at 0; null for other ranges.
    private static int? Length<T>(Interpreter<T> interpreter, IndexRange range)
        where T : IReal<T> => range.Lower is Number { Value.IsZero: true } && interpreter.IntegerOf(range.Upper) is var last && last < int.MaxValue ? (int)last + 1 : null;

    private static bool IsFree(Term set) => set.Type is SetType { Element: MeasureType };

    private static bool IsSum(Term term, Symbol weights, Symbol points, Func<IndexRange, int?> length)
    {
        bool IsAt(Term element, Symbol family, Symbol index) => element is Element { Tensor: Reference { Symbol: var of }, Indices: [Reference { Symbol: var at }] }
            && ReferenceEquals(of, family) && ReferenceEquals(at, index);
        bool IsAtom(Term left, Term right, Symbol index) => IsAt(left, weights, index) && right is Call { Operation: Dirac, Arguments: [var point] } && IsAt(point, points, index);
        return term is Binding { Form: Sum, Binders: [{ Where: null, Domain: IndexRange range } index], Body: Arithmetic { Operator: ArithmeticOperator.Multiply, Children: [var left, var right] } }
            && weights.Indices is [{ Domain: IndexRange own }] && points.Indices is [{ Domain: IndexRange also }] && length(range) is { } count && length(own) == count && length(also) == count
            && (IsAtom(left, right, index.Symbol) || IsAtom(right, left, index.Symbol));
    }
}
