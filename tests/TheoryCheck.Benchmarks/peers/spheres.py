# The largest value of sum_i p_i max(x_i.t, 0) over the sphere by enumeration, one thread: spheres.py FOLDER n d M
# d = 2: all arcs (exact). d = 3: for each great circle all its arcs; the two cells beside each, the arc and its end (exact).
import os, sys, time
import numpy as np

folder, (n, d, M) = sys.argv[1], map(int, sys.argv[2:5])
read = lambda name: np.fromfile(os.path.join(folder, name))
X, p = read("X").reshape(n, d), read("a")


def value(T):  # at the rows of T, normalised
    T = T[np.linalg.norm(T, axis=1) > 0]
    T = T / np.linalg.norm(T, axis=1)[:, None]
    return (np.maximum(T @ X.T, 0) @ p).max(initial=0)


def circle():
    angles = np.arctan2(X[:, 1], X[:, 0])
    ends = np.sort(np.concatenate([angles + np.pi / 2, angles - np.pi / 2]) % (2 * np.pi))
    middle = (ends + np.roll(ends, -1) + 2 * np.pi * (np.arange(2 * n) == 2 * n - 1)) / 2
    T = np.stack([np.cos(middle), np.sin(middle)], 1)
    G = (T @ X.T > 0) @ (p[:, None] * X)
    return max(value(G), value(np.stack([np.cos(ends), np.sin(ends)], 1)))


def sphere():
    best = 0.0
    for i in range(n):
        u = X[i] / np.linalg.norm(X[i])
        a = np.cross(u, np.eye(3)[np.argmin(abs(u))]); a /= np.linalg.norm(a)
        b = np.cross(u, a)
        others = np.delete(np.arange(n), i)
        angles = np.arctan2(X[others] @ b, X[others] @ a)
        ends = np.sort(np.concatenate([angles + np.pi / 2, angles - np.pi / 2]) % (2 * np.pi))
        middle = (ends + np.roll(ends, -1) + 2 * np.pi * (np.arange(len(ends)) == len(ends) - 1)) / 2
        T = np.cos(middle)[:, None] * a + np.sin(middle)[:, None] * b
        G = (T @ X[others].T > 0) @ (p[others, None] * X[others])
        E = np.cos(ends)[:, None] * a + np.sin(ends)[:, None] * b
        for C in (G, G + p[i] * X[i], G - np.outer(G @ u, u), E):
            big = C[np.linalg.norm(C, axis=1) > best] if C is not E else C
            if len(big):
                best = max(best, value(big))
    return best


run = circle if d == 2 else sphere
best, result = float("inf"), 0.0
for _ in range(3):
    start = time.process_time()
    result = run()
    best = min(best, time.process_time() - start)
print("numpy", best, repr(float(result)), flush=True)
