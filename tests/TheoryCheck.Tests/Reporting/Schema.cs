using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TheoryCheck.Tests.Reporting;

/// <summary>Checks a document against docs/results.schema.json; knows the few keywords that the schema uses and refuses others.</summary>
internal static class Schema
{
    private static readonly string[] Silent = ["$schema", "$id", "$defs", "title", "description"];

    public static IReadOnlyList<string> Errors(JsonElement document, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/results.schema.json");
        using var schema = JsonDocument.Parse(File.ReadAllText(file));
        var errors = new List<string>();
        Check(schema.RootElement, schema.RootElement, document, "$", errors);
        return errors;
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var rule = keyword.Value;
            switch (keyword.Name)
            {
                case "$ref":
                    Check(root, root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), value, path, errors);
                    break;
                case "type":
                    Expect(rule.GetString() == TypeOf(value) || (rule.GetString() == "number" && TypeOf(value) == "integer"), $"is no {rule}");
                    break;
                case "const":
                    Expect(JsonElement.DeepEquals(rule, value), $"is not {rule}");
                    break;
                case "enum":
                    Expect(rule.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)), $"is none of {rule}");
                    break;
                case "pattern":
                    Expect(value.ValueKind == JsonValueKind.String && System.Text.RegularExpressions.Regex.IsMatch(value.GetString()!, rule.GetString()!), $"does not match {rule}");
                    break;
                case "minimum":
                    Expect(value.ValueKind == JsonValueKind.Number && value.GetDouble() >= rule.GetDouble(), $"is below {rule}");
                    break;
                case "anyOf":
                    Expect(rule.EnumerateArray().Any(option => Fits(root, option, value, path)), "fits no alternative");
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i)))
                    {
                        Check(root, rule, item, $"{path}[{i}]", errors);
                    }

                    break;
                case "required" when value.ValueKind == JsonValueKind.Object:
                    foreach (var name in rule.EnumerateArray())
                    {
                        Expect(value.TryGetProperty(name.GetString()!, out _), $"lacks {name}");
                    }

                    break;
                case "properties" when value.ValueKind == JsonValueKind.Object:
                    foreach (var property in rule.EnumerateObject())
                    {
                        if (value.TryGetProperty(property.Name, out var child))
                        {
                            Check(root, property.Value, child, $"{path}.{property.Name}", errors);
                        }
                    }

                    break;
                case "additionalProperties" when value.ValueKind == JsonValueKind.Object:
                    Expect(value.EnumerateObject().All(p => schema.GetProperty("properties").TryGetProperty(p.Name, out _)), "has a property the schema does not know");
                    break;
                case "items" or "required" or "properties" or "additionalProperties":
                    break;
                default:
                    Expect(Silent.Contains(keyword.Name), $"meets the keyword {keyword.Name}, which this check does not know");
                    break;
            }
        }

        void Expect(bool holds, string otherwise)
        {
            if (!holds)
            {
                errors.Add($"{path} {otherwise}");
            }
        }
    }

    private static bool Fits(JsonElement root, JsonElement schema, JsonElement value, string path)
    {
        var errors = new List<string>();
        Check(root, schema, value, path, errors);
        return errors.Count == 0;
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        _ => value.TryGetInt64(out _) ? "integer" : "number",
    };
}
