using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.CanonicalForms;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Tests.Symbolics.Engine.Words;

namespace TheoryCheck.Tests.Symbolics.Engine;

/// <summary>Identities and non-identities in index notation, as data.</summary>
internal static class Corpus
{
    private static readonly Symbol n = size("n"), m = size("m"), d = size("d"), M = size("M");
    private static readonly Symbol s = real("s"), t = real("t"), u0 = real("u0"), c = positive("c"), b = positive("b"), k = integer("k"), l = integer("l");
    private static readonly Symbol u = vector("u", d), v = vector("v", d), z = vector("z", d), A = square("A", n, n), B = square("B", n, n), C = square("C", n, n), y = family("y", n), a = family("a", M), g = family("g", n);
    private static readonly Symbol x = vectors("x", n, d), w = vectors("w", M, d), unit = onSphere("e", n, d);
    private static readonly Symbol q = family("q", n, new RealInterval(Number.Zero, Constant.Infinity, true, true));
    private static readonly Symbol i = index("i", n), j = index("j", n), h = index("h", n), r = index("r", M), r2 = index("r2", M), e = index("e", d), f = index("f", d);
    private static readonly F N = n, D = d, W = w, X = x, Y = y, a_ = a, T = t, S = s, U = u, V = v, Z = z, P = q, K = k, L = l, c_ = c, b_ = b, A_ = A, B_ = B, I = i, J = j, H = h, R = r, R2 = r2, E = e, G = f, G_ = g, Q = unit;

    private static readonly Symbol gauss = drawn("w", Set("normal", d), d), rows = drawnRows("W", Set("normal", d), M, d), direction = drawn("o", Set("sphere", d), d);
    private static readonly Symbol coin = drawn("sigma", Set("rademacher")), coins = drawnRows("epsilon", Set("rademacher"), n, n), zed = drawn("z", Set("normal", 0, 1)), flat = drawn("U", Set("uniform", 0, 1));
    private static readonly F gw = gauss, gr = rows, go = direction, gc = coin, gz = zed, gf = flat;

    /// <summary>Facts under which the expectations of half-spaces hold: no direction is 0.</summary>
    private static readonly Facts Apart = Facts.None.Assume(gt(dot(u, u), 0)).Assume(gt(dot(v, v), 0));

    private static readonly Facts Nonzero = Facts.None.Assume(ne(t, 0)).Assume(ne(s, 0)).Assume(ne(S + T, 0)).Assume(ne(S - T, 0)).Assume(gt(norm(u), 0));

    private static F Loss => 1 / (2 * N) * sum(n, p => (Y[p] - sum(M, o => a_[o] * relu(dot(W[o], X[p])))) ^ 2);

    public static IEnumerable<Entry> True() =>
    [
        // arithmetic
        new("add commutes", S + T, T + S), new("subtract itself", T - T, 0), new("distribute", S * (T + 1), (S * T) + S),
        new("square of a sum", (S + T) ^ 2, (S ^ 2) + (2 * S * T) + (T ^ 2)), new("difference of squares", (S + T) * (S - T), (S ^ 2) - (T ^ 2)),
        new("cube", (S + T) ^ 3, (S ^ 3) + (3 * (S ^ 2) * T) + (3 * S * (T ^ 2)) + (T ^ 3)), new("zeroth power", T ^ 0, 1),
        new("cancel", T / T, 1, Nonzero), new("fraction sum", (1 / S) + (1 / T), (S + T) / (S * T), Nonzero), new("nested fraction", 1 / (1 + (1 / T)), T / (1 + T), Nonzero),
        new("partial fractions", 1 / (T * (T + 1)), (1 / T) - (1 / (T + 1)), Nonzero), new("geometric", ((T ^ 3) - 1) / (T - 1), (T ^ 2) + T + 1),
        new("rationalise", 1 / (sqrt(c) + 1), (sqrt(c) - 1) / (c_ - 1)), new("fraction of sums", ((S ^ 2) - (T ^ 2)) / (S - T), S + T, Nonzero),
        new("telescope by hand", (1 / (S + T)) * (S + T), 1, Nonzero), new("lagrange", ((S ^ 2) + (T ^ 2)) * ((F)c * c + (F)b * b), (((S * c_) + (T * b_)) ^ 2) + (((S * b_) - (T * c_)) ^ 2)),
        // roots, powers, exponentials, logarithms
        new("root of a square is abs", sqrt(T ^ 2), abs(T)), new("root squared", sqrt(c) ^ 2, c_), new("root of product", sqrt(c_ * b_), sqrt(c) * sqrt(b)), new("root of 8", sqrt(8), 2 * sqrt(2)),
        new("root of 2 times root of 3", sqrt(2) * sqrt(3), sqrt(6)), new("one over root 2", 1 / sqrt(2), sqrt(2) / 2), new("root of quotient", sqrt(c_ / b_), sqrt(c) / sqrt(b)), new("power of power", (c_ ^ 2) ^ q0(1, 2), c_),
        new("3/2 power", c_ ^ q0(3, 2), c_ * sqrt(c)), new("exp of sum", exp(S + T), exp(S) * exp(T)), new("exp of negative", exp(-T) * exp(T), 1), new("exp of double", exp(2 * T), exp(T) ^ 2), new("exp of log", exp(log(c)), c_),
        new("log of exp", log(exp(T)), T), new("log of product", log(c_ * b_), log(c) + log(b)), new("log of power", log(c_ ^ 3), 3 * log(c)), new("log of quotient", log(c_ / b_), log(c) - log(b)), new("log of 8", log(8), 3 * log(2)), new("log of 6", log(6), log(2) + log(3)),
        new("integer exponents add", 2 ^ (K + 1), 2 * (2 ^ K)), new("positive base", (c_ ^ T) * (c_ ^ S), c_ ^ (S + T)), new("sign power", ((F)(-1) ^ K) * ((F)(-1) ^ K), 1), new("sigmoid reflection", call("sigmoid", -T), 1 - call("sigmoid", T)),
        new("tanh by sigmoid", call("tanh", T), (2 * call("sigmoid", 2 * T)) - 1), new("sigmoid by exp", call("sigmoid", T), 1 / (1 + exp(-T))), new("tanh odd", call("tanh", -T), -call("tanh", T)), new("cosh squared", (call("cosh", T) ^ 2) - (call("sinh", T) ^ 2), 1),
        new("pythagoras", (sin(T) ^ 2) + (cos(T) ^ 2), 1), new("cos even", cos(-T), cos(T)), new("sin odd", sin(-T), -sin(T)), new("arccos of 0", call("arccos", 0), pi / 2), new("softplus", call("softplus", T), log(1 + exp(T))), new("erf odd", call("erf", -T), -call("erf", T)),
        new("arcsin plus arccos", call("arcsin", T) + call("arccos", T), pi / 2), new("sin to the fourth", sin(T) ^ 4, (1 - (cos(T) ^ 2)) ^ 2),
        // kinks
        new("relu by step", relu(T), T * step(T)), new("relu minus relu", relu(T) - relu(-T), T), new("relu plus relu", relu(T) + relu(-T), abs(T)), new("abs squared", abs(T) ^ 2, T ^ 2), new("abs by sign", T * sign(T), abs(T)), new("step idempotent", step(T) ^ 2, step(T)),
        new("sign cubed", sign(T) ^ 3, sign(T)), new("sign odd", sign(-T), -sign(T)), new("max plus min", max(S, T) + min(S, T), S + T), new("max minus min", max(S, T) - min(S, T), abs(S - T)), new("max by relu", max(S, T), S + relu(T - S)), new("max symmetric", max(S, T), max(T, S)),
        new("relu positively homogeneous", relu(c_ * T), c_ * relu(T)), new("relu of relu", relu(relu(T)), relu(T)), new("abs of product", abs(c_ * T), c_ * abs(T)), new("step of scaled", step(c_ * T), step(T)), new("square relu", call("square_relu", T), relu(T) ^ 2),
        new("abs of abs", abs(abs(T)), abs(T)), new("leaky relu", call("leaky_relu", T), max(T, T / 100)), new("abs even", abs(-T), abs(T)), new("step of relu", step(relu(T)), 1), new("max with itself", max(T, T), T), new("relu of 3t/3", 3 * relu(T / 3), relu(T)), new("abs difference", abs(S - T), abs(T - S)),
        // sums
        new("sum of ones", sum(n, p => 1), N), new("sum is linear", sum(n, p => (2 * Y[p]) + 1), (2 * sum(n, p => Y[p])) + N), new("square of sum", sum(n, p => Y[p]) ^ 2, sum(n, p => sum(n, o => Y[p] * Y[o]))), new("fubini", sum(n, p => sum(M, o => Y[p] * a_[o])), sum(M, o => sum(n, p => Y[p] * a_[o]))),
        new("product of sums", sum(n, p => Y[p]) * sum(M, p => a_[p]), sum(n, p => sum(M, o => Y[p] * a_[o]))), new("delta contracts", sum(n, p => delta(p, J) * Y[p]), Y[J]), new("sum of deltas", sum(n, p => delta(p, J)), 1), new("delta twice", sum(n, p => delta(I, p) * delta(p, J)), delta(I, J)), new("delta symmetric", delta(I, J), delta(J, I)),
        new("delta squared", delta(I, J) ^ 2, delta(I, J)), new("value on diagonal", delta(I, J) * Y[I], delta(I, J) * Y[J]), new("split off one", sumWhere(n, p => ne(p, J), p => Y[p]), sum(n, p => Y[p]) - Y[J]), new("strict and diagonal", sumWhere(n, p => lt(p, J), p => Y[p]) + Y[J], sumWhere(n, p => le(p, J), p => Y[p])),
        new("triangle and diagonal", sum(n, p => sumWhere(n, o => lt(o, p), o => Y[p] * Y[o])), ((sum(n, p => Y[p]) ^ 2) - sum(n, p => Y[p] ^ 2)) / 2), new("mean by sum", mean(n, p => Y[p]), sum(n, p => Y[p]) / N), new("mean of constant", mean(n, p => T), T), new("variance by means", mean(n, p => (Y[p] - mean(n, o => Y[o])) ^ 2), mean(n, p => Y[p] ^ 2) - (mean(n, p => Y[p]) ^ 2)),
        new("deviations sum to 0", sum(n, p => Y[p] - mean(n, o => Y[o])), 0), new("short sum", sum(3, p => p), 3), new("renamed index", sum(n, p => exp(Y[p])), sum(n, o => exp(Y[o]))), new("cauchy deficit", (sum(n, p => Y[p] ^ 2) * sum(n, p => G_[p] ^ 2)) - (sum(n, p => Y[p] * G_[p]) ^ 2), sum(n, p => sum(n, o => ((Y[p] * G_[o]) - (Y[o] * G_[p])) ^ 2)) / 2),
        new("softmax sums to 1", sum(n, p => exp(Y[p]) / sum(n, o => exp(Y[o]))), 1), new("pair differences", sum(n, p => sum(n, o => (Y[p] - Y[o]) ^ 2)), (2 * N * sum(n, p => Y[p] ^ 2)) - (2 * (sum(n, p => Y[p]) ^ 2))), new("sum of empty condition", sumWhere(n, p => lt(p, 0), p => Y[p]), 0),
        // tensors
        new("dot symmetric", dot(U, V), dot(V, U)), new("dot bilinear", dot(new(Build.Add(u_(), v_())), Z), dot(U, Z) + dot(V, Z)), new("norm squared", norm(U) ^ 2, dot(U, U)), new("parallelogram", (norm(new(Build.Add(u_(), v_()))) ^ 2) + (norm(new(Build.Subtract(u_(), v_()))) ^ 2), 2 * ((norm(U) ^ 2) + (norm(V) ^ 2))),
        new("polarisation", dot(U, V), ((norm(new(Build.Add(u_(), v_()))) ^ 2) - (norm(new(Build.Subtract(u_(), v_()))) ^ 2)) / 4), new("trace of product", call("trace", call("matmul", A, B)), call("trace", call("matmul", B, A))), new("trace of transpose", call("trace", call("transpose", A)), call("trace", A)),
        new("transpose of product", call("transpose", call("matmul", A, B)), call("matmul", call("transpose", B), call("transpose", A))), new("product associates", call("matmul", call("matmul", A, B), C), call("matmul", A, call("matmul", B, C))), new("trace cyclic", call("trace", call("matmul", call("matmul", A, B), C)), call("trace", call("matmul", call("matmul", C, A), B))),
        new("identity", call("matmul", call("identity", n), A), A_), new("frobenius by trace", norm(A) ^ 2, call("trace", call("matmul", call("transpose", A), A))), new("quadratic form", call("quadratic", A, y), sum(n, p => sum(n, o => Y[p] * A_[p, o] * Y[o]))), new("outer trace", call("trace", call("outer", Y, Y)), dot(Y, Y)), new("double transpose", call("transpose", call("transpose", A)), A_),
        new("norm of unit vector", norm(Q[I]), 1), new("distance of unit vectors", norm(new(Build.Subtract(Q[I].Term, Q[J].Term))) ^ 2, 2 - (2 * dot(Q[I], Q[J]))), new("norm scaled", norm(new(Build.Multiply(c_.Term, u_()))), c_ * norm(U)), new("trace of identity", call("trace", call("identity", n)), N), new("norm1 by abs", call("norm1", U), sum(d, p => abs(U[p]))),
        // derivatives
        new("grad of entropy", grad(sum(n, p => P[p] * log(P[p])), P[J]), log(P[J]) + 1), new("grad of dot", grad(dot(U, V), U), V), new("grad of square", grad(dot(U, U), U)[E], 2 * U[E]), new("grad of norm", grad(norm(U), U)[E], U[E] / norm(U), Nonzero), new("hessian of square", hessian(dot(U, U), U)[E, G], 2 * delta(E, G)),
        new("hessian of quadratic", hessian(call("quadratic", A, y), y)[I, J], A_[I, J] + A_[J, I]), new("grad of trace", grad(call("trace", A), A)[I, J], delta(I, J)), new("grad of trace of product", grad(call("trace", call("matmul", A, B)), A)[I, J], B_[J, I]), new("grad of trace of square", grad(call("trace", call("matmul", A, A)), A)[I, J], 2 * A_[J, I]),
        new("grad of frobenius", grad(norm(A) ^ 2, A)[I, J], 2 * A_[I, J], Facts.None.Assume(gt(norm(A), 0))), new("grad of logsumexp", grad(log(sum(n, p => exp(Y[p]))), Y[J]), exp(Y[J]) / sum(n, p => exp(Y[p]))), new("euler for norm", dot(U, grad(norm(U), U)), norm(U), Nonzero), new("grad of relu", grad(relu(T), t), step(T)), new("grad of abs", grad(abs(T), t), sign(T)),
        new("grad of relu squared", grad(relu(T) ^ 2, t), 2 * relu(T)), new("chain rule", grad(exp(T ^ 2), t), 2 * T * exp(T ^ 2)), new("quotient rule", grad(T / (1 + (T ^ 2)), t), (1 - (T ^ 2)) / ((1 + (T ^ 2)) ^ 2)), new("grad of sigmoid", grad(call("sigmoid", T), t), call("sigmoid", T) * (1 - call("sigmoid", T))), new("grad of tanh", grad(call("tanh", T), t), 1 - (call("tanh", T) ^ 2)),
        new("grad of softplus", grad(call("softplus", T), t), call("sigmoid", T)), new("power rule", grad(c_ ^ T, t), (c_ ^ T) * log(c)), new("grad of loss in a", grad(Loss, a_[R]), -(1 / N) * sum(n, p => (Y[p] - sum(M, o => a_[o] * relu(dot(W[o], X[p])))) * relu(dot(W[R], X[p])))),
        new("grad of loss in w", grad(Loss, W[R])[E], -(1 / N) * sum(n, p => (Y[p] - sum(M, o => a_[o] * relu(dot(W[o], X[p])))) * a_[R] * step(dot(W[R], X[p])) * X[p, E])), new("balance of layers", a_[R] * grad(Loss, a_[R]), dot(W[R], grad(Loss, W[R]))), new("hessian of loss in a", hessian(Loss, a)[R, R2], mean(n, p => relu(dot(W[R], X[p])) * relu(dot(W[R2], X[p])))),
        new("mixed partials", grad(grad(exp(S * T), s), t), grad(grad(exp(S * T), t), s)), new("hessian of entropy", hessian(sum(n, p => P[p] * log(P[p])), q)[I, J], delta(I, J) / P[I]), new("grad of prod", grad(bind("prod", 3, p => G3[p]), G3[1]), G3[0] * G3[2]), new("laplacian of square", call("laplacian", dot(U, U), U), 2 * D), new("divergence of position", call("divergence", U, U), D),
        new("laplacian of norm", call("laplacian", norm(U), U), (D - 1) / norm(U), Nonzero), new("hessian of norm", hessian(norm(U), U)[E, G], (delta(E, G) / norm(U)) - (U[E] * U[G] / (norm(U) ^ 3)), Nonzero), new("grad of max away", grad(max(S, T), s) + grad(max(S, T), t), 1),
        new("grad linear", grad((3 * dot(U, V)) + dot(U, Z), U)[E], (3 * V[E]) + Z[E]), new("derivative of mean", grad(mean(n, p => Y[p] ^ 2), Y[J]), 2 * Y[J] / N), new("grad of squared residual", grad(sum(n, p => (G_[p] - sum(n, o => A_[p, o] * Y[o])) ^ 2), Y[J]), -2 * sum(n, p => A_[p, J] * (G_[p] - sum(n, o => A_[p, o] * Y[o])))),
        // expectations
        new("gaussian mean", expect(gauss, gw[E]), 0), new("gaussian covariance", expect(gauss, gw[E] * gw[G]), delta(E, G)), new("gaussian norm", expect(gauss, norm(gw) ^ 2), D), new("gaussian fourth moment", expect(gauss, norm(gw) ^ 4), D * (D + 2)), new("gaussian linear form", variance(gauss, dot(gw, U)), dot(U, U)), new("isserlis", expect(gauss, dot(gw, U) * dot(gw, V)), dot(U, V)),
        new("half-space", expect(gauss, step(dot(gw, U))), q0(1, 2), Apart), new("mean relu", expect(gauss, relu(dot(gw, U))), norm(U) / sqrt(2 * pi), Apart), new("relu squared", expect(gauss, relu(dot(gw, U)) ^ 2), dot(U, U) / 2, Apart), new("arc-cosine 0", expect(gauss, step(dot(gw, U)) * step(dot(gw, V))), (pi - call("angle", U, V)) / (2 * pi), Apart),
        new("arc-cosine 1", expect(gauss, relu(dot(gw, U)) * relu(dot(gw, V))), norm(U) * norm(V) * (sin(call("angle", U, V)) + ((pi - call("angle", U, V)) * cos(call("angle", U, V)))) / (2 * pi), Apart), new("half-space and itself", expect(gauss, step(dot(gw, U)) * step(dot(gw, U))), q0(1, 2), Apart), new("half-space first moment", expect(gauss, step(dot(gw, U)) * gw[E]), U[E] / (norm(U) * sqrt(2 * pi)), Apart),
        new("half-space second moment", expect(gauss, step(dot(gw, U)) * gw[E] * gw[G]), delta(E, G) / 2, Apart), new("abs mean", expect(gauss, abs(dot(gw, U))), norm(U) * sqrt(2 / pi), Apart), new("prob half-space", prob(gauss, gt(dot(gw, U), 0)), q0(1, 2), Apart), new("independent rows", expect(rows, gr[R, E] * gr[R2, E]), delta(R, R2)), new("mean of rows", expect(rows, mean(M, o => step(dot(gr[o], U)) * step(dot(gr[o], V)))), (pi - call("angle", U, V)) / (2 * pi), Apart),
        new("limit tangent kernel", expect(rows, dot(Q[I], Q[J]) * mean(M, o => step(dot(gr[o], Q[I])) * step(dot(gr[o], Q[J])))), dot(Q[I], Q[J]) * (pi - call("angle", Q[I], Q[J])) / (2 * pi)), new("variance of a mean", variance(rows, mean(M, o => gr[o, E])), 1 / (F)M), new("sphere mean", expect(direction, go[E]), 0), new("sphere covariance", expect(direction, go[E] * go[G]), delta(E, G) / D),
        new("sphere norm", expect(direction, norm(go)), 1), new("sphere fourth", expect(direction, dot(go, U) ^ 4), 3 * (dot(U, U) ^ 2) / (D * (D + 2))), new("sphere half-spaces", expect(direction, step(dot(go, U)) * step(dot(go, V))), (pi - call("angle", U, V)) / (2 * pi), Apart), new("sign mean", expect(coin, gc), 0), new("sign variance", variance(coin, (3 * gc) + 1), 9), new("standard normal fourth", expect(zed, gz ^ 4), 3), new("standard normal sixth", expect(zed, gz ^ 6), 15),
        new("normal generating function", expect(zed, exp(S * gz)), exp((S ^ 2) / 2)), new("scalar relu", expect(zed, relu(gz)), 1 / sqrt(2 * pi)), new("uniform mean", expect(flat, gf), q0(1, 2)), new("uniform variance", variance(flat, gf), q0(1, 12)), new("two draws", expect(coin, zed, gc * gz), 0), new("constant", expect(coin, T), T), new("affine", expect(flat, (S * gf) + T), (S / 2) + T), new("sign squared of draw", expect(coin, gc ^ 2), 1),
    ];

    public static IEnumerable<Entry> False() =>
    [
        new("freshman's dream", (S + T) ^ 2, (S ^ 2) + (T ^ 2)), new("root of square", sqrt(T ^ 2), T), new("root of sum", sqrt((S ^ 2) + (T ^ 2)), S + T), new("exp of product", exp(S * T), exp(S) * exp(T)), new("log of sum", log(c_ + b_), log(c) + log(b)), new("relu linear", relu(S + T), relu(S) + relu(T)), new("relu homogeneous", relu(S * T), S * relu(T)),
        new("abs linear", abs(S + T), abs(S) + abs(T)), new("step complement", step(T) + step(-T), 1), new("sign squared is 1", sign(T) ^ 2, 1), new("step of sum", step(S + T), step(S) * step(T)), new("abs by square", abs(T), T ^ 2), new("max is sum", max(S, T), S + T), new("min is max", min(S, T), max(S, T)), new("sin of double", sin(2 * T), 2 * sin(T)),
        new("wrong pythagoras", (sin(T) ^ 2) - (cos(T) ^ 2), 1), new("tanh is sigmoid", call("tanh", T), call("sigmoid", T)), new("power tower", T ^ 3, T ^ 2), new("wrong fraction", 1 / (S + T), (1 / S) + (1 / T), Nonzero), new("off by one", T + 1, T), new("wrong sign", -(S - T), S - T), new("half", T / 2, T / 3), new("wrong binomial", (S + T) ^ 3, (S ^ 3) + (T ^ 3)),
        new("sum of squares", sum(n, p => Y[p]) ^ 2, sum(n, p => Y[p] ^ 2)), new("sum of products", sum(n, p => Y[p] * G_[p]), sum(n, p => Y[p]) * sum(n, p => G_[p])), new("mean of square", mean(n, p => Y[p] ^ 2), mean(n, p => Y[p]) ^ 2), new("delta lost", sum(n, p => delta(p, J) * Y[p]), sum(n, p => Y[p])), new("delta counted", sum(n, p => delta(p, J)), N), new("wrong index", sum(n, p => delta(p, J) * Y[p]), Y[I]),
        new("triangle without diagonal", sum(n, p => sumWhere(n, o => lt(o, p), o => Y[p] * Y[o])), (sum(n, p => Y[p]) ^ 2) / 2), new("le for lt", sumWhere(n, p => le(p, J), p => Y[p]), sumWhere(n, p => lt(p, J), p => Y[p])), new("unequal sizes", sum(n, p => 1), (F)M), new("sum over other range", sum(n, p => T), sum(M, p => T)), new("short sum", sum(3, p => p), 2), new("softmax sums to n", sum(n, p => exp(Y[p]) / sum(n, o => exp(Y[o]))), N),
        new("trace splits", call("trace", call("matmul", A, B)), call("trace", A) * call("trace", B)), new("product commutes", call("matmul", A, B), call("matmul", B, A)), new("transpose keeps order", call("transpose", call("matmul", A, B)), call("matmul", call("transpose", A), call("transpose", B))), new("matrix symmetric", call("transpose", A), A_), new("trace of three reversed", call("trace", call("matmul", call("matmul", A, B), C)), call("trace", call("matmul", call("matmul", A, C), B))),
        new("norm linear", norm(new(Build.Add(u_(), v_()))), norm(U) + norm(V)), new("norm without root", norm(U), dot(U, U)), new("norm1 is norm", call("norm1", U), norm(U)), new("vectors have length 1", norm(U), 1), new("unit vectors agree", dot(Q[I], Q[J]), 1),
        // what other systems have answered
        new("grad of entropy is 0", grad(sum(n, p => P[p] * log(P[p])), P[J]), 0), new("hessian of array expression is 0", hessian(dot(U, U), U)[E, G], 0), new("trace derivative untransposed", grad(call("trace", call("matmul", A, B)), A)[I, J], B_[I, J]), new("trace derivative is a matrix of ones", grad(call("trace", A), A)[I, J], 1), new("hessian of quadratic loses half", hessian(call("quadratic", A, y), y)[I, J], 2 * A_[I, J]), new("hessian of entropy is 0", hessian(sum(n, p => P[p] * log(P[p])), q)[I, J], 0), new("grad of log-sum-exp lost", grad(log(sum(n, p => exp(Y[p]))), Y[J]), 0),
        new("grad of square loses factor", grad(dot(U, U), U)[E], U[E]), new("grad of norm not normalised", grad(norm(U), U)[E], U[E], Nonzero), new("grad of relu is relu", grad(relu(T), t), relu(T)), new("grad of abs is step", grad(abs(T), t), step(T)), new("grad of sigmoid loses factor", grad(call("sigmoid", T), t), call("sigmoid", T)), new("quotient rule wrong sign", grad(T / (1 + (T ^ 2)), t), ((T ^ 2) - 1) / ((1 + (T ^ 2)) ^ 2)), new("mean loses 1/n", grad(mean(n, p => Y[p] ^ 2), Y[J]), 2 * Y[J]), new("loss gradient with wrong sign", grad(Loss, a_[R]), (1 / N) * sum(n, p => (Y[p] - sum(M, o => a_[o] * relu(dot(W[o], X[p])))) * relu(dot(W[R], X[p])))),
        new("loss gradient without a", grad(Loss, W[R])[E], -(1 / N) * sum(n, p => (Y[p] - sum(M, o => a_[o] * relu(dot(W[o], X[p])))) * step(dot(W[R], X[p])) * X[p, E])), new("laplacian of square", call("laplacian", dot(U, U), U), 2), new("laplacian of norm in dimension d", call("laplacian", norm(U), U), D / norm(U), Nonzero),
        new("gaussian second moment", expect(gauss, gw[E] * gw[G]), 1), new("gaussian norm is 1", expect(gauss, norm(gw) ^ 2), 1), new("relu mean", expect(gauss, relu(dot(gw, U))), norm(U) / 2, Apart), new("arc-cosine with angle", expect(gauss, step(dot(gw, U)) * step(dot(gw, V))), call("angle", U, V) / (2 * pi), Apart), new("half-spaces independent", expect(gauss, step(dot(gw, U)) * step(dot(gw, V))), q0(1, 4), Apart), new("rows equal", expect(rows, gr[R, E] * gr[R2, E]), 1), new("rows independent always", expect(rows, gr[R, E] * gr[R2, E]), 0), new("sphere as gaussian", expect(direction, go[E] * go[G]), delta(E, G)),
        new("expectation of square", expect(zed, gz ^ 2), 0), new("fourth moment", expect(zed, gz ^ 4), 1), new("uniform variance", variance(flat, gf), q0(1, 2)), new("jensen as equality", expect(zed, exp(S * gz)), 1), new("sign mean", expect(coin, gc), 1),
    ];

    private static readonly F G3 = vector("g3", 3);

    private static F q0(int over, int under) => new Rational(over, under);

    private static Term u_() => Build.Ref(u);

    private static Term v_() => Build.Ref(v);
}

/// <summary>One entry: a name, two sides, what may be assumed.</summary>
internal sealed record Entry(string Name, F Left, F Right, Facts? Facts = null)
{
    public override string ToString() => Name;
}
