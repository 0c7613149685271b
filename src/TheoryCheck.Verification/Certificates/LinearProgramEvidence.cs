using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TheoryCheck.Checker;
using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Optimization.LinearPrograms.Exact;
using TheoryCheck.Rigor;

namespace TheoryCheck.Verification.Certificates;

/// <summary>The optimum of a linear program as a claim of the language, with the certificate that the separate checker accepts of it.</summary>
public static class LinearProgramEvidence
{
    /// <summary>The most coefficients that are written.</summary>
    public const int MostCoefficients = 1 << 14;

    private const string Claim = "optimum";

    /// <summary>A spec that states the program in standard form and its value: <c>cost</c>, <c>A</c>, <c>bound</c> and the claim <c>optimum</c>.</summary>
    public static string Spec(string name, StandardForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var text = new StringBuilder($"# {new string([.. name.Select(c => char.IsControl(c) ? ' ' : c)])} in standard form: min cost.x over A x >= bound, x >= 0\n");
        text.Append(CultureInfo.InvariantCulture, $"cost = {List(form.Cost)}\nA = [{string.Join(",\n  ", form.Matrix.Select(List))}]\nbound = {List(form.Bound)}\n");
        text.Append(CultureInfo.InvariantCulture, $"claim {Claim}: inf(x in vector({form.Cost.Length}) where (for all j<{form.Cost.Length}: x[j] >= 0) and (for all i<{form.Bound.Length}: sum(j<{form.Cost.Length}: A[i, j]*x[j]) >= bound[i]):\n");
        return text.Append(CultureInfo.InvariantCulture, $"  sum(j<{form.Cost.Length}: cost[j]*x[j])) == {form.Value}\n").ToString();
    }

    /// <summary>The checker's answer to the certificate of the optimum, as the only one where that is shown.</summary>
    /// <param name="source">The spec, under the path where it will be found.</param>
    /// <param name="form">The program with its optimum.</param>
    public static CheckResult Certificate(SourceText source, StandardForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var read = SpecReader.Parse(source);
        if (read.Spec is not { } spec)
        {
            return new CheckResult(null, "the program cannot be stated in the language");
        }

        CheckResult Check(string kind) => CertificateChecker.Check(CertificateText.Write(spec, Claim, kind, 64, json => Body(json, form)), read);
        return Check("unique_lp_optimum") is { Accepted: not null } unique ? unique : Check("lp_optimum");
    }

    private static void Body(Utf8JsonWriter json, StandardForm form)
    {
        CertificateText.Values(json, "instance", []);
        json.WriteString("cost", "cost");
        json.WriteString("matrix", "A");
        json.WriteString("bound", "bound");
        foreach (var (name, vector) in new[] { ("primal", form.Primal), ("dual", form.Dual) })
        {
            json.WriteStartArray(name);
            foreach (var entry in vector)
            {
                json.WriteStringValue(entry.ToString());
            }

            json.WriteEndArray();
        }

        json.WriteString("value", form.Value.ToString());
    }

    private static string List(ImmutableArray<Rational> values) => $"[{string.Join(", ", values)}]";
}
