using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Derivations;

/// <summary>Terms as plain text close to the claim language, for steps and messages of the engine.</summary>
internal static class TermText
{
    public static string Of(Term term) => Of(term, 0);

    private static string Of(Term term, int outer)
    {
        var (text, own) = term switch
        {
            Number { Value: var value } => (value.ToString(), value.IsInteger && value.Sign >= 0 ? 9 : 2),
            Constant constant => (constant.Name, 9),
            Reference reference => (reference.Symbol.Name, 9),
            Element element => ($"{Of(element.Tensor, 9)}[{List(element.Indices)}]", 9),
            Slice slice => ($"{Of(slice.Tensor, 9)}[{Of(slice.From)}..{Of(slice.To)}]", 9),
            Arithmetic { Operator: ArithmeticOperator.Add } sum => (string.Join(" + ", sum.Children.Select(c => Of(c, 1))), 1),
            Arithmetic { Operator: ArithmeticOperator.Multiply } product => (string.Join("*", product.Children.Select(c => Of(c, 3))), 3),
            Arithmetic { Operator: ArithmeticOperator.Divide } quotient => ($"{Of(quotient.Children[0], 3)}/{Of(quotient.Children[1], 4)}", 3),
            Arithmetic { Operator: ArithmeticOperator.Power } power => ($"{Of(power.Children[0], 9)}^{Of(power.Children[1], 9)}", 8),
            Arithmetic negation => ($"-{Of(negation.Children[0], 3)}", 2),
            Call call => ($"{call.Operation.Name}({List(call.Arguments)})", 9),
            Apply apply => ($"{Of(apply.Function, 9)}({List(apply.Arguments)})", 9),
            Binding binding => ($"{binding.Form.Name}({string.Join(", ", binding.Binders.Select(Of))}: {List(binding.Bodies)})", 9),
            Conditional c => ($"if({Of(c.Condition)}, {Of(c.Then)}, {Of(c.Otherwise)})", 9),
            Comparison comparison => (Chain(comparison), 0),
            Connective connective => (string.Join($" {connective.Kind.ToString().ToLowerInvariant()} ", connective.Children.Select(c => Of(c, 1))), 0),
            AtStep step => ($"{Of(step.Series, 9)}@{(step.Step is null ? "next" : Of(step.Step, 9))}", 9),
            IndexRange range => ($"{Of(range.Lower, 1)}..{Of(range.Upper, 1)}", 0),
            _ => ($"{term.GetType().Name}({string.Join(", ", term.Children.Select(c => Of(c)))})", 9),
        };
        return own < outer ? $"({text})" : text;
    }

    private static string Of(Binder binder) => binder.Domain is null ? binder.Symbol.Name : $"{binder.Symbol.Name} in {Of(binder.Domain)}";

    private static string List(IEnumerable<Term> terms) => string.Join(", ", terms.Select(t => Of(t)));

    private static string Chain(Comparison comparison)
    {
        var text = Of(comparison.Children[0], 1);
        for (var i = 0; i < comparison.Relations.Count; i++)
        {
            var sign = comparison.Relations[i] switch
            {
                Rigor.Relation.Less => "<",
                Rigor.Relation.LessOrEqual => "<=",
                Rigor.Relation.Greater => ">",
                Rigor.Relation.GreaterOrEqual => ">=",
                Rigor.Relation.Equal => "==",
                _ => "!=",
            };
            text += $" {sign} {Of(comparison.Children[i + 1], 1)}";
        }

        return text;
    }
}
