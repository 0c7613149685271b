using System.Globalization;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TheoryCheck.Reporting.Html;

/// <summary>The Markdown of a spec as HTML: raw HTML shown as text, links to the web only, images as links.</summary>
internal static class Prose
{
    private const int HeadingShift = 3;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseMathematics().UsePipeTables().Build();

    private static readonly string[] Schemes = ["http://", "https://"];

    /// <summary>Renders Markdown.</summary>
    public static Markup Render(string markdown)
    {
        var document = Markdown.Parse(Clean(markdown), Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + HeadingShift);
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            if (!IsWeb(link.Url))
            {
                link.Url = "#";
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsWeb(link.Url)))
        {
            link.Url = "#";
        }

        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new FormulaRenderer());
        renderer.Render(document);
        return Markup.Trusted(writer.ToString());
    }

    private static bool IsWeb(string? url) => url is not null && Schemes.Any(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>Control characters, which XML cannot hold, made visible.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        (rune.Value < 0x20 && rune.Value is not ('\n' or '\t')) || rune.Value is (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
            ? "\uFFFD"
            : rune.ToString())).Replace("\uFFFD\n", "\n", StringComparison.Ordinal);

    /// <summary>LaTeX between dollars, as written: without script there is nobody to typeset it.</summary>
    private sealed class FormulaRenderer : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) =>
            renderer.Write("<span class=\"math\">").WriteEscape(ref obj.Content).Write("</span>");
    }
}
