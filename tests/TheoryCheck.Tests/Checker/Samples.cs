namespace TheoryCheck.Tests.Checker;

/// <summary>At least one certificate of each kind, written by hand so tightly that every changed number makes it wrong.</summary>
internal static class Samples
{
    private const string Program = """
        cost = [2, 3]
        A = [[1, 1], [1, 2]]
        bound = [3, 4]
        claim any: 1 == 1
        """;

    private const string Sphere = """
        x = [[1, 0], [0, 1]]
        y = [6, 8]
        lambda = 5/2
        eta(t in vector(2)) = 3*relu(dot(t, x[0])) + sum(i in {1}: 4*relu(dot(x[i], t)))
        J(nu in measures(sphere(2)), p in positive) = 1/4*sum(i<2: (y[i] - integral(t wrt nu: relu(dot(t, x[i]))))^2) + p*tvnorm(nu)
        claim top: sup(t in sphere(2): eta(t)) <= 5
        claim least: inf(nu in measures(sphere(2)): J(nu, lambda)) >= 75/4
        claim single: singleton(argmin(nu in measures(sphere(2)): J(nu, lambda)))
        """;

    private const string Optimal = """[{"mass": "5", "direction": ["3", "4"]}]""";

    public static Sample Instance { get; } = new(
        "instance",
        "sweep N in {1, 2, 3}\nclaim all: for all N: for all i in 0..1: exists c in 1..: c == 10*N + i",
        "all",
        """{"steps": [{"symbol": "c", "value": "10"}, {"symbol": "c", "value": "11"}, {"symbol": "c", "value": "20"}, {"symbol": "c", "value": "21"}, {"symbol": "c", "value": "30"}, {"symbol": "c", "value": "31"}]}""");

    public static Sample Counterexample { get; } = new(
        "counterexample",
        "given d in 1.., v in vector(d), a in reals\nassume pin: norm(v)^2 == 25 and v[0] == 3 and v[1] == 4 and a == 5/7\nclaim c: for all d where d == 2: for all v, a: dot(v, v)*a < 125/7",
        "c",
        """{"steps": [{"symbol": "d", "value": "2"}, {"symbol": "v", "value": ["3", "4"]}, {"symbol": "a", "value": "5/7"}]}""");

    // Along a recursion the step is a value like the others: 2 - (5/3)/2^k passes 399/200 at k = 9.
    public static Sample BrokenStep { get; } = new(
        "counterexample",
        "given a in reals where a == 1/3\nevolve k:\n  start w = a\n  w <- w/2 + 1\nclaim low: for all a: for all k where k <= 9: w@k < 1995/1000",
        "low",
        """{"steps": [{"symbol": "a", "value": "1/3"}, {"symbol": "k", "value": "9"}]}""");

    public static Sample Gradient { get; } = new(
        "counterexample",
        "given n in 2.., w in vector(n) where w[0] == 1 and w[1] == 2\nL = sum(i<n: w[i]^3*relu(w[i]))\nclaim c: for all n where n == 2: for all w: for all i<n where i == 1: grad(L, w[i]) == i*31",
        "c",
        """{"steps": [{"symbol": "n", "value": "2"}, {"symbol": "w", "value": ["1", "2"]}, {"symbol": "i", "value": "1"}]}""");

    public static Sample Expansion { get; } = new(
        "counterexample",
        "given a in reals where a == 3/4\nclaim c: for all a: exp(a*h) - 1 - a*h in o(h^2) as h -> 0",
        "c",
        """{"steps": [{"symbol": "a", "value": "3/4"}]}""");

    // The rows of the plan are the masses; of the multipliers only their sum over a row and the column matters, so that one alone cannot change.
    public static Sample Distance { get; } = new(
        "counterexample",
        "given a in reals where a == 3\nclaim c: for all a: wasserstein(1, 1/2*dirac(0) + 1/2*dirac(1), dirac(a)) < 5/2",
        "c",
        """{"steps": [{"symbol": "a", "value": "3"}], "optima": [{"point": ["1/2", "1/2"], "multipliers": ["0", "2", "3", "0", "0"]}]}""");

    // Singular, so that no less stands on its diagonal.
    public static Sample Semidefinite { get; } = new(
        "counterexample",
        "given A in psd(2) where A[0, 0] == 1 and A[0, 1] == 1/2\nclaim c: for all A: trace(A) > 5/4",
        "c",
        """{"steps": [{"symbol": "A", "value": [["1", "1/2"], ["1/2", "1/4"]]}]}""");

    // Smooth, and convex in one argument for each value of the other; f(2, 3) = 4 + 9 - 6 = 7.
    public static Sample ListedFunction { get; } = new(
        "counterexample",
        "given f(u in reals, v in reals) in reals where smooth(f) and (for all c in reals: convex(b |-> f(b, c))) and f(0, 1) == 1 and f(1, 0) == 1 and f(1, 1) == 1\nclaim c: for all f: f(2, 3) != 7",
        "c",
        """{"steps": [{"symbol": "f", "value": {"function": "f(u in reals, v in reals) = u^2 + v^2 - u*v"}}]}""");

    // For no C > 0, all at once.
    public static Sample Constant { get; } = new(
        "counterexample",
        "given x in reals where x == 2\nclaim c: exists C > 0: for all x: 4 - x^2 >= C*(x - 1)",
        "c",
        """{"steps": [{"symbol": "x", "value": "2"}]}""");

    // Terms that are not less than 2.
    public static Sample Sequence { get; } = new(
        "counterexample",
        "given a[j in 1..] in reals\nclaim c: for all a where (for all j in 1..: a[j] == 2*j*j): converges(sum(j in 1..: a[j] + 1/j))",
        "c",
        """{"steps": [{"symbol": "a", "value": {"function": "a(j in reals) = 2*j*j"}}]}""");

    // w = 3 - 9t + .., below 3 - 17/2 t from the start on.
    public static Sample FlowStart { get; } = new(
        "counterexample",
        "given a in reals where a == 3\nflow t:\n  start w = a\n  rate w = -w^2\nclaim c: for all a: for all t: w@t >= a - (a^2 - 1/2)*t",
        "c",
        """{"steps": [{"symbol": "a", "value": "3"}, {"symbol": "t", "value": {"after": "0"}}]}""");

    // (w^2)' = -2 w^3 = -54 at the start, and below -53 just after it.
    public static Sample FlowRate { get; } = new(
        "counterexample",
        "given a in reals where a == 3\nflow t:\n  start w = a\n  rate w = -w^2\nclaim c: for all a: for all t: derivative(t: w@t^2) >= -2*a^3 + 1",
        "c",
        """{"steps": [{"symbol": "a", "value": "3"}, {"symbol": "t", "value": {"after": "0"}}]}""");

    // E relu(z - m)^2 = s/2.
    public static Sample NormalMean { get; } = new(
        "counterexample",
        "given m in reals, s in reals\nassume pin: m == 5 and s == 4\nz ~ normal(m, s)\nclaim c: for all m, s: expect(z: relu(z - m)^2) != 2",
        "c",
        """{"steps": [{"symbol": "m", "value": "5"}, {"symbol": "s", "value": "4"}]}""");

    // No signs sum to 1, and numbers do.
    public static Sample Families { get; } = new(
        "counterexample",
        "claim c: (exists s[i<2] in {-1, 1}: s[0] + s[1] == 1) iff (exists g[i<2] in reals: g[0] + 2*g[1] == 3 and g[0] - g[1] == 3/2)",
        "c",
        """{"steps": [{"symbol": "g", "value": ["2", "1/2"]}]}""");

    public static Sample LocalMinimum { get; } = new(
        "local_minimum",
        "given c in naturals\nf(u in vector(2), t in reals) = (u[0] - 1)^2 + (u[1] - 2)^2 + (t - c)^2 + (t - c)^4\nclaim any: 1 == 1",
        "any",
        """{"instance": [{"symbol": "c", "value": "3"}], "function": "f", "points": [{"near": ["1", "2"], "within": "1/64"}, {"near": "3", "within": "1/64"}], "modulus": "99/50"}""");

    // (a + b)^2 - (a - b)^2 == 4ab for two components: a quadratic in four values, at the 15 points of the lattice.
    public static Sample Identity { get; } = new(
        "identity",
        "given n in 1.., a[i<n] in reals, b[i<n] in reals\nclaim c: for all n where n == 2: for all a, b: derive n*sum(i<n: (a[i] + b[i])^2 - (a[i] - b[i])^2) == (n^2 + 4)*dot(a, b)",
        "c",
        """{"instance": [{"symbol": "n", "value": "2"}]}""");

    public static Sample Quotients { get; } = new(
        "identity",
        "given n in 1.., a[i<n] in reals, s in reals\nclaim c: for all n where n == 2: for all a, s: derive grad(dot(a, a)/s, a[0]) == n*a[0]/s",
        "c",
        """{"instance": [{"symbol": "n", "value": "2"}]}""");

    public static Sample KernelVector { get; } = new(
        "kernel_vector", "n = 3\nK[i<n, j<n] = (i + 1)*(j + 1)\nclaim any: 1 == 1", "any", """{"instance": [], "matrix": "K", "vector": ["3", "3", "-3"]}""");

    public static Sample PositiveDefinite { get; } = new(
        "positive_definite",
        "K = [[2, 1], [1, 2]]\nclaim any: 1 == 1",
        "any",
        """{"instance": [], "matrix": "K", "margin": "1"}""");

    public static Sample EigenvalueEnclosure { get; } = new(
        "eigenvalue_enclosure",
        "K = [[2, 1], [1, 2]]\nclaim any: 1 == 1",
        "any",
        """{"instance": [], "matrix": "K", "lower": "1", "upper": "1"}""");

    public static Sample LinearProgram { get; } = new(
        "lp_optimum", Program, "any", """{"instance": [], "cost": "cost", "matrix": "A", "bound": "bound", "primal": ["2", "1"], "dual": ["1", "1"], "value": "7"}""");

    public static Sample UniqueLinearProgram { get; } = LinearProgram with { Kind = "unique_lp_optimum" };

    public static Sample SphereSupremum { get; } = new(
        "sphere_supremum", Sphere, "top", """{"instance": [], "problem": "0", "lower": "5", "upper": "5"}""");

    // One atom at (3/5, 4/5), with the residuals (3, 4): both ends meet at 75/4.
    public static Sample MeasureOptimum { get; } = new(
        "measure_optimum", Sphere, "least", $$"""{"instance": [], "problem": "0", "atoms": {{Optimal}}, "lower": "75/4", "upper": "75/4"}""");

    public static Sample SparseOptimum { get; } = new(
        "sparse_optimum", Sphere, "single", $$"""{"instance": [], "problem": "0", "atoms": {{Optimal}}, "within": "1/1000000000000000000000"}""");

    public static Sample OnlyMinimiser { get; } = new("instance", Sphere, "single", $$"""{"steps": [], "optima": [{{Optimal}}]}""");

    public static Sample LeastValue { get; } = new("instance", Sphere, "least", $$"""{"steps": [], "optima": [{{Optimal}}]}""");

    public static Sample SequentialTest { get; } = new(
        "sequential_test",
        "sweep M in {10}\nw ~ normal(0, 1)\nclaim p: for all M: with probability >= 1 - 1/M over w: w <= 2",
        "p",
        """{"seed": "1", "count": "1", "tests": [{"instance": [{"symbol": "M", "value": "10"}], "statement": "0", "decision": "supported", "alpha": "1/100", "successes": "52", "failures": "0", "unknowns": "0"}]}""");

    // P(Bin(22, 1/10) = 0) = 0.0985.
    public static Sample BinomialTest { get; } = SequentialTest with
    {
        Kind = "binomial_test",
        Body = """{"seed": "1", "count": "1", "tests": [{"instance": [{"symbol": "M", "value": "10"}], "statement": "0", "decision": "supported", "alpha": "99/1000", "successes": "22", "failures": "0", "unknowns": "0"}]}""",
    };

    // min |b|_1 over b_0 + 2 b_1 = 2 is 1 at (0, 1): |b|_1 >= (3/4 - 1/4) b_0 + b_1 = (b_0 + 2 b_1)/2.
    public static Sample VectorOptimum { get; } = new(
        "counterexample",
        "claim c: inf(b in vector(2) where b[0] + 2*b[1] == 2: norm1(b)) != 1",
        "c",
        """{"steps": [], "optima": [{"point": ["0", "1"], "multipliers": ["3/4", "1/2"]}]}""");

    // 2 (x - 3) + y - 3 + 3 = 0 at x = 1, and y - 5/2 + 3/2 = 0 at y = 1, with 3 and 3/2 the multipliers of x <= 1 and y <= 1; the one of x >= -1 is 0.
    public static Sample OnlyPoint { get; } = new(
        "counterexample",
        "claim c: the(argmin(v in vector(2) where -1 <= v[0] <= 1 and v[1] <= 1: (v[0] - 3)^2 + v[0]*v[1] + 1/2*v[1]^2 - 7/2*v[1])) != [1, 1]",
        "c",
        """{"steps": [], "optima": [{"point": ["1", "1"], "multipliers": ["3/2", "3", "0"]}]}""");

    public static IReadOnlyList<Sample> All { get; } =
    [
        Instance, Counterexample, BrokenStep, Gradient, Expansion, KernelVector, PositiveDefinite, EigenvalueEnclosure, LinearProgram, UniqueLinearProgram,
        SphereSupremum, MeasureOptimum, SparseOptimum, OnlyMinimiser, LeastValue, SequentialTest, BinomialTest, LocalMinimum, Identity, Quotients,
        Distance, Semidefinite, ListedFunction, FlowStart, FlowRate, NormalMean, Families, Constant, Sequence, VectorOptimum, OnlyPoint,
    ];
}
