using NUnit.Framework;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Letters;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Letters;

/// <summary>Inner products are read of two vectors over the same indices only: |u - v|² says nothing of others.</summary>
public sealed class LetterReadingTests
{
    [TestCase(4, 4, ExpectedResult = true)]
    [TestCase(4, 9, ExpectedResult = false)]
    public bool Inner_OfTwoRanges_IsReadWhereTheyAreOne(int first, int second) => new LetterReading(Facts.None).Inner(Over(first), Over(second)) is not null;

    private static SummedVector Over(int last) => new(Build.Ref(LetterReading.Place), Number.Zero, new Number((Rational)last));
}
