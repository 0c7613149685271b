using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functionals;

/// <summary>The operator that takes f to the function x |-&gt; integral(y wrt mu: k(x, y)*f(y)).</summary>
public sealed class IntegralOperator : Functional
{
    /// <inheritdoc/>
    public override string Name => "operator";

    /// <inheritdoc/>
    public override string Usage => "operator(k, mu)";

    /// <inheritdoc/>
    public override string Summary => "The operator that takes f to the function x |-> integral(y wrt mu: k(x, y)*f(y)).";

    /// <inheritdoc/>
    public override string Example => "given d in 1.., mu in laws(vector(d)), f(u in vector(d)) in reals\nk(u in vector(d), v in vector(d)) = exp(-norm(u - v)^2)\nclaim value: for all x in vector(d): operator(k, mu)(f)(x) == integral(y wrt mu: k(x, y)*f(y))";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("T", "T");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments)
    {
        return Signature.Check(Name, arguments, [Slot.Function, Slot.Measure], () =>
        {
            var point = MeasureTyping.Point(arguments[1]);
            var kernel = (FunctionType)arguments[0].Type;
            if (kernel.Parameters.Count != 2 || kernel.Parameters.Any(parameter => MeasureTyping.Differ(parameter, point)))
            {
                return Typing.Wrong("'operator' takes a function of two points of the measure's space here", 0);
            }

            var function = new FunctionType([point], TermType.Real);
            return new FunctionType([function], function);
        });
    }
}
