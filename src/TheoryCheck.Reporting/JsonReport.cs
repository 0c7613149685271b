using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Reporting;

/// <summary>
/// <c>results.json</c>: everything a run found, for programs; described by <c>docs/results.schema.json</c>. Formulas are in the claim language, a
/// claim's statement in LaTeX too; the typeset ones are in the HTML report. Exact numbers are strings, doubles have
/// their shortest round-trip form (NaN and infinities are strings). Equal runs give equal bytes.
/// </summary>
public sealed class JsonReport : ReportFormat
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override string FileName => "results.json";

    /// <inheritdoc/>
    public override string Write(RunResult result) => Document(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", RunResult.SchemaVersion);
        json.WriteString("toolVersion", result.ToolVersion);
        json.WriteString("seed", result.Seed.ToString());
        json.WriteString("alpha", result.Alpha.ToString());
        List(json, "specs", result.Specs, Write);
        List(json, "ledger", result.Ledger, Write);
        json.WriteEndObject();
    });

    /// <summary>A JSON document with a final line break.</summary>
    internal static string Document(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, SpecOutcome spec)
    {
        json.WriteStartObject();
        json.WriteString("id", spec.Id);
        json.WriteString("title", spec.Title);
        json.WriteString("source", spec.Source);
        json.WriteString("file", spec.FileName);
        json.WriteString("meaningHash", spec.MeaningHash);
        Texts(json, "tags", spec.Tags);
        json.WriteString("corrects", spec.Corrects);
        json.WriteString("change", spec.Change);
        json.WriteString("prose", spec.Prose);
        List(json, "diagnostics", spec.Diagnostics, Write);
        List(json, "declarations", spec.Declarations, Write);
        List(json, "claims", spec.Claims, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DiagnosticOutcome diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("id", diagnostic.Id);
        json.WriteString("severity", diagnostic.IsError ? "error" : "warning");
        json.WriteString("place", diagnostic.Place);
        json.WriteString("message", diagnostic.Message);
        json.WriteString("rendering", diagnostic.Rendering);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DeclarationOutcome declaration)
    {
        json.WriteStartObject();
        json.WriteString("name", declaration.Name);
        json.WriteString("role", declaration.Role);
        json.WriteString("statement", declaration.Statement.Text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ClaimOutcome claim)
    {
        json.WriteStartObject();
        json.WriteString("name", claim.Name);
        json.WriteStartObject("statement");
        json.WriteString("text", claim.Statement.Text);
        json.WriteString("latex", claim.Statement.Latex);
        json.WriteEndObject();
        Verdict(json, "verdict", claim.Verdict);
        json.WriteString("expected", claim.Expected is { } expected ? VerdictWords.Word(expected) : null);
        Optional(json, "correction", claim.Correction, (j, c) =>
        {
            j.WriteStartObject();
            j.WriteString("old", c.Old.Text);
            j.WriteString("new", c.New.Text);
            j.WriteEndObject();
        });
        List(json, "assumptions", claim.Assumptions, (j, a) =>
        {
            j.WriteStartObject();
            j.WriteString("name", a.Name);
            j.WriteString("statement", a.Statement.Text);
            j.WriteNumber("tried", a.Tried);
            j.WriteNumber("accepted", a.Accepted);
            Optional(j, "audit", a.Audit, (inner, audit) =>
            {
                inner.WriteStartObject();
                inner.WriteString("finding", audit.Finding);
                inner.WriteString("reason", audit.Reason);
                Optional(inner, "counterexample", audit.Counterexample, Write);
                inner.WriteEndObject();
            });
            j.WriteEndObject();
        });
        List(json, "cases", claim.Cases, Write);
        List(json, "curves", claim.Curves, Write);
        List(json, "figures", claim.Figures, Write);
        Optional(json, "histogram", claim.Histogram, Write);
        Optional(json, "counterexample", claim.Counterexample, Write);
        List(json, "derivation", claim.Derivation, Write);
        List(json, "ledger", claim.Ledger, Write);
        json.WriteString("replay", claim.Replay);
        json.WriteString("certificate", claim.Certificate);
        List(json, "work", claim.Work, (j, w) =>
        {
            j.WriteStartObject();
            j.WriteString("what", w.What);
            j.WriteNumber("count", w.Count);
            j.WriteEndObject();
        });
        List(json, "citations", claim.Citations, (j, c) =>
        {
            j.WriteStartObject();
            j.WriteString("key", c.Key);
            j.WriteString("locus", c.Locus);
            j.WriteEndObject();
        });
        Texts(json, "notes", claim.Notes);
        json.WriteEndObject();
    }

    // There may be thousands of cases: each has a line of its own and names only what was measured.
    private static void Write(Utf8JsonWriter json, CaseOutcome one) => Line(json, inner =>
    {
        inner.WriteStartObject();
        inner.WriteString("label", one.Label);
        inner.WriteStartObject("verdict");
        inner.WriteString("kind", VerdictWords.Word(one.Verdict.Kind));
        foreach (var (name, text) in new[] { ("strength", one.Verdict.Strength), ("reason", one.Verdict.Reason), ("qualifier", one.Verdict.Qualifier) }.Where(p => p.Item2.Length > 0))
        {
            inner.WriteString(name, text);
        }

        inner.WriteEndObject();
        if (one.Trials > 0)
        {
            inner.WriteNumber("trials", one.Trials);
            inner.WriteNumber("failures", one.Failures);
            inner.WriteNumber("unknowns", one.Unknowns);
        }

        if (one.Estimate is { } e)
        {
            inner.WriteStartObject("estimate");
            inner.WriteString("quantity", e.Quantity);
            Real(inner, "value", e.Value);
            Real(inner, "lower", e.Lower);
            Real(inner, "upper", e.Upper);
            inner.WriteString("relation", e.Relation.Symbol());
            Real(inner, "claimed", e.Claimed);
            inner.WriteEndObject();
        }

        foreach (var (name, value) in new[] { ("eValueLog10", one.EValueLog10), ("tightness", one.Tightness), ("slack", one.Slack) })
        {
            if (value is { } real)
            {
                Real(inner, name, real);
            }
        }

        if (one.AlphaSpent is { } spent)
        {
            inner.WriteString("alphaSpent", spent.ToString());
        }

        inner.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Curve curve)
    {
        json.WriteStartObject();
        json.WriteString("title", curve.Title);
        Axis(json, "x", curve.X);
        Axis(json, "y", curve.Y);
        List(json, "series", curve.Series, (j, s) =>
        {
            j.WriteStartObject();
            j.WriteString("label", s.Label);
            j.WriteString("bandLabel", s.BandLabel);
            Reals(j, "x", s.X);
            Reals(j, "median", s.Median);
            Reals(j, "low", s.Low);
            Reals(j, "high", s.High);
            Reals(j, "bound", s.Bound);
            j.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject();
        json.WriteString("kind", figure.Kind);
        json.WriteString("title", figure.Title);
        List(json, "tables", figure.Tables, (j, t) =>
        {
            j.WriteStartObject();
            j.WriteString("name", t.Name);
            Texts(j, "labels", t.Labels);
            List(j, "columns", t.Columns, (inner, column) =>
            {
                inner.WriteStartObject();
                inner.WriteString("name", column.Name);
                Reals(inner, "values", column.Values);
                inner.WriteEndObject();
            });
            j.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Histogram histogram)
    {
        json.WriteStartObject();
        json.WriteString("quantity", histogram.Quantity);
        Reals(json, "edges", histogram.Edges);
        json.WriteStartArray("counts");
        foreach (var count in histogram.Counts)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        Real(json, "marker", histogram.Marker);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Counterexample example)
    {
        json.WriteStartObject();
        List(json, "values", example.Values, (j, v) =>
        {
            j.WriteStartObject();
            j.WriteString("symbol", v.Symbol.Text);
            j.WriteString("value", v.Value);
            j.WriteEndObject();
        });
        Texts(json, "structure", example.Structure);
        json.WriteString("arithmetic", example.Arithmetic);
        json.WriteString("replay", example.Replay);
        Optional(json, "failure", example.Failure, (j, f) =>
        {
            j.WriteStartObject();
            j.WriteString("left", f.Left.Text);
            j.WriteString("leftValue", f.LeftValue);
            j.WriteString("relation", f.Relation);
            j.WriteString("right", f.Right.Text);
            j.WriteString("rightValue", f.RightValue);
            j.WriteString("margin", f.Margin);
            j.WriteEndObject();
        });
        Optional(json, "drawing", example.Drawing, (j, d) =>
        {
            j.WriteStartObject();
            j.WriteBoolean("onSphere", d.IsOnSphere);
            List(j, "points", d.Points, (p, point) =>
            {
                p.WriteStartObject();
                p.WriteString("group", point.Group);
                p.WriteString("label", point.Label);
                Reals(p, "coordinates", point.Coordinates);
                p.WriteEndObject();
            });
            j.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DerivationStep step)
    {
        json.WriteStartObject();
        json.WriteString("rule", step.Rule);
        json.WriteString("before", step.Before.Text);
        json.WriteString("after", step.After.Text);
        json.WriteString("justification", step.Justification);
        Texts(json, "conditions", step.Conditions);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LedgerEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("spec", entry.Spec);
        json.WriteString("claim", entry.Claim);
        json.WriteString("case", entry.Case);
        json.WriteString("purpose", entry.Purpose);
        json.WriteString("alpha", entry.Alpha.ToString());
        json.WriteEndObject();
    }

    private static void Verdict(Utf8JsonWriter json, string name, Verdict verdict)
    {
        json.WriteStartObject(name);
        json.WriteString("kind", VerdictWords.Word(verdict.Kind));
        json.WriteString("strength", verdict.Strength);
        json.WriteString("reason", verdict.Reason);
        json.WriteString("qualifier", verdict.Qualifier);
        json.WriteEndObject();
    }

    private static void Axis(Utf8JsonWriter json, string name, PlotAxis axis)
    {
        json.WriteStartObject(name);
        json.WriteString("name", axis.Name);
        json.WriteBoolean("logarithmic", axis.IsLogarithmic);
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, Sequence<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void Optional<T>(Utf8JsonWriter json, string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        json.WritePropertyName(name);
        if (value is null)
        {
            json.WriteNullValue();
        }
        else
        {
            write(json, value);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, Sequence<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Reals(Utf8JsonWriter json, string name, Sequence<double> values)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Compact(inner =>
        {
            inner.WriteStartArray();
            foreach (var value in values)
            {
                Real(inner, value);
            }

            inner.WriteEndArray();
        }));
    }

    // An item of an array on one line; the writer breaks no line before raw text.
    private static void Line(Utf8JsonWriter json, Action<Utf8JsonWriter> write) =>
        json.WriteRawValue("\n" + new string(' ', json.CurrentDepth * 2) + Compact(write));

    private static string Compact(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options with { Indented = false }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Real(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        if (value is { } real)
        {
            Real(json, real);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void Real(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }
}
