using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Rigor;

/// <summary>The operations every reading inherits unless it knows better, called as generic code calls them.</summary>
internal static class InheritedOperations
{
    public static T Power<T>(T value, int exponent)
        where T : IReal<T> => T.Power(value, exponent);

    public static T Abs<T>(T value)
        where T : IReal<T> => T.Abs(value);

    public static T Max<T>(T left, T right)
        where T : IReal<T> => T.Max(left, right);

    public static T Acos<T>(T value)
        where T : IReal<T> => T.Acos(value);
}
