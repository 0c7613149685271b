using System.Reflection;
using TheoryCheck.Core;

namespace TheoryCheck.Statistics;

/// <summary>
/// The open family of statistical procedures. A member is one file: what it decides, what it guarantees, whose theorem that is
/// (<see cref="CitesAttribute"/>), and static functions that carry it out. Placing the file adds it to the catalogue and the documentation.
/// </summary>
public abstract class TestProcedure
{
    /// <summary>The name used in reports.</summary>
    public abstract string Name { get; }

    /// <summary>Which statements it decides or estimates.</summary>
    public abstract string Decides { get; }

    /// <summary>What holds with which probability, and under which assumptions.</summary>
    public abstract string Guarantee { get; }

    /// <summary>The works it comes from.</summary>
    public Sequence<CitesAttribute> Citations => GetType().GetCustomAttributes<CitesAttribute>().ToSequence();

    /// <summary>All procedures, in order of their names.</summary>
    public static Sequence<TestProcedure> All => Catalogue<TestProcedure>.Members.OrderBy(p => p.Name, StringComparer.Ordinal).ToSequence();
}
