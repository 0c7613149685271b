# LASSO over ReLU features by scikit-learn's coordinate descent, one thread: lasso.py FOLDER n d M
import os, sys, time
import numpy as np
from sklearn.linear_model import Lasso

folder, (n, d, M) = sys.argv[1], map(int, sys.argv[2:5])
read = lambda name: np.fromfile(os.path.join(folder, name))
X, W, y = read("X").reshape(n, d), read("W").reshape(M, d), read("y")
Phi = np.asfortranarray(np.maximum(X @ W.T, 0))
best, value = float("inf"), 0.0
for _ in range(2):
    model = Lasso(alpha=0.01, fit_intercept=False, tol=1e-8, max_iter=200000, selection="cyclic")
    start = time.process_time()
    model.fit(Phi, y)
    best = min(best, time.process_time() - start)
    r = y - Phi @ model.coef_
    value = (r @ r) / (2 * n) + 0.01 * abs(model.coef_).sum()
print("scikit-learn", best, repr(float(value)), flush=True)
