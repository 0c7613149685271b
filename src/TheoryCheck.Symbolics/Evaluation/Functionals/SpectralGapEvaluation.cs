using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>Of a quadratic function with positive definite Hessian H: the least eigenvalue of H, for Hermite polynomials are eigenfunctions with the sums of its eigenvalues.</summary>
public sealed class SpectralGapEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "spectral_gap";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var hessian = Hessian(interpreter, term.Arguments[0]);
        PositiveMatrix<T>.Of(hessian);
        return new Value<T>.Real(hessian.Rows == 1 ? hessian[0, 0] : SymmetricEigenvalueEnclosure.Least<T>(hessian.Elements, hessian.Rows));
    }

    private static DenseMatrix<T> Hessian<T>(Interpreter<T> interpreter, Term function)
        where T : IReal<T>
    {
        var point = new Symbol("u", SymbolRole.Bound, function.Span) { Type = ((FunctionType)function.Type).Parameters[0] };
        var unknowns = interpreter.Unknowns(point, interpreter.ShapeOf(point.Type));
        var forms = interpreter.Among(unknowns);
        try
        {
            return forms.EvaluateScalar(new Apply(function, TermType.Real, [Build.Ref(point)])).Polynomial().SquarePart(unknowns.Size) * interpreter.Literal(2);
        }
        catch (NotRepresentableException)
        {
            throw new NotRepresentableException("the spectral gap of a function that is not known to be quadratic; bounds of it can be claimed by test functions");
        }
    }
}
