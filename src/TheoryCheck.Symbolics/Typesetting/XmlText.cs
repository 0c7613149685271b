using System.Text;

namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>Text made safe for XML and HTML, in element content and in quoted attributes alike.</summary>
public static class XmlText
{
    /// <summary>Replaces the five special characters by references, and what XML cannot hold (control characters, lone surrogates) by U+FFFD.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    encoded.Append("&amp;");
                    break;
                case '<':
                    encoded.Append("&lt;");
                    break;
                case '>':
                    encoded.Append("&gt;");
                    break;
                case '"':
                    encoded.Append("&quot;");
                    break;
                case '\'':
                    encoded.Append("&#39;");
                    break;
                case '\n' or '\t':
                    encoded.Append((char)rune.Value);
                    break;
                case < 0x20 or (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069):
                    // Control characters, and those that reorder the text around them.
                    encoded.Append('\uFFFD');
                    break;
                default:
                    encoded.Append(rune.ToString());
                    break;
            }
        }

        return encoded.ToString();
    }
}
