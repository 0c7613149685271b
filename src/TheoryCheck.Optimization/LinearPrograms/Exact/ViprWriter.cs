using System.Globalization;
using System.Text;
using TheoryCheck.Core;
using TheoryCheck.Rigor;

namespace TheoryCheck.Optimization.LinearPrograms.Exact;

/// <summary>Writes a certificate in the format VIPR 1.0, for checkers that know nothing of this program.</summary>
[Cites("cheung2017vipr", "section 3")]
public static class ViprWriter
{
    /// <summary>The program, its optimal point and the derivation of its value, as text.</summary>
    /// <exception cref="ArgumentException">The certificate is not right for the program.</exception>
    public static string Write(LinearProgram program, LinearProgramCertificate certificate)
    {
        if (LinearProgramCertificateCheck.Refusal(program, certificate) is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(certificate));
        }

        var minimises = program.Sense == ObjectiveSense.Minimise;
        var text = new StringBuilder("VER 1.0\n");
        text.Append(CultureInfo.InvariantCulture, $"VAR {program.Columns.Length}\n");
        foreach (var column in program.Columns)
        {
            text.Append(column.Name).Append('\n');
        }

        text.Append("INT 0\nOBJ ").Append(minimises ? "min" : "max").Append('\n');
        Sparse(text, program.Columns.Select((c, j) => (j, Rational.FromExact(c.Cost))));
        text.Append('\n');
        var constraints = Constraints(program, certificate).ToList();
        text.Append(CultureInfo.InvariantCulture, $"CON {constraints.Count} {constraints.Count(c => c.IsBound)}\n");
        foreach (var constraint in constraints)
        {
            text.Append(constraint.Name).Append(' ').Append(constraint.Sense).Append(' ').Append(constraint.Right).Append(' ');
            Sparse(text, constraint.Terms);
            text.Append('\n');
        }

        var value = certificate.Value - Rational.FromExact(program.Offset);
        text.Append(CultureInfo.InvariantCulture, $"RTP range {value} {value}\nSOL 1\noptimum ");
        Sparse(text, certificate.Primal.Select((x, j) => (j, x)));
        text.Append(CultureInfo.InvariantCulture, $"\nDER 1\nbound {(minimises ? 'G' : 'L')} {value} OBJ {{ lin ");
        Sparse(text, constraints.Select((c, i) => (i, c.Multiplier)));
        return text.Append(" } -1\n").ToString();
    }

    private static IEnumerable<(string Name, char Sense, Rational Right, List<(int, Rational)> Terms, Rational Multiplier, bool IsBound)> Constraints(
        LinearProgram program, LinearProgramCertificate certificate)
    {
        // A multiplier belongs to the side of the interval that it pushes against.
        var sign = program.Sense == ObjectiveSense.Minimise ? 1 : -1;
        var terms = program.Rows.Select(_ => new List<(int, Rational)>()).ToArray();
        var reduced = program.Columns.Select(c => Rational.FromExact(c.Cost)).ToArray();
        for (var j = 0; j < program.Columns.Length; j++)
        {
            foreach (var (row, value) in program.Columns[j].Entries)
            {
                terms[row].Add((j, Rational.FromExact(value)));
                reduced[j] -= certificate.Dual[row] * Rational.FromExact(value);
            }
        }

        var sides = program.Rows.Select((r, i) => (r.Name, r.Lower, r.Upper, Terms: terms[i], Multiplier: certificate.Dual[i], IsBound: false))
            .Concat(program.Columns.Select((c, j) => (
                Name: "bound_" + c.Name, c.Lower, c.Upper, Terms: new List<(int, Rational)> { (j, Rational.One) }, Multiplier: reduced[j], IsBound: true)));
        foreach (var side in sides)
        {
            if (side.Lower == side.Upper)
            {
                yield return (side.Name, 'E', Rational.FromExact(side.Lower), side.Terms, side.Multiplier, side.IsBound);
                continue;
            }

            if (!double.IsInfinity(side.Lower))
            {
                yield return (side.Name + "_lower", 'G', Rational.FromExact(side.Lower), side.Terms, side.Multiplier.Sign * sign > 0 ? side.Multiplier : Rational.Zero, side.IsBound);
            }

            if (!double.IsInfinity(side.Upper))
            {
                yield return (side.Name + "_upper", 'L', Rational.FromExact(side.Upper), side.Terms, side.Multiplier.Sign * sign < 0 ? side.Multiplier : Rational.Zero, side.IsBound);
            }
        }
    }

    private static void Sparse(StringBuilder text, IEnumerable<(int Index, Rational Value)> terms)
    {
        var kept = terms.Where(t => !t.Value.IsZero).ToList();
        text.Append(kept.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var (index, value) in kept)
        {
            text.Append(CultureInfo.InvariantCulture, $" {index} {value}");
        }
    }
}
