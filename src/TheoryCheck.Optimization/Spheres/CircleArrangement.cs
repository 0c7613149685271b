namespace TheoryCheck.Optimization.Spheres;

/// <summary>
/// All cells of the sphere in R³ between the n great circles orthogonal to the inputs. Each circle is walked once; the walk
/// flips one summand at each crossing, and looks at the two cells beside it, the arc itself and the crossing.
/// O(n² log n) once, O(n²) for each function, and O(n) for each peak that passes the local tests.
/// </summary>
internal sealed class CircleArrangement : SphereMaximiser
{
    private readonly Circle[] circles;

    internal CircleArrangement(double[] inputs)
    {
        var count = inputs.Length / 3;
        circles = new Circle[count];
        for (var i = 0; i < count; i++)
        {
            circles[i] = new(inputs, i);
        }
    }

    /// <inheritdoc/>
    protected override void Collect(RidgeSum function, double cutoff, bool onlyPositive, IReadOnlyList<double[]> starts, List<Peak> found)
    {
        var isFlat = true;
        foreach (var circle in circles)
        {
            if (circle.Exists)
            {
                isFlat = false;
                circle.Walk(function, cutoff, onlyPositive, found);
            }
        }

        if (isFlat)
        {
            Offer(function, function.Linear, 1, cutoff, found);
        }
    }

    /// <summary>One great circle with the crossings in order.</summary>
    private sealed class Circle
    {
        private readonly double nx;
        private readonly double ny;
        private readonly double nz;
        private readonly int[] others = [];
        private readonly int[] early = [];
        private readonly int[] parallels = [];
        private readonly double[] directions = [];

        internal Circle(double[] inputs, int index)
        {
            (nx, ny, nz) = (inputs[3 * index], inputs[3 * index + 1], inputs[3 * index + 2]);
            var norm = Math.Sqrt(nx * nx + ny * ny + nz * nz);
            Exists = norm > 0;
            if (!Exists)
            {
                return;
            }

            // An orthonormal basis (a, b) of the plane, with a orthogonal to the axis where the normal is smallest.
            var (ux, uy, uz) = (nx / norm, ny / norm, nz / norm);
            var (ax, ay, az) = Math.Abs(ux) <= Math.Abs(uy) && Math.Abs(ux) <= Math.Abs(uz) ? (0.0, -uz, uy)
                : Math.Abs(uy) <= Math.Abs(uz) ? (uz, 0.0, -ux)
                : (-uy, ux, 0.0);
            var length = Math.Sqrt(ax * ax + ay * ay + az * az);
            (ax, ay, az) = (ax / length, ay / length, az / length);
            var (bx, by, bz) = (uy * az - uz * ay, uz * ax - ux * az, ux * ay - uy * ax);
            var events = new List<(double Key, int Other, double A, double B)>();
            var parallel = new List<int>();
            for (var l = 0; l < inputs.Length / 3; l++)
            {
                var (x, y, z) = (inputs[3 * l], inputs[3 * l + 1], inputs[3 * l + 2]);
                var (p, q) = (x * ax + y * ay + z * az, x * bx + y * by + z * bz);
                var inPlane = Math.Sqrt(p * p + q * q);
                if (inPlane <= 1e-15 * Math.Sqrt(x * x + y * y + z * z))
                {
                    if (x * nx + y * ny + z * nz != 0)
                    {
                        parallel.Add(l);
                    }

                    continue;
                }

                events.Add((ArcArrangement.Turn(q, -p), l, q / inPlane, -p / inPlane));
                events.Add((ArcArrangement.Turn(-q, p), ~l, -q / inPlane, p / inPlane));
            }

            events.Sort((left, right) => left.Key.CompareTo(right.Key));
            early = ArcArrangement.Early(events.Select(e => (e.Other >= 0 ? e.Other : ~e.Other, e.Other >= 0)));
            if (events.Count == 0)
            {
                // Every other circle is this one: two artificial ends split it into half circles.
                events.Add((0, int.MaxValue, 1, 0));
                events.Add((2, int.MaxValue, -1, 0));
            }

            parallels = [.. parallel];
            others = [.. events.Select(e => e.Other)];
            directions = new double[3 * others.Length];
            for (var e = 0; e < others.Length; e++)
            {
                directions[3 * e] = events[e].A * ax + events[e].B * bx;
                directions[3 * e + 1] = events[e].A * ay + events[e].B * by;
                directions[3 * e + 2] = events[e].A * az + events[e].B * bz;
            }
        }

        internal bool Exists { get; }

        internal void Walk(RidgeSum function, double cutoff, bool onlyPositive, List<Peak> found)
        {
            // Beside the circle: the summands parallel to the normal that are active on the negative and on the positive side.
            var factors = function.Factors;
            var (lowX, lowY, lowZ) = (0.0, 0.0, 0.0);
            var (highX, highY, highZ) = (0.0, 0.0, 0.0);
            foreach (var l in parallels)
            {
                var x = function.Input(l);
                var c = factors[l];
                if (x[0] * nx + x[1] * ny + x[2] * nz > 0)
                {
                    (highX, highY, highZ) = (highX + c * x[0], highY + c * x[1], highZ + c * x[2]);
                }
                else
                {
                    (lowX, lowY, lowZ) = (lowX + c * x[0], lowY + c * x[1], lowZ + c * x[2]);
                }
            }

            var (sx, sy, sz) = Start(function);
            var square = cutoff * cutoff;
            var count = others.Length;
            for (var e = 0; e < count; e++)
            {
                var (px, py, pz) = (directions[3 * e], directions[3 * e + 1], directions[3 * e + 2]);
                var (tx, ty, tz) = (sx, sy, sz);
                var other = others[e];
                if (other != int.MaxValue)
                {
                    var isEntering = other >= 0;
                    var x = function.Input(isEntering ? other : ~other);
                    var c = isEntering ? factors[other] : -factors[~other];
                    sx += c * x[0];
                    sy += c * x[1];
                    sz += c * x[2];
                }

                var (ax, ay, az) = (sx + lowX, sy + lowY, sz + lowZ);
                var (bx, by, bz) = (sx + highX, sy + highY, sz + highZ);
                var low = ax * ax + ay * ay + az * az;
                var high = bx * bx + by * by + bz * bz;
                if (low <= square && high <= square && tx * tx + ty * ty + tz * tz <= square && sx * sx + sy * sy + sz * sz <= square)
                {
                    continue;
                }

                Look(function, e, (ax, ay, az), (bx, by, bz), (tx, ty, tz), (sx, sy, sz), (px, py, pz), cutoff, onlyPositive, found);
            }
        }

        private (double X, double Y, double Z) Start(RidgeSum function)
        {
            var (sx, sy, sz) = (function.Linear[0], function.Linear[1], function.Linear[2]);
            foreach (var l in early)
            {
                var x = function.Input(l);
                var c = function.Factors[l];
                (sx, sy, sz) = (sx + c * x[0], sy + c * x[1], sz + c * x[2]);
            }

            return (sx, sy, sz);
        }

        private void Look(
            RidgeSum function,
            int place,
            (double X, double Y, double Z) low,
            (double X, double Y, double Z) high,
            (double X, double Y, double Z) before,
            (double X, double Y, double Z) along,
            (double X, double Y, double Z) corner,
            double cutoff,
            bool onlyPositive,
            List<Peak> found)
        {
            var next = 3 * (place + 1 == others.Length ? 0 : place + 1);
            var end = (X: directions[next], Y: directions[next + 1], Z: directions[next + 2]);
            var acrossLow = low.X * nx + low.Y * ny + low.Z * nz;
            var acrossHigh = high.X * nx + high.Y * ny + high.Z * nz;
            for (var sign = 1; sign >= (onlyPositive ? 1 : -1); sign -= 2)
            {
                if (sign * acrossLow <= 0 && Beside(function, place, low, sign))
                {
                    Offer(function, [sign * low.X, sign * low.Y, sign * low.Z], sign, cutoff, found);
                }

                if (sign * acrossHigh >= 0 && Beside(function, place, high, sign))
                {
                    Offer(function, [sign * high.X, sign * high.Y, sign * high.Z], sign, cutoff, found);
                }

                // At the crossing of two circles: no ascent along either of them. Ascent across this one beside the crossing does not matter.
                var started = sign * Side(corner, along);
                if (sign * Side(corner, before) >= 0 && started <= 0 && IsTop(function, others[place], low, high, corner, sign))
                {
                    Offer(function, [corner.X, corner.Y, corner.Z], sign, cutoff, found);
                }

                // On the arc: no ascent across the circle, and none along it.
                if (sign * acrossLow >= 0 && sign * acrossHigh <= 0 && started >= 0 && sign * Side(along, end) >= 0)
                {
                    var lift = (along.X * nx + along.Y * ny + along.Z * nz) / (nx * nx + ny * ny + nz * nz);
                    Offer(function, [sign * (along.X - lift * nx), sign * (along.Y - lift * ny), sign * (along.Z - lift * nz)], sign, cutoff, found);
                }
            }
        }

        /// <summary>Whether the function falls from a crossing to both sides along the other circle, on which its own summand is constant.</summary>
        private bool IsTop(RidgeSum function, int other, (double X, double Y, double Z) low, (double X, double Y, double Z) high, (double X, double Y, double Z) corner, int sign)
        {
            if (other == int.MaxValue)
            {
                return true;
            }

            var x = function.Input(other >= 0 ? other : ~other);
            var (tx, ty, tz) = (corner.Y * x[2] - corner.Z * x[1], corner.Z * x[0] - corner.X * x[2], corner.X * x[1] - corner.Y * x[0]);
            var outward = tx * nx + ty * ny + tz * nz >= 0 ? sign : -sign;
            return outward * (low.X * tx + low.Y * ty + low.Z * tz) >= 0 && outward * (high.X * tx + high.Y * ty + high.Z * tz) <= 0;
        }

        /// <summary>Whether the signed vector is on the right side of the two circles that end the arc: cheap, and false for most cells.</summary>
        private bool Beside(RidgeSum function, int place, (double X, double Y, double Z) vector, int sign) =>
            AgreesAt(function, others[place], vector, sign, isPassed: true)
            && AgreesAt(function, others[place + 1 == others.Length ? 0 : place + 1], vector, sign, isPassed: false);

        private static bool AgreesAt(RidgeSum function, int other, (double X, double Y, double Z) vector, int sign, bool isPassed)
        {
            if (other == int.MaxValue)
            {
                return true;
            }

            var x = function.Input(other >= 0 ? other : ~other);
            var isActive = other >= 0 == isPassed;
            var product = sign * (x[0] * vector.X + x[1] * vector.Y + x[2] * vector.Z);
            return isActive ? product >= 0 : product <= 0;
        }

        /// <summary>The orientation of two vectors about the normal.</summary>
        private double Side((double X, double Y, double Z) left, (double X, double Y, double Z) right) =>
            nx * (left.Y * right.Z - left.Z * right.Y) + ny * (left.Z * right.X - left.X * right.Z) + nz * (left.X * right.Y - left.Y * right.X);
    }
}
