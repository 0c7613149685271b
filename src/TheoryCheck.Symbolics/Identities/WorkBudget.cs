using TheoryCheck.Rigor;

namespace TheoryCheck.Symbolics.Identities;

/// <summary>
/// How much evaluation a question is worth, counted in visited nodes, so that where it ends does not depend on the machine.
/// A sum over k indices of n values each costs n^k: nested sums spend any time there is without a limit.
/// </summary>
/// <param name="steps">How many steps there are.</param>
internal sealed class WorkBudget(long steps)
{
    /// <summary>What a node costs.</summary>
    public const int Step = 1;

    /// <summary>What a function that is no rational operation costs: about so many operations in 128 bits.</summary>
    public const int Function = 16;

    private long spent;

    /// <summary>Takes some of it.</summary>
    /// <exception cref="NotRepresentableException">There is none left; so it is from then on.</exception>
    public void Spend(int cost)
    {
        spent += cost;
        if (spent > steps)
        {
            throw new NotRepresentableException($"the budget of {steps} steps for values at random points is spent");
        }
    }
}
