using System.Collections.Concurrent;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TheoryCheck.Numerics.Plans;

/// <summary>Emits panel products with all sums of a tile in registers: rows × 3 lane vectors with 512-bit registers, in narrower tiles without.</summary>
internal static unsafe class PanelEmitter
{
    private static readonly ConcurrentDictionary<int, Lazy<PanelKernel>> Kernels = new();

    private static readonly Type Vector = typeof(Vector512<double>);

    /// <summary>The kernel for blocks of some rows.</summary>
    public static PanelKernel Kernel(int rows) => Kernels.GetOrAdd(rows, r => new(() => Emit(r))).Value;

    private static PanelKernel Emit(int rows)
    {
        var method = new DynamicMethod(
            $"Product{rows}",
            typeof(void),
            [typeof(double*), typeof(nint), typeof(double*), typeof(double*), typeof(nint), typeof(nint), typeof(bool)],
            typeof(PanelEmitter).Module,
            skipVisibility: true);
        var il = method.GetILGenerator();
        var (block, left, right, count) = (il.DeclareLocal(typeof(nint)), il.DeclareLocal(typeof(double*)), il.DeclareLocal(typeof(double*)), il.DeclareLocal(typeof(nint)));
        var (nextBlock, end) = (il.DefineLabel(), il.DefineLabel());
        il.Emit(OpCodes.Ldarg_S, (byte)4);
        il.Emit(OpCodes.Stloc, block);
        il.MarkLabel(nextBlock);
        il.Emit(OpCodes.Ldloc, block);
        il.Emit(OpCodes.Brfalse, end);
        var (tileRows, tileVectors) = Vector512.IsHardwareAccelerated ? (rows, 3) : (Math.Min(rows, 4), 1);
        for (var s = 0; s < rows; s += tileRows)
        {
            for (var v = 0; v < 3; v += tileVectors)
            {
                EmitTile(il, rows, s, Math.Min(tileRows, rows - s), v, tileVectors, left, right, count);
            }
        }

        Advance(il, 0, () =>
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4_8);
            il.Emit(OpCodes.Conv_I);
            il.Emit(OpCodes.Mul);
        });
        Advance(il, 3, () => Push(il, rows * PanelProduct.Width * sizeof(double)));
        il.Emit(OpCodes.Ldloc, block);
        Push(il, 1);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Stloc, block);
        il.Emit(OpCodes.Br, nextBlock);
        il.MarkLabel(end);
        il.Emit(OpCodes.Ret);
        var kernel = method.CreateDelegate<PanelKernel>();
        RuntimeHelpers.PrepareDelegate(kernel);
        return kernel;
    }

    private static void EmitTile(
        ILGenerator il, int blockRows, int row, int rows, int vector, int vectors, LocalBuilder left, LocalBuilder right, LocalBuilder count)
    {
        var sums = Enumerable.Range(0, rows * vectors).Select(_ => il.DeclareLocal(Vector)).ToArray();
        var columns = Enumerable.Range(0, vectors).Select(_ => il.DeclareLocal(Vector)).ToArray();
        var spread = il.DeclareLocal(Vector);
        var (fresh, start, loop, done) = (il.DefineLabel(), il.DefineLabel(), il.DefineLabel(), il.DefineLabel());
        void PushSum(int at)
        {
            il.Emit(OpCodes.Ldarg_3);
            Push(il, ((((row + (at / vectors)) * 3) + vector + (at % vectors)) * Lanes.Count) * sizeof(double));
            il.Emit(OpCodes.Add);
        }

        il.Emit(OpCodes.Ldarg_S, (byte)6);
        il.Emit(OpCodes.Brfalse, fresh);
        for (var at = 0; at < sums.Length; at++)
        {
            PushSum(at);
            il.Emit(OpCodes.Call, MapEmitter.Load);
            il.Emit(OpCodes.Stloc, sums[at]);
        }

        il.Emit(OpCodes.Br, start);
        il.MarkLabel(fresh);
        foreach (var sum in sums)
        {
            il.Emit(OpCodes.Call, Vector.GetProperty(nameof(Vector512<>.Zero))!.GetMethod!);
            il.Emit(OpCodes.Stloc, sum);
        }

        il.MarkLabel(start);
        Copy(il, OpCodes.Ldarg_0, left, row * sizeof(double));
        Copy(il, OpCodes.Ldarg_2, right, vector * Lanes.Count * sizeof(double));
        il.Emit(OpCodes.Ldarg_S, (byte)5);
        il.Emit(OpCodes.Stloc, count);
        il.MarkLabel(loop);
        il.Emit(OpCodes.Ldloc, count);
        il.Emit(OpCodes.Brfalse, done);
        for (var v = 0; v < vectors; v++)
        {
            il.Emit(OpCodes.Ldloc, right);
            Push(il, v * Lanes.Count * sizeof(double));
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Call, MapEmitter.Load);
            il.Emit(OpCodes.Stloc, columns[v]);
        }

        var fused = MapEmitter.Intrinsic(nameof(Vector512.FusedMultiplyAdd), 3);
        for (var s = 0; s < rows; s++)
        {
            il.Emit(OpCodes.Ldloc, left);
            Push(il, s * sizeof(double));
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldind_R8);
            il.Emit(OpCodes.Call, MapEmitter.Spread);
            il.Emit(OpCodes.Stloc, spread);
            for (var v = 0; v < vectors; v++)
            {
                il.Emit(OpCodes.Ldloc, spread);
                il.Emit(OpCodes.Ldloc, columns[v]);
                il.Emit(OpCodes.Ldloc, sums[(s * vectors) + v]);
                il.Emit(OpCodes.Call, fused);
                il.Emit(OpCodes.Stloc, sums[(s * vectors) + v]);
            }
        }

        Move(il, left, blockRows * sizeof(double));
        Move(il, right, PanelProduct.Width * sizeof(double));
        Move(il, count, -1);
        il.Emit(OpCodes.Br, loop);
        il.MarkLabel(done);
        for (var at = 0; at < sums.Length; at++)
        {
            il.Emit(OpCodes.Ldloc, sums[at]);
            PushSum(at);
            il.Emit(OpCodes.Call, MapEmitter.Store);
        }
    }

    private static void Copy(ILGenerator il, OpCode argument, LocalBuilder to, int bytes)
    {
        il.Emit(argument);
        Push(il, bytes);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, to);
    }

    private static void Move(ILGenerator il, LocalBuilder local, int by)
    {
        il.Emit(OpCodes.Ldloc, local);
        Push(il, by);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stloc, local);
    }

    private static void Advance(ILGenerator il, byte argument, Action by)
    {
        il.Emit(OpCodes.Ldarg_S, argument);
        by();
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Starg_S, argument);
    }

    private static void Push(ILGenerator il, int value)
    {
        il.Emit(OpCodes.Ldc_I4, value);
        il.Emit(OpCodes.Conv_I);
    }
}
