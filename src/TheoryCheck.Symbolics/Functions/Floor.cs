using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Functions;

/// <summary>The greatest integer not above t; its slope is taken as 0.</summary>
public sealed class Floor : ScalarFunction
{
    /// <inheritdoc/>
    public override string Name => "floor";

    /// <inheritdoc/>
    public override string Usage => "floor(t)";

    /// <inheritdoc/>
    public override string Summary => "The greatest integer not above t; its slope is taken as 0.";

    /// <inheritdoc/>
    public override string Example => "given t in reals\nclaim bound: floor(t) <= t";

    /// <inheritdoc/>
    public override Notation Notation => new Notation.Fenced("⌊", "⌋", "\\lfloor", "\\rfloor");

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override bool HasIntegerValue => true;

    /// <inheritdoc/>
    public override T Evaluate<T>(ReadOnlySpan<T> arguments) => T.Floor(arguments[0]);

    /// <inheritdoc/>
    public override Term Derivative(Sequence<Term> arguments, int position) => Number.Zero;

    /// <inheritdoc/>
    public override Term Kink(Sequence<Term> arguments) => Build.Subtract(arguments[0], Build.Call<Floor>(arguments[0]));
}
