# A million standard normals, one thread: normals.py FOLDER n d M (the arguments are not used)
import time
import numpy as np

for name, bits in (("numpy-pcg64", np.random.PCG64), ("numpy-philox", np.random.Philox)):
    generator = np.random.Generator(bits(1))
    out = np.empty(1_000_000)
    best = float("inf")
    for _ in range(8):
        start = time.process_time()
        generator.standard_normal(out=out)
        best = min(best, time.process_time() - start)
    print(name, best, float((out * out).mean()))
