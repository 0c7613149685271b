using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>Compares two scalars at random points of the domain: exactly where both values are rational, else by enclosures, which refute only when they are apart.</summary>
[Cites("schwartz1980", "Corollary 1")]
internal sealed class Trials(Term left, Term right, Facts facts, ulong seed)
{
    private const int Precision = 128;
    private const double Narrow = 1e-15;
    private const int Wide = 1 << 20;
    private const long Work = 1_500_000;

    private readonly WorkBudget budget = new(Work);
    private readonly Dictionary<Term, Term> forms = [];

    public EqualityEvidence Run(int points)
    {
        var degree = Degree();
        var (agreed, reason) = (0, "no point of the domain was found");
        for (var i = 0; i < points * 8 && agreed < points; i++)
        {
            var point = new SamplePoint(unchecked((seed * 0x9E3779B97F4A7C15UL) + (ulong)i), degree is null ? 1 + (i % 7) : Wide, facts);
            try
            {
                if (!facts.Formulas.All(f => Exactly(point).Holds(Form(f))))
                {
                    continue;
                }
            }
            catch (NotRepresentableException undecided)
            {
                if (!Assumed(point, ref reason, undecided))
                {
                    continue;
                }
            }
            catch (UndefinedException)
            {
                continue;
            }

            try
            {
                if (Compare(point) is { } refuted)
                {
                    if (point.IsModel && !MayModel())
                    {
                        return new EqualityEvidence.Unknown("the sides differ for a function or series that need not belong to the declared class");
                    }

                    return refuted;
                }

                agreed++;
            }
            catch (NotRepresentableException missing)
            {
                reason = missing.Message;
            }
            catch (UndefinedException)
            {
                // Neither a success nor a counterexample.
            }
            catch (OverflowException)
            {
                reason = "a number too large";
            }
        }

        return agreed == 0 ? new EqualityEvidence.Unknown(reason)
            : degree is { } bound ? new EqualityEvidence.Supported(agreed, Math.Pow(Math.Max(bound, 1) / (double)((2 * Wide) + 1), agreed))
            : new EqualityEvidence.Unrefuted(agreed);
    }

    private Term Form(Term formula)
    {
        if (!forms.TryGetValue(formula, out var form))
        {
            form = IndexForm.Of(formula);
            forms.Add(formula, form);
        }

        return form;
    }

    private Evaluation<Rational> Exactly(SamplePoint point) => new(point, Rational.One, budget: budget);

    private Evaluation<Interval> Enclosed(SamplePoint point) => new(point, Interval.FromRational(1, Precision), budget: budget);

    private bool Assumed(SamplePoint point, ref string reason, Exception undecided)
    {
        try
        {
            return facts.Formulas.All(f => Enclosed(point).Holds(Form(f)));
        }
        catch (Exception e) when (e is NotRepresentableException or UndefinedException)
        {
            reason = undecided.Message;
            return false;
        }
    }

    private EqualityEvidence.Refuted? Compare(SamplePoint point)
    {
        try
        {
            var exact = Exactly(point);
            var (a, b) = (exact.Scalar(left), exact.Scalar(right));
            return a == b ? null : Found(point, a.ToString(), b.ToString(), true);
        }
        catch (NotRepresentableException)
        {
            var enclosed = Enclosed(point);
            var (a, b) = (enclosed.Scalar(left), enclosed.Scalar(right));
            if (a.IsUndecided || b.IsUndecided || !a.IsBounded || !b.IsBounded)
            {
                throw new NotRepresentableException("an undecided value");
            }

            if (!a.Overlaps(b))
            {
                return Found(point, a.ToString(), b.ToString(), false);
            }

            return a.Width + b.Width < Narrow ? null : throw new NotRepresentableException("enclosures too wide to compare");
        }
    }

    private static EqualityEvidence.Refuted Found(SamplePoint point, string left, string right, bool exact) =>
        new(point.Values.Select(v => new PointValue(v.Name, v.Value)).ToSequence(), left, right, exact);

    /// <summary>Whether the models of given functions belong to their declared classes: only smoothness is asked of them, and no state is involved.</summary>
    private bool MayModel() => left.FreeSymbols().Concat(right.FreeSymbols()).All(s =>
        s.Evolution is null && (s.Type is not FunctionType || s.Restriction is null || IsSmoothness(s.Restriction)));

    private static bool IsSmoothness(Term restriction) => restriction switch
    {
        Call { Operation.Name: "smooth" or "continuous" } => true,
        Connective { Kind: ConnectiveKind.And } both => both.Children.All(IsSmoothness),
        Quantified { Kind: QuantifierKind.ForAll } all => IsSmoothness(all.Body),
        _ => false,
    };

    /// <summary>The degree of a polynomial identity in symbols that range over all reals; null when the lemma does not apply.</summary>
    private int? Degree()
    {
        var symbols = left.FreeSymbols().Concat(right.FreeSymbols()).ToList();
        return facts.Formulas.IsEmpty && symbols.All(s => s.Domain is Call { Operation.Name: "reals" or "vector" or "matrix" } && Fixed(s))
            && Of(left) is { } a && Of(right) is { } b ? Math.Max(a, b) : null;

        static bool Fixed(Symbol s) => s.Type is TensorType tensor && tensor.Axes.All(x => x.Length is Number);
        static int? Of(Term term)
        {
            switch (term)
            {
                case Number:
                    return 0;
                case Reference or Element { Tensor: Reference }:
                    return 1;
                case Arithmetic { Operator: ArithmeticOperator.Add or ArithmeticOperator.Negate }:
                    return term.Children.Select(Of).Aggregate((int?)0, (x, y) => x is { } p && y is { } q ? Math.Max(p, q) : null);
                case Arithmetic { Operator: ArithmeticOperator.Multiply }:
                    return term.Children.Select(Of).Aggregate((int?)0, (x, y) => x + y);
                case Arithmetic { Operator: ArithmeticOperator.Power, Children: [var root, Number { Value: { IsInteger: true, Sign: >= 0 } e }] } when e < 20:
                    return Of(root) * (int)e.Numerator;
                case Binding { Form: Sum } sum when sum.Binders.All(b => b.Where is null):
                    return Of(sum.Body);
                default:
                    return null;
            }
        }
    }
}
