using System.Globalization;
using System.Text;
using System.Text.Json;
using TheoryCheck.Checker;
using TheoryCheck.Language;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Certificates;

/// <summary>Writes certificates: the envelope, and exact values in the one form that the checker reads.</summary>
internal static class CertificateText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n" };

    /// <summary>A whole certificate.</summary>
    /// <param name="spec">The spec it is about.</param>
    /// <param name="claim">The name of the claim.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="bits">The precision of the checker's enclosures.</param>
    /// <param name="body">Writes the properties of the body.</param>
    public static string Write(Spec spec, string claim, string kind, int bits, Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", CertificateChecker.Format);
            json.WriteString("kind", kind);
            json.WriteString("spec", spec.Source.Path);
            json.WriteString("sha256", CertificateChecker.Hash(spec.Source.Text));
            json.WriteString("meaning", spec.MeaningHash);
            json.WriteString("claim", claim);
            json.WriteString("bits", bits.ToString(CultureInfo.InvariantCulture));
            json.WriteStartObject("body");
            body(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Writes the steps of a script, and the measures and points that may be minimisers of what the claim speaks of.</summary>
    public static void Steps(Utf8JsonWriter json, IEnumerable<ScriptStep> steps, IEnumerable<IReadOnlyList<PointMass>> optima, IEnumerable<VectorOptimum> points)
    {
        Values(json, "steps", steps);
        json.WriteStartArray("optima");
        foreach (var measure in optima)
        {
            Atoms(json, measure);
        }

        foreach (var optimum in points)
        {
            json.WriteStartObject();
            Vector(json, "point", optimum.Point);
            Vector(json, "multipliers", optimum.Multipliers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes point masses as <c>[{"mass": .., "direction": [..]}, ..]</c>.</summary>
    public static void Atoms(Utf8JsonWriter json, IReadOnlyList<PointMass> atoms)
    {
        json.WriteStartArray();
        foreach (var atom in atoms)
        {
            json.WriteStartObject();
            json.WriteString("mass", atom.Mass.ToString());
            Vector(json, "direction", atom.Direction);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Vector(Utf8JsonWriter json, string property, IEnumerable<Rational> numbers)
    {
        json.WriteStartArray(property);
        foreach (var number in numbers)
        {
            json.WriteStringValue(number.ToString());
        }

        json.WriteEndArray();
    }

    /// <summary>Writes named values as <c>[{"symbol": .., "value": ..}, ..]</c>.</summary>
    public static void Values(Utf8JsonWriter json, string property, IEnumerable<(Symbol Symbol, Term Value)> values) =>
        Values(json, property, values.Select(v => new ScriptStep(v.Symbol, v.Value)));

    private static void Values(Utf8JsonWriter json, string property, IEnumerable<ScriptStep> steps)
    {
        json.WriteStartArray(property);
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("symbol", step.Symbol.Name);
            json.WritePropertyName("value");
            Value(json, step);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, ScriptStep step)
    {
        if (step is { Within: null, IsAfter: false, Definition: null })
        {
            Value(json, step.Value);
            return;
        }

        json.WriteStartObject();
        if (step.Definition is { } definition)
        {
            json.WriteString("function", definition);
        }
        else
        {
            json.WritePropertyName(step.IsAfter ? "after" : "near");
            Value(json, step.Value);
        }

        if (step.Within is { } radius)
        {
            json.WriteString("within", radius.ToString());
        }

        json.WriteEndObject();
    }

    /// <summary>Whether a closed value has an exact form in a certificate.</summary>
    public static bool IsExact(Term value) => value is Number || Direction(value) is not null
        || (value is Collection { Kind: CollectionKind.List } list && list.Children.All(IsExact));

    private static void Value(Utf8JsonWriter json, Term value)
    {
        if (value is Number number)
        {
            json.WriteStringValue(number.Value.ToString());
            return;
        }

        if (Direction(value) is { } direction)
        {
            json.WriteStartObject();
            json.WritePropertyName("unit");
            Value(json, direction);
            json.WriteEndObject();
            return;
        }

        json.WriteStartArray();
        foreach (var item in value.Children)
        {
            Value(json, item);
        }

        json.WriteEndArray();
    }

    // v/√s with s = |v|², the closed form of a point on the sphere.
    private static Collection? Direction(Term value) =>
        value is Arithmetic { Operator: ArithmeticOperator.Divide, Children: [Collection { Kind: CollectionKind.List } vector, Arithmetic { Operator: ArithmeticOperator.Power, Children: [Number squares, Number exponent] }] }
            && exponent.Value == new Rational(1, 2) && vector.Children.All(c => c is Number)
            && vector.Children.Aggregate(Rational.Zero, (s, c) => s + (((Number)c).Value * ((Number)c).Value)) == squares.Value
            ? vector
            : null;
}
