namespace TheoryCheck.Core;

/// <summary>The answer to a question about reals that are known only through enclosures or samples.</summary>
public enum Certainty
{
    /// <summary>Not decided: enclosures overlap, a value is NaN, or a budget ran out. Never a "no".</summary>
    Unknown,

    /// <summary>Certainly false.</summary>
    False,

    /// <summary>Certainly true.</summary>
    True,
}

/// <summary>Kleene's three-valued connectives.</summary>
public static class CertaintyLogic
{
    /// <summary>Exchanges true and false.</summary>
    public static Certainty Not(this Certainty value) => value switch
    {
        Certainty.True => Certainty.False,
        Certainty.False => Certainty.True,
        _ => Certainty.Unknown,
    };

    /// <summary>False as soon as one side is false, true when both are true.</summary>
    public static Certainty And(this Certainty left, Certainty right) =>
        left == Certainty.False || right == Certainty.False ? Certainty.False
        : left == Certainty.True && right == Certainty.True ? Certainty.True
        : Certainty.Unknown;

    /// <summary>True as soon as one side is true, false when both are false.</summary>
    public static Certainty Or(this Certainty left, Certainty right) => left.Not().And(right.Not()).Not();

    /// <summary>True when both are decided alike, false when they are decided otherwise.</summary>
    public static Certainty Iff(this Certainty left, Certainty right) => left.And(right).Or(left.Not().And(right.Not()));

    /// <summary>True when all are; false as soon as one is, and what comes after it is not looked at.</summary>
    public static Certainty All<T>(IEnumerable<T> items, Func<T, Certainty> holds)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(holds);
        var known = Certainty.True;
        foreach (var item in items)
        {
            known = known.And(holds(item));
            if (known == Certainty.False)
            {
                break;
            }
        }

        return known;
    }

    /// <summary>Lifts a decided boolean.</summary>
    public static Certainty Of(bool value) => value ? Certainty.True : Certainty.False;
}
