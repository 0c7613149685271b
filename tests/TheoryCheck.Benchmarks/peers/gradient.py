# Gradient descent on the first layer, in place, one thread: gradient.py FOLDER n d M relu|tanh steps
import os, sys, time
import numpy as np, torch

folder, (n, d, M), kind, steps = sys.argv[1], map(int, sys.argv[2:5]), sys.argv[5], int(sys.argv[6])
torch.set_num_threads(1)
torch.set_grad_enabled(False)
read = lambda name: np.fromfile(os.path.join(folder, name))
X, y, W0, a = read("X").reshape(n, d), read("y"), read("W").reshape(M, d), read("a")
eta, am = 0.5, a / np.sqrt(M)


def numpy_steps():
    W = W0.copy()
    Z, G, V, c = np.empty((n, M)), np.empty((n, M)), np.empty((M, d)), (-eta * am)[:, None]

    def step():
        np.matmul(X, W.T, out=Z)
        if kind == "relu":
            np.maximum(Z, 0, out=Z)
            r = Z @ am - y
            np.sign(Z, out=G)
        else:
            np.tanh(Z, out=Z)
            r = Z @ am - y
            np.multiply(Z, Z, out=G)
            np.subtract(1, G, out=G)
        np.matmul(G.T, X * r[:, None], out=V)
        np.multiply(V, c, out=V)
        np.add(W, V, out=W)
        return r

    return step


def torch_steps():
    Xt, yt, at, W = (torch.from_numpy(v.copy()) for v in (X, y, am, W0))
    Z, G, V = torch.empty(n, M, dtype=Xt.dtype), torch.empty(n, M, dtype=Xt.dtype), torch.empty(M, d, dtype=Xt.dtype)
    c = (-eta * at)[:, None]

    def step():
        torch.matmul(Xt, W.t(), out=Z)
        if kind == "relu":
            Z.clamp_(min=0)
            r = Z.mv(at) - yt
            torch.sign(Z, out=G)
        else:
            Z.tanh_()
            r = Z.mv(at) - yt
            torch.mul(Z, Z, out=G)
            G.neg_().add_(1)
        torch.mm(G.t(), Xt * r[:, None], out=V)
        W.addcmul_(V, c)
        return r

    return step


for name, make in (("numpy", numpy_steps), ("torch", torch_steps)):
    step = make()
    for _ in range(steps + 1):
        r = step()
    loss = float((r * r).sum()) / (2 * n)
    count = max(4, int(2e8 / (n * d * M)))
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(count):
            step()
        best = min(best, (time.process_time() - start) / count)
    print(name, best, repr(loss), flush=True)
