# The least eigenvalue of exp(-|i - j|/10): eigenvalues.py FOLDER n d M
import sys
import time
import numpy as np

n = int(sys.argv[2])
i = np.arange(n)
a = np.exp(-np.abs(i[:, None] - i[None, :]) / 10.0)
best = float("inf")
for _ in range(3):
    start = time.process_time()
    value = np.linalg.eigvalsh(a)[0]
    best = min(best, time.process_time() - start)
print("numpy-eigvalsh", best, float(value))
