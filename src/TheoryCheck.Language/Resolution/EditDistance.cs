namespace TheoryCheck.Language.Resolution;

/// <summary>How far apart two names are.</summary>
internal static class EditDistance
{
    /// <summary>The Levenshtein distance: insertions, deletions and replacements.</summary>
    public static int Between(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 8)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
