# The derivative of the two-layer loss in w[p, q], index notation, SymPy: symbolic.py FOLDER n d M relu|tanh
import sys, time
import sympy as sp
from sympy.core.cache import clear_cache

n, M, d, p, q = sp.symbols("n M d p q", integer=True, positive=True)
i, j, k = sp.symbols("i j k", integer=True)
w, x, a, y = (sp.IndexedBase(name) for name in "wxay")
g = (lambda t: sp.Max(0, t)) if sys.argv[5] == "relu" else sp.tanh
f = sp.Sum(a[j] * g(sp.Sum(w[j, k] * x[i, k], (k, 0, d - 1))), (j, 0, M - 1)) / sp.sqrt(M)
loss = sp.Sum((f - y[i]) ** 2, (i, 0, n - 1)) / 2
best = float("inf")
for _ in range(3):
    clear_cache()
    start = time.process_time()
    gradient = sp.diff(loss, w[p, q])
    best = min(best, time.process_time() - start)

values = {x[r, c]: r + 2 * c - 1 for r in range(2) for c in range(2)}
values.update({y[r]: r for r in range(2)}, **{})
values.update({a[r]: r + 1 for r in range(3)})
values.update({w[r, c]: sp.Rational((r + 1) * (c + 1), 4) for r in range(3) for c in range(2)})
at = gradient.subs({n: 2, d: 2, M: 3, p: 1, q: 0}).doit().subs(values).doit()
print("sympy", best, float(at.evalf(20)))
