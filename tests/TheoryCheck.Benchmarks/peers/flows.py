# A system of equations over time, in doubles: flows.py FOLDER n d M NAME TIME
import sys
import time
from scipy.integrate import solve_ivp

name, end = sys.argv[5], float(sys.argv[6])
start, rates = {
    "lorenz": ([1.0, 1.0, 1.0], lambda t, s: [10 * (s[1] - s[0]), s[0] * (28 - s[2]) - s[1], s[0] * s[1] - 8 / 3 * s[2]]),
    "vanderpol": ([2.0, 0.0], lambda t, s: [s[1], (1 - s[0] * s[0]) * s[1] - s[0]]),
}[name]
for method in ["DOP853", "LSODA"]:
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        found = solve_ivp(rates, (0, end), start, method=method, rtol=1e-12, atol=1e-12)
        best = min(best, time.process_time() - begin)
    print(f"scipy-{method}", best / end, float(found.y[0, -1]))
