# The least mean cost of an assignment by network simplex (POT) and by shortest paths (SciPy): transport.py FOLDER n d M
import os
import sys
import time
import numpy as np
from scipy.optimize import linear_sum_assignment

n = int(sys.argv[2])
costs = np.fromfile(os.path.join(sys.argv[1], "costs")).reshape(n, n)


def measure(name, solve):
    best = float("inf")
    for _ in range(3 if n < 2000 else 1):
        start = time.process_time()
        value = solve()
        best = min(best, time.process_time() - start)
    print(name, best, repr(float(value)))


measure("scipy-linear_sum_assignment", lambda: costs[linear_sum_assignment(costs)].mean())
try:
    import ot
except ImportError:
    pass
else:
    weights = np.ones(n) / n
    measure("pot-emd2", lambda: ot.emd2(weights, weights, costs, numItermax=10000000))
