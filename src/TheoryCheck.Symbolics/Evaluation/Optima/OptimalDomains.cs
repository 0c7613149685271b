using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Forms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Optima;

/// <summary>
/// Statements about optimal points of which no list is known: u in argmin(v in S where A(v): f(v)) says u in S and A(u) and f(u) ≤ m, where m is the least value, so that what decides statements about
/// points of S decides these too.
/// </summary>
internal static class OptimalDomains
{
    /// <summary>Whether a set is an <c>argmin</c> or <c>argmax</c> over a space of numbers, or the name of one.</summary>
    public static bool Is(Term? set) => Behind(set) is not null;

    /// <summary>The form over the points that conditions describe; null where no binder and no condition is about optimal points without a list.</summary>
    /// <exception cref="NotRepresentableException">The optimal value is not known exactly.</exception>
    public static Binding? Opened<T>(Interpreter<T> interpreter, Binding form)
        where T : IReal<T>
    {
        var opening = new Opening(interpreter.Exactly);
        return opening.Binders(interpreter, form.Binders) is not { } binders ? null
            : opening.IsWider ? throw new NotRepresentableException("the optimal points of a problem whose value is known only between bounds, and which is not known to have only one")
            : new Binding(form.Form, form.Type, form.Leading, binders, form.Bodies, form.Given);
    }

    /// <summary>Decides a quantifier over optimal points without a list; null where there are none such.</summary>
    /// <remarks>Where the optimal value is only known between bounds, what holds of all points up to the farther bound holds of the optimal ones.</remarks>
    public static Certainty? Decide<T>(Interpreter<T> interpreter, Quantified formula)
        where T : IReal<T>
    {
        if (formula.Kind is not (QuantifierKind.ForAll or QuantifierKind.Exists))
        {
            return null;
        }

        var opening = new Opening(interpreter.Exactly);
        if (opening.Binders(interpreter, formula.Binders) is not { } binders)
        {
            return null;
        }

        var decided = interpreter.TruthOf(new Quantified(formula.Kind, binders, formula.Body));
        return !opening.IsWider || decided == CertaintyLogic.Of(formula.Kind == QuantifierKind.ForAll) ? decided
            : throw new NotRepresentableException("a statement about the optimal points of a problem whose value is known only between bounds, and which is not known to have only one");
    }

    private static Binding? Behind(Term? set) =>
        set is not null && Unfold.Definitions(set) is Binding { Form: Argmin or Argmax, Binders: [{ Symbol: { Indices.IsEmpty: true, Type: not MeasureType } }] } optimum && OptimumEvaluation.IsSearched(optimum) ? optimum : null;

    /// <summary>Puts conditions in the place of sets of optimal points.</summary>
    private sealed class Opening(Func<Interpreter<Rational>> exactly)
    {
        /// <summary>Whether more points than the optimal ones satisfy the conditions.</summary>
        public bool IsWider { get; private set; }

        public Sequence<Binder>? Binders<T>(Interpreter<T> interpreter, Sequence<Binder> binders)
            where T : IReal<T>
        {
            var isOpened = false;
            var opened = binders.Map(binder =>
            {
                var (domain, conditions) = (binder.Domain, new List<Term>());
                if (binder.Symbol.Indices.IsEmpty && Behind(domain) is { } optimum && !IsListed(interpreter, domain!))
                {
                    (domain, isOpened) = (optimum.Binders[0].RangesOver, true);
                    conditions.AddRange(Conditions(optimum, Build.Ref(binder.Symbol)));
                }

                if (binder.Where is { } where)
                {
                    var written = Memberships(where);
                    isOpened |= !ReferenceEquals(written, where);
                    conditions.Add(written);
                }

                return binder with { Domain = domain, Where = Joined(conditions) };
            });
            return isOpened ? opened : null;
        }

        // In conjunctions only: elsewhere a wider set could be claimed to have a point.
        private Term Memberships(Term condition)
        {
            switch (condition)
            {
                case Connective { Kind: ConnectiveKind.And } and:
                    var parts = and.Children.Map(Memberships);
                    return parts.Zip(and.Children).All(static p => ReferenceEquals(p.First, p.Second)) ? condition : new Connective(ConnectiveKind.And, parts);
                case Membership { IsSubset: false, Right: var set } member when Behind(set) is { } optimum:
                    return Joined([new Membership(member.Left, optimum.Binders[0].RangesOver!, isSubset: false), .. Conditions(optimum, member.Left)])!;
                default:
                    return condition;
            }
        }

        private IEnumerable<Term> Conditions(Binding optimum, Term point)
        {
            var isMaximum = optimum.Form is Argmax;
            var found = OptimumEvaluation.Of(exactly(), optimum);
            if (found.Infinite != 0)
            {
                return [Constant.False];
            }

            var bound = (isMaximum ? found.Lower : found.Upper) ?? throw new NotRepresentableException("the optimal points of a problem of whose value no bound is known");
            IsWider |= found.Lower != found.Upper;
            var symbol = optimum.Binders[0].Symbol;
            var best = new Comparison(optimum.Body, isMaximum ? Relation.GreaterOrEqual : Relation.LessOrEqual, new Number(bound));
            return new[] { optimum.Binders[0].Where, best }.OfType<Term>().Select(c => c.Replace(symbol, point));
        }

        private static Term? Joined(List<Term> conditions) => conditions.Count == 0 ? null : conditions.Count == 1 ? conditions[0] : new Connective(ConnectiveKind.And, conditions.ToSequence());

        private static bool IsListed<T>(Interpreter<T> interpreter, Term domain)
            where T : IReal<T>
        {
            try
            {
                return interpreter.Value(domain) is Value<T>.FiniteSet;
            }
            catch (NotRepresentableException)
            {
                return false;
            }
        }
    }
}
