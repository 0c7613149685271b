using System.Runtime.Intrinsics;
using NUnit.Framework;
using TheoryCheck.Numerics.Random;

namespace TheoryCheck.Tests.Numerics.Random;

[TestFixture]
internal sealed class RandomStreamTests
{
    private static readonly DrawKey Key = new(0x0123456789ABCDEFUL, 42, 7);

    // Known answers of the Random123 distribution, kat_vectors.
    [TestCase(0UL, 0UL, 0UL, 0xe169c58d6627e8d5UL, 0x9b00dbd8bc57ac4cUL)]
    [TestCase(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e408f276dUL, 0x6d5451fda20bc7c6UL)]
    [TestCase(0x299f31d0a4093822UL, 0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x94fdccebd16cfe09UL, 0x24126ea15001e420UL)]
    public void Philox_OnKnownCounters_GivesTheKnownAnswers(ulong key, ulong counter01, ulong counter23, ulong first, ulong second)
    {
        Assert.That(Philox.Block(key, counter01, counter23), Is.EqualTo((first, second)));
        var (lanesFirst, lanesSecond) = Philox.Block8(key, Vector512.Create(counter01 & uint.MaxValue), (uint)(counter01 >> 32), counter23);
        Assert.That((lanesFirst[5], lanesSecond[5]), Is.EqualTo((first, second)));
    }

    [Test]
    public void Philox_OnEightCounters_EqualsEightBlocks()
    {
        var counters = Vector512.Create(0UL, 1, 2, 0xFFFFFFFF, 4, 99, 6, 7);
        var (first, second) = Philox.Block8(0xDEADBEEF12345678UL, counters, 0x80000001, 0x1122334455667788UL);
        for (var lane = 0; lane < 8; lane++)
        {
            Assert.That(
                (first[lane], second[lane]),
                Is.EqualTo(Philox.Block(0xDEADBEEF12345678UL, counters[lane] | (0x80000001UL << 32), 0x1122334455667788UL)));
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(13)]
    [TestCase(16)]
    [TestCase(DrawKey.Capacity - 100)]
    public void BulkDraws_FromAnyPlace_AreTheSingleDraws(long first)
    {
        var normals = new double[100];
        var uniforms = new double[100];
        IndexedDraws.FillNormal(Key, first, normals);
        IndexedDraws.FillUniform(Key, first, uniforms);
        for (var i = 0; i < normals.Length; i++)
        {
            Assert.That(normals[i], Is.EqualTo(IndexedDraws.Normal(Key, first + i)));
            Assert.That(uniforms[i], Is.EqualTo(IndexedDraws.Uniform(Key, first + i)));
        }
    }

    [Test]
    public void Stream_HoweverSplit_GivesTheIndexedDraws()
    {
        var whole = new double[400];
        IndexedDraws.FillNormal(Key, 0, whole);
        var stream = new RandomStream(Key);
        var parts = new double[400];
        for (int at = 0, size = 1; at < parts.Length; at += size, size = size % 67 + 5)
        {
            size = Math.Min(size, parts.Length - at);
            stream.FillNormal(parts.AsSpan(at, size));
            Assert.That(stream.NextUniform(), Is.EqualTo(IndexedDraws.Uniform(Key, stream.UniformPosition - 1)));
        }

        Assert.That(parts, Is.EqualTo(whole));
        stream.Seek(Key, 3, 17);
        stream.FillNormal(parts.AsSpan(0, 2));
        Assert.That((parts[0], parts[1], stream.NextUniform()), Is.EqualTo((whole[17], whole[18], IndexedDraws.Uniform(Key, 3))));
    }

    [Test]
    public void Draws_BeyondTheCapacity_AreRefused()
    {
        Assert.That(() => IndexedDraws.Normal(Key, DrawKey.Capacity), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => IndexedDraws.FillUniform(Key, DrawKey.Capacity - 1, new double[2]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => IndexedDraws.Uniform(Key with { Stream = 1u << 31 }, 0), Throws.InvalidOperationException);
    }

    [Test]
    public void Keys_ThatDifferAnywhere_DrawOtherNumbers()
    {
        DrawKey[] keys =
        [
            Key, Key with { Master = Key.Master + 1 }, Key with { Trial = 43 }, Key with { Trial = Key.Trial + (1UL << 32) }, Key with { Stream = 8 },
            Key.Child(0), Key.Child(1), Key.Child(1UL << 32), (Key with { Stream = 8 }).Child(0), Key.Child(0).Child(0),
        ];
        Assert.That(keys.Select(k => IndexedDraws.Uniform(k, 5)).Distinct().Count(), Is.EqualTo(keys.Length));
        Assert.That(keys.Select(k => IndexedDraws.Normal(k, 5)).Distinct().Count(), Is.EqualTo(keys.Length));
    }

    [Test]
    public void MasterSeed_OfParts_DependsOnEachAndOnTheirBorders()
    {
        ulong[] seeds =
        [
            MasterSeed.Derive("spec", "claim", "n=20", 1), MasterSeed.Derive("spec", "claim", "n=20", 2), MasterSeed.Derive("spec", "claim", "n=40", 1),
            MasterSeed.Derive("specc", "laim", "n=20", 1), MasterSeed.Derive("spec", "claimn", "=20", 1),
        ];
        Assert.That(seeds.Distinct().Count(), Is.EqualTo(seeds.Length));
        Assert.That(MasterSeed.Derive("spec", "claim", "n=20", 1), Is.EqualTo(seeds[0]));
    }

    // 6 sigma on each of 6 moments: a false alarm has probability below 6 · 2e-9, and the seed is fixed.
    [Test]
    public void Normals_HaveTheMomentsOfTheNormalLaw()
    {
        const int Count = 400_000;
        var z = new double[Count];
        IndexedDraws.FillNormal(Key, 0, z);
        double[] expected = [0, 1, 0, 3, 0, 15];
        double[] variance = [1, 2, 15, 96, 945, 10170];
        for (var power = 1; power <= 6; power++)
        {
            var moment = z.Average(x => Math.Pow(x, power));
            Assert.That(moment, Is.EqualTo(expected[power - 1]).Within(6 * Math.Sqrt(variance[power - 1] / Count)));
        }

        // Neighbours, the two halves of a group and the pair of one block are uncorrelated.
        foreach (var lag in new[] { 1, 8, 16 })
        {
            var covariance = Enumerable.Range(0, Count - lag).Average(i => z[i] * z[i + lag]);
            Assert.That(covariance, Is.EqualTo(0).Within(6 / Math.Sqrt(Count - lag)));
        }
    }

    [Test]
    public void Uniforms_FillTheUnitIntervalEvenly()
    {
        const int Count = 160_000;
        var u = new double[Count];
        IndexedDraws.FillUniform(Key, 0, u);
        Assert.That(u.Min(), Is.GreaterThanOrEqualTo(0));
        Assert.That(u.Max(), Is.LessThan(1));
        var cells = new int[16];
        foreach (var x in u)
        {
            cells[(int)(16 * x)]++;
        }

        // Chi-squared with 15 degrees of freedom: mean 15, beyond 80 with probability below 1e-10.
        var chi = cells.Sum(c => Math.Pow(c - Count / 16.0, 2) / (Count / 16.0));
        Assert.That(chi, Is.LessThan(80));
    }

    [Test]
    public void Filling_AllocatesNothing()
    {
        var target = new double[1000];
        var stream = new RandomStream(Key);
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Run()
        {
            IndexedDraws.FillNormal(Key, 3, target);
            IndexedDraws.FillUniform(Key, 3, target);
            stream.Seek(Key.Child(3), 0, 0);
            stream.FillNormal(target.AsSpan(0, 7));
            stream.NextUniform();
        }
    }
}
