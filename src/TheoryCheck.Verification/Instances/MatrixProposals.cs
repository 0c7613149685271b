using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Instances;

/// <summary>Proposes exact matrices: random ones, and by turns those at whose structure statements about eigenvalues break.</summary>
/// <param name="source">Randomness.</param>
internal sealed class MatrixProposals(UniformSource source)
{
    private const int Fine = 64;
    private const int Coarse = 16;
    private const int LargestInteger = 3;

    private delegate Rational Entry(int row, int column);

    /// <summary>A matrix with so many rows and columns; the round of the search chooses its structure.</summary>
    public Term Any(int rows, int columns, int round) => Filled(rows, columns, Shape(Math.Max(rows, columns), round, Fine));

    /// <summary>A symmetric matrix: A + A' for a matrix A of the round's structure, and by turns a semidefinite one, for claims often bound eigenvalues from below.</summary>
    public Term Symmetric(int size, int round)
    {
        if (round % 4 == 2)
        {
            return Semidefinite(size, round);
        }

        var a = Shape(size, round, Fine);
        return Filled(size, size, (i, j) => a(i, j) + a(j, i));
    }

    /// <summary>A positive semidefinite matrix: AA' for a matrix A of the round's structure, so that some are singular.</summary>
    public Term Semidefinite(int size, int round)
    {
        var a = Shape(size, round, Coarse);
        return Filled(size, size, (i, j) =>
        {
            var sum = Rational.Zero;
            for (var k = 0; k < size; k++)
            {
                sum += a(i, k) * a(j, k);
            }

            return sum;
        });
    }

    private static Term Filled(int rows, int columns, Entry entry)
    {
        var entries = new Rational[rows * columns];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = entry(i / columns, i % columns);
        }

        return ClosedValue.Of([rows, columns], (ReadOnlySpan<Rational>)entries);
    }

    // Half of the rounds are random; the others have small whole numbers.
    private Entry Shape(int size, int round, int denominator)
    {
        var normals = new double[size * size];
        source.FillNormal(normals);
        var integers = new Rational[Math.Max(2, size) * size];
        for (var i = 0; i < integers.Length; i++)
        {
            integers[i] = (long)(source.NextUniform() * ((2 * LargestInteger) + 1)) - LargestInteger;
        }

        return (round % 16) switch
        {
            9 => (i, j) => j == i + 1 ? Rational.One : Rational.Zero,
            13 => (i, j) => i / 2 != j / 2 ? Rational.Zero : i != j ? new Rational(4 * (i - j), 5) : (i ^ 1) < size ? new Rational(3, 5) : Rational.One,
            _ => Plain(),
        };

        Entry Plain() => (round % 8) switch
        {
            1 => (i, j) => i == j ? integers[i] : Rational.Zero,
            3 => (i, j) => integers[i] * integers[size + j],
            5 => (i, j) => j == (i + 1) % size ? Rational.One : Rational.Zero,
            7 => (i, j) => integers[(i * size) + j],
            _ => (i, j) => new Rational((long)Math.Round(normals[(i * size) + j] * denominator), denominator),
        };
    }
}
