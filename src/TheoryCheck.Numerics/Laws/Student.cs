using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Numerics.Laws;

/// <summary>Student's law with k ≥ 1 degrees of freedom: heavy tails, moments below the k-th only.</summary>
public sealed class Student : Law, ISampledLaw
{
    /// <inheritdoc/>
    public override string Name => "student";

    /// <inheritdoc/>
    public override string Usage => "student(k)";

    /// <inheritdoc/>
    public override string Summary => "Student's law with k = 1, 2, .. degrees of freedom: z/sqrt((y_1^2 + .. + y_k^2)/k) of independent standard normals.";

    /// <inheritdoc/>
    public override string Example => "given k in 2..\nt ~ student(k)\nclaim centred: expect(t: t) == 0";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("Student", "\\operatorname{Student}");

    /// <inheritdoc/>
    public override Typing Check(Sequence<Term> arguments) =>
        ArgumentRule.Count(Name, arguments, 1)
        ?? ArgumentRule.Integer(Name, arguments, 0)
        ?? new MeasureType(TermType.Real, MeasureKind.Probability);

    /// <inheritdoc/>
    public override Term? Mean(Sequence<Term> arguments) => arguments[0] is Number { Value: var k } && k >= 2 ? Number.Zero : null;

    /// <inheritdoc/>
    public override Term? SecondMoment(Sequence<Term> arguments, Term? a, Term? b) =>
        arguments[0] is Number { Value: var k } && k >= 3 ? new Number(k / (k - 2)) : null;

    /// <inheritdoc/>
    public void Sample(ReadOnlySpan<TensorValue<double>> arguments, ref DrawSource source, Span<double> point)
    {
        var degrees = arguments[0].First;
        if (!(degrees is >= 1 and <= 1e6))
        {
            point[0] = double.NaN;
            return;
        }

        source.Normal(point);
        var numerator = point[0];
        var square = 0.0;
        for (var i = 0; i < (int)degrees; i++)
        {
            source.Normal(point);
            square = Math.FusedMultiplyAdd(point[0], point[0], square);
        }

        point[0] = numerator / Math.Sqrt(square / degrees);
    }
}
