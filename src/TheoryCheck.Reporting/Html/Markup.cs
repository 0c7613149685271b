using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using TheoryCheck.Symbolics.Typesetting;

namespace TheoryCheck.Reporting.Html;

/// <summary>
/// Text that is markup already. Made from interpolated strings, whose literal parts are markup and whose holes are text: a hole is encoded unless it
/// is markup itself, so that forgetting to encode is not possible.
/// </summary>
internal readonly record struct Markup
{
    private readonly string? text;

    private Markup(string text) => this.text = text;

    /// <summary>No markup.</summary>
    public static Markup Empty { get; } = new("");

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(text);

    /// <summary>Markup from an interpolated string.</summary>
    public static Markup Of(Builder builder) => new(builder.ToString());

    /// <summary>Markup one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts, string separator = "") => new(string.Join(separator, parts.Select(p => p.ToString())));

    /// <summary>One piece of markup for each item.</summary>
    public static Markup Each<T>(IEnumerable<T> items, Func<T, Markup> render) => Join(items.Select(render));

    /// <summary>The markup when the condition holds, else none.</summary>
    public static Markup If(bool condition, Func<Markup> render) => condition ? render() : Empty;

    /// <summary>A formula; its printer encodes.</summary>
    public static Markup Math(Formula formula) => new(MathMlPrinter.InlineMath(formula));

    /// <summary>Output of a renderer that encodes by itself.</summary>
    public static Markup Trusted(string markup) => new(markup);

    /// <inheritdoc/>
    public override string ToString() => text ?? "";

    /// <summary>Collects an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Builder
    {
        private readonly StringBuilder markup;

        /// <summary>Called by the compiler.</summary>
        public Builder(int literalLength, int formattedCount) => markup = new StringBuilder(literalLength + (16 * formattedCount));

        /// <summary>A literal part: markup.</summary>
        public void AppendLiteral(string value) => markup.Append(value);

        /// <summary>A hole with text.</summary>
        public void AppendFormatted(string value) => markup.Append(XmlText.Encode(value));

        /// <summary>A hole with markup.</summary>
        public void AppendFormatted(Markup value) => markup.Append(value);

        /// <summary>A hole with an integer.</summary>
        public void AppendFormatted(int value) => markup.Append(value.ToString(CultureInfo.InvariantCulture));

        /// <summary>A hole with a coordinate.</summary>
        public void AppendFormatted(double value) => markup.Append(NumberText.Coordinate(value));

        /// <inheritdoc/>
        public override string ToString() => markup.ToString();
    }
}
