using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The angle in [0, pi] of two vectors with squared lengths a, b &gt; 0 and inner product c, atan2(sqrt(max(a*b - c^2, 0)), c); its slope is taken as 0 where they are parallel.</summary>
/// <remarks>The angle of vectors expands to it, so that it has a derivative. Accuracy in doubles: absolute error about 1e-8 for nearly parallel vectors, because a*b - c^2 cancels; a few ulp elsewhere, and exact inputs give a tight enclosure in intervals.</remarks>
public sealed class GramAngle : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "gram_angle";

    /// <inheritdoc/>
    public override string Usage => "gram_angle(a, b, c)";

    /// <inheritdoc/>
    public override string Summary => "The angle in [0, pi] of two vectors with squared lengths a, b > 0 and inner product c, atan2(sqrt(max(a*b - c^2, 0)), c); its slope is taken as 0 where they are parallel.";

    /// <inheritdoc/>
    public override string Example => "given c in [-1, 1]\nclaim unit: gram_angle(1, 1, c) == arccos(c)";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Named("∠", "\\angle");

    /// <inheritdoc/>
    public override int MinimumArity => 3;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments)
    {
        // By Cauchy and Schwarz the Gram determinant is not negative; rounding may say otherwise. What is enclosed beyond 0 is cut off after the choice, which
        // has slope 0 where the vectors are parallel.
        var (a, b, c) = (arguments[0], arguments[1], arguments[2]);
        var zero = a.Literal(Rational.Zero);
        if (T.Compare(Relation.Greater, a, zero) == Certainty.False || T.Compare(Relation.Greater, b, zero) == Certainty.False)
        {
            throw new UndefinedException("the angle with a zero vector");
        }

        var determinant = (a * b) - (c * c);
        return T.Atan2(T.Sqrt(T.Max(T.Select(Relation.Greater, determinant, zero, determinant, zero), zero)), c);
    }

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position)
    {
        // With s = sqrt(ab - c²): the slopes are c/(2 a s), c/(2 b s) and -1/s.
        var determinant = Determinant(arguments);
        var sine = Build.Call<Sqrt>(determinant);
        var slope = position == 2
            ? Build.Negate(Build.Divide(Number.One, sine))
            : Build.Divide(arguments[2], Build.Multiply(Build.Num(2), arguments[position], sine));
        return new Conditional(new Comparison(determinant, Relation.Greater, Number.Zero), slope, Number.Zero);
    }

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => Determinant(arguments);

    /// <inheritdoc/>
    public override Term Domain(Sequence<Term> arguments) =>
        new Connective(ConnectiveKind.And, [
            new Comparison(arguments[0], Relation.Greater, Number.Zero),
            new Comparison(arguments[1], Relation.Greater, Number.Zero)]);

    private static Term Determinant(Sequence<Term> arguments) =>
        Build.Subtract(Build.Multiply(arguments[0], arguments[1]), Build.Power(arguments[2], Build.Num(2)));
}
