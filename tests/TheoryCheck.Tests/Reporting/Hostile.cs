using System.Reflection;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Tests.Reporting;

/// <summary>Text that tries to be more than text, put into every string of a run.</summary>
internal static class Hostile
{
    public static readonly string[] Payloads =
    [
        "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
        "\"><svg/onload=alert(1)>", "' onmouseover='alert(1)", "\" onfocus=\"alert(1)\" autofocus=\"", "</style><script>alert(1)</script>",
        "</title><script>alert(1)</script>", "<!--<script>", "--><script>alert(1)</script>", "<![CDATA[<script>]]>", "]]><script>", "<?xml version='1.0'?>",
        "&lt;script&gt;", "&#60;script&#62;", "&amp;lt;script&amp;gt;", "javascript:alert(1)", "[x](javascript:alert(1))", "![x](http://evil.example/x.png)",
        "<javascript:alert(1)>", "[x]: javascript:alert(1)\n\n[x]", "<a href=\"javascript:alert(1)\">x</a>", "<iframe src=//evil.example></iframe>",
        "<math><mtext></mtext><script>alert(1)</script></math>", "</math><script>alert(1)</script>", "<base href=//evil.example>", "<link rel=stylesheet href=//evil.example>",
        "<meta http-equiv=refresh content=0>", "<form action=//evil.example><input>", "<style>*{display:none}</style>", "<object data=x>", "<embed src=x>",
        "\u0000<b>", "\u001b[31mred", "\u202Eelif<b>", "\uD800<b>", "\uFFFE<b>", "```\n<script>\n```", "| a |\n|---|\n| <script> |", "<details open ontoggle=alert(1)>", "`<b>`", "$<b>x</b>$", "$$\n</div><script>alert(1)</script>\n$$",
    ];

    /// <summary>A copy of a value in which every string is the payload and every list keeps its length.</summary>
    public static T Poison<T>(T value, string payload) => (T)Poison((object?)value, payload)!;

    private static object? Poison(object? value, string payload)
    {
        switch (value)
        {
            case null:
                return null;
            case string:
                return payload;
            case Typeset:
                return Typeset.Of(new Reference(new Symbol(payload, SymbolRole.Bound, default) { Type = TermType.Real })) with { Text = payload };
            case Difference:
                var (old, @new) = (Term(payload), Term(payload + "2"));
                return Difference.Mark(old, @new);
        }

        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sequence<>))
        {
            return typeof(Hostile).GetMethod(nameof(PoisonSequence), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [value, payload]);
        }

        if (type.Namespace != typeof(RunResult).Namespace || type.IsEnum)
        {
            return value;
        }

        var copy = type.GetMethod("<Clone>$")!.Invoke(value, null)!;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            field.SetValue(copy, Poison(field.GetValue(value), payload));
        }

        return copy;
    }

    private static Reference Term(string name) => new(new Symbol(name, SymbolRole.Bound, default) { Type = TermType.Real });

    private static Sequence<T> PoisonSequence<T>(Sequence<T> items, string payload) => items.Map(item => (T)Poison((object?)item, payload)!);
}
