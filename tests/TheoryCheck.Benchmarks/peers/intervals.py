# One operation on intervals at 53 bits: intervals.py FOLDER n d M OPERATION
import os
import sys
import time
import numpy as np
from mpmath import iv

folder, name = sys.argv[1], sys.argv[5]
iv.prec = 53
read = lambda f: np.fromfile(os.path.join(folder, f))
beside = lambda v: [iv.mpf([a, b]) for a, b in zip(v.tolist(), np.nextafter(v, np.inf).tolist())]
b = read("X") * 7
a = np.abs(read("W")[: len(b)]) + 0.5
x, y = beside(a), beside(b)
of = {
    "add": lambda p, q: p + q, "mul": lambda p, q: p * q, "div": lambda p, q: q / p, "sqrt": lambda p, q: iv.sqrt(p),
    "exp": lambda p, q: iv.exp(q), "log": lambda p, q: iv.log(p), "sin": lambda p, q: iv.sin(q), "cos": lambda p, q: iv.cos(q),
    "atan2": lambda p, q: None,
}[name]
if name == "atan2":  # mpmath has no interval arctangent: NumPy's of points, for the value alone
    start = time.process_time()
    value = float(np.sum(np.arctan2(b, a)))
    print("numpy-points", (time.process_time() - start) / len(b), value)
else:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        out = [of(p, q) for p, q in zip(x, y)]
        best = min(best, time.process_time() - start)
    print("mpmath-iv", best / len(x), sum(float(o.b) for o in out))
