# min sum|c| with Phi c = y, Phi = relu(X T^t): SciPy's HiGHS (dual simplex) and Clp (dual simplex): programs.py FOLDER n d M
# Clp reads the same program from an MPS file; its own time is taken, without the reading.
import os, re, subprocess, sys, time
import numpy as np
from scipy.optimize import linprog

folder, (n, d, M) = sys.argv[1], map(int, sys.argv[2:5])
read = lambda name: np.fromfile(os.path.join(folder, name))
X, T, y = read("X").reshape(n, d), read("T").reshape(M, d), read("y")

said = subprocess.run(["clp", os.path.join(folder, "program.mps"), "-dualsimplex"], capture_output=True, text=True).stdout
value, seconds = re.search(r"Optimal objective (\S+) - \d+ iterations time ([\d.]+)", said).groups()
print("clp", seconds, value, flush=True)

Phi = np.maximum(X @ T.T, 0)
A = np.hstack([Phi, -Phi])
start = time.process_time()
answer = linprog(np.ones(2 * M), A_eq=A, b_eq=y, method="highs-ds")
print("highs", time.process_time() - start, repr(float(answer.fun)), flush=True)
