# Tangent kernel of step features, one thread: gram.py FOLDER n d M
import os, sys, time
import numpy as np, torch

folder, (n, d, M) = sys.argv[1], map(int, sys.argv[2:5])
torch.set_num_threads(1)
read = lambda name: np.fromfile(os.path.join(folder, name))
X, W = read("X").reshape(n, d), read("W").reshape(M, d)
Xt, Wt = torch.from_numpy(X), torch.from_numpy(W)


def numpy_gram():
    A = (X @ W.T >= 0).astype(np.float32)  # counts below 2^24 are exact in single precision
    return (A @ A.T) * (X @ X.T) * (1 / M)


def torch_gram():
    A = (Xt @ Wt.t() >= 0).to(torch.float32)
    return ((A @ A.t()).double() * (Xt @ Xt.t()) * (1 / M)).numpy()


for name, gram in (("numpy", numpy_gram), ("torch", torch_gram)):
    K = gram()
    count = max(1, int(5e7 / (n * d * M + n * n * M)))
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(count):
            K = gram()
        best = min(best, (time.process_time() - start) / count)
    print(name, best, repr(float(np.sqrt((K.astype(np.float64) ** 2).sum()))), flush=True)
