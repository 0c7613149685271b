using System.Text.Json;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Certificates;

/// <summary>A fact that may be true: the kind of its certificate, and the properties of the body, the strongest first of which one is enough.</summary>
internal sealed record ProposedFact(string Kind, params Action<Utf8JsonWriter>[] Bodies)
{
    /// <summary>The precision of the checker's enclosures.</summary>
    public int Bits { get; init; } = 256;
}

/// <summary>Proposes facts about what a claim speaks of at a place. An open family: one file each. Nothing rests on a proposal.</summary>
internal abstract class FactSource
{
    // So far bounds are widened, to be short and to leave room for another arithmetic.
    private static readonly Rational Digits = Rational.Power(10, 9);

    /// <summary>What is proposed of a part of a claim.</summary>
    public abstract ProposedFact? Of(ClaimPart part);

    /// <summary>The matrix that a part speaks of by its least eigenvalue or its definiteness, where the spec names it and its data are known; else null.</summary>
    protected static Reference? NamedMatrix(ClaimPart part) => part.Term is Call { Operation.Name: "eigmin" or "psd", Arguments: [Reference { Symbol: { Body: not null, Parameters.IsEmpty: true } } named] }
        && !part.Evaluation.HasUnbound(named, part.At) ? named : null;

    /// <summary>A number of nine digits below a bound.</summary>
    protected static Rational Lower(Rational low) => (Rational.Floor(low * Digits) - 1) / Digits;

    /// <summary>Writes <c>lower</c> and <c>upper</c> of nine digits around bounds.</summary>
    protected static void Ends(Utf8JsonWriter json, Rational low, Rational high)
    {
        json.WriteString("lower", Lower(low).ToString());
        json.WriteString("upper", ((1 - Rational.Floor(-high * Digits)) / Digits).ToString());
    }
}
