using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Checker.Statements;

/// <summary>The mean over one normal number z of what is a polynomial in |z| for each sign of z: E|z|^k = (k - 1)!!, times √(2/π) for odd k.</summary>
internal static class NormalMean
{
    /// <summary><c>expect(z: e)</c>, of a draw <c>normal(m, v)</c> or <c>normal(1)</c>, or a family of one.</summary>
    public static Value Of(Evaluator evaluator, Binding binding, Scope scope)
    {
        var (jets, reals, symbol) = (evaluator.Jets, evaluator.Reals, binding.Binders[0].Symbol);
        var isRead = binding is { Given: null, Binders: [{ Domain: null, Where: null, At: null }] } && symbol is { Role: SymbolRole.Draw, Evolution: null };
        var law = isRead && symbol.Domain is Call { Operation.Name: "normal" } of ? of.Arguments : throw new NotShownException("only normal means are read");
        Enclosure Moment(int k) => Enumerable.Range(1, k).Where(j => (k - j) % 2 == 1)
            .Aggregate(k % 2 == 0 ? 1 : reals.Sqrt(reals.Divide(2, reals.Pi)), (product, j) => reals.Multiply(product, j));
        return jets.While(Motion.Whole, scope, inner =>
        {
            Jet Draw(Jet z) => law.Count == 1 ? z : jets.Add(evaluator.Number(law[0], inner), jets.Multiply(jets.Sqrt(evaluator.Number(law[1], inner)), z));
            Jet Only(int i, Jet z) => i == 0 ? Draw(z) : throw new NotShownException("only a mean over one number is read");
            Value Side(int sign) => evaluator.Of(binding.Body, inner.With(symbol, evaluator.Free(symbol, inner, i => Only(i, new Jet(0, sign)))));
            return Evaluator.Map(evaluator.Apply(ArithmeticOperator.Add, Side(1), Side(-1)), e =>
                reals.Divide(e.Terms.Select((t, k) => reals.Multiply(t, Moment(k))).Aggregate(reals.Add), 2));
        });
    }
}
