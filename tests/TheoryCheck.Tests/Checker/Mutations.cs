using System.Text.Json.Nodes;
using TheoryCheck.Checker;
using TheoryCheck.Rigor;

namespace TheoryCheck.Tests.Checker;

/// <summary>Changes one thing in a certificate: numbers, signs, shapes, hashes, keys, dropped and swapped entries.</summary>
internal static class Mutations
{
    /// <summary>All changed texts with the place of the change. The path of the spec is left alone: it only says where to look.</summary>
    public static IEnumerable<(string Place, string Json)> Of(JsonObject certificate)
    {
        var original = certificate.ToJsonString();
        return All(certificate).Where(m => m.Json != original);
    }

    private static IEnumerable<(string Place, string Json)> All(JsonObject certificate)
    {
        foreach (var path in Paths(certificate, "").Where(p => p != "/spec").ToList())
        {
            foreach (var change in Changes(At(certificate, path)))
            {
                var copy = certificate.DeepClone();
                Replace(copy, path, change);
                yield return (path, copy.ToJsonString());
            }

            foreach (var shape in Shapes)
            {
                var copy = certificate.DeepClone();
                if (shape(copy, path))
                {
                    yield return (path, copy.ToJsonString());
                }
            }
        }
    }

    private static IEnumerable<Func<JsonNode, string, bool>> Shapes =>
    [
        (root, path) => Change(root, path, (parent, key) => parent.Remove(key)),
        (root, path) => Change(root, path, (parent, key) =>
        {
            var value = parent[key];
            parent.Remove(key);
            parent[key + "s"] = value?.DeepClone();
            return true;
        }),
        (root, path) => Change(root, path, (parent, key) =>
        {
            parent["extra"] = "0";
            return true;
        }),
        (root, path) => Items(root, path, (items, i) =>
        {
            items.RemoveAt(i);
            return true;
        }),
        (root, path) => Items(root, path, (items, i) =>
        {
            items.Insert(i, items[i]!.DeepClone());
            return true;
        }),
        (root, path) => Items(root, path, (items, i) =>
        {
            var next = (i + 1) % items.Count;
            if (JsonNode.DeepEquals(items[i], items[next]))
            {
                return false;
            }

            var (a, b) = (items[i]!.DeepClone(), items[next]!.DeepClone());
            (items[i], items[next]) = (b, a);
            return true;
        }),
    ];

    private static IEnumerable<JsonNode?> Changes(JsonNode? node)
    {
        if (node is JsonValue value && value.TryGetValue<string>(out var text))
        {
            foreach (var other in Texts(text).Where(t => t != text).Distinct())
            {
                yield return JsonValue.Create(other);
            }

            yield return new JsonArray(JsonValue.Create(text));
            yield return new JsonObject { ["value"] = text };
            yield return JsonValue.Create(1);
        }
        else
        {
            yield return new JsonArray();
            yield return new JsonObject();
            yield return JsonValue.Create("0");
            yield return new JsonArray(node?.DeepClone());
        }

        yield return null;
        yield return JsonValue.Create(true);
    }

    private static IEnumerable<string> Texts(string text)
    {
        yield return "";
        yield return " " + text;
        yield return text + "0";
        yield return "+" + text;
        yield return text + "/1";
        yield return text + ".0";
        yield return "0x" + text;
        yield return text + "e0";
        for (var i = 0; i < text.Length; i += Math.Max(1, text.Length / 24))
        {
            yield return text[..i] + (text[i] == '1' ? '3' : '1') + text[(i + 1)..];
            yield return text.Remove(i, 1);
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!long.TryParse(slash < 0 ? text : text[..slash], out var numerator) || (slash >= 0 && !long.TryParse(text[(slash + 1)..], out _)))
        {
            yield break;
        }

        var number = new Rational(numerator, slash < 0 ? 1 : long.Parse(text[(slash + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        yield return $"{2 * number.Numerator}/{2 * number.Denominator}";
        Rational[] steps = [1, 2, 7, new(1, 2), new(1, 1000), new(1, 1_000_000_007), Rational.Power(2, -80), Rational.Power(10, 30)];
        foreach (var step in steps)
        {
            yield return (number + step).ToString();
            yield return (number - step).ToString();
            yield return (number * (Rational.One + step)).ToString();
        }

        yield return (-number).ToString();
        yield return "0";
        yield return number.IsZero ? "1" : (Rational.One / number).ToString();
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path) => (path.Length > 0 ? new[] { path } : []).Concat(node switch
    {
        JsonObject entries => entries.SelectMany(p => Paths(p.Value, $"{path}/{p.Key}")),
        JsonArray items => items.SelectMany((item, i) => Paths(item, $"{path}/{i}")),
        _ => [],
    });

    private static JsonNode? At(JsonNode root, string path) => path.Split('/').Skip(1).Aggregate((JsonNode?)root, (node, key) => node is JsonArray items ? items[Index(key)] : node![key]);

    private static void Replace(JsonNode root, string path, JsonNode? value)
    {
        var cut = path.LastIndexOf('/');
        var (parent, key) = (At(root, path[..cut]), path[(cut + 1)..]);
        if (parent is JsonArray items)
        {
            items[Index(key)] = value;
        }
        else
        {
            parent![key] = value;
        }
    }

    private static bool Change(JsonNode root, string path, Func<JsonObject, string, bool> change)
    {
        var cut = path.LastIndexOf('/');
        return At(root, path[..cut]) is JsonObject parent && change(parent, path[(cut + 1)..]);
    }

    private static bool Items(JsonNode root, string path, Func<JsonArray, int, bool> change)
    {
        var cut = path.LastIndexOf('/');
        return At(root, path[..cut]) is JsonArray items && change(items, Index(path[(cut + 1)..]));
    }

    private static int Index(string key) => int.Parse(key, System.Globalization.CultureInfo.InvariantCulture);
}
