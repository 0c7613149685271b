using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TheoryCheck.Numerics.Elementary;

namespace TheoryCheck.Numerics.Plans;

/// <summary>
/// Emits a map as a structure with one flat method of direct calls to lane intrinsics, and closes the kernels over it. Only the map is
/// emitted; loops and folds are ordinary code.
/// </summary>
internal static unsafe class MapEmitter
{
    private const string MapName = "Eval";

    private static readonly Type Vector = typeof(Vector512<double>);

    private static readonly ModuleBuilder Module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName("TheoryCheck.Maps"), AssemblyBuilderAccess.Run)
        .DefineDynamicModule("Maps");

    private static readonly ConcurrentDictionary<string, Lazy<Type>> Maps = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<(string, KernelShape, Fold), Lazy<LaneKernel>> Kernels = new();
    private static int emitted;

    /// <summary>A kernel over the emitted map of a body.</summary>
    public static LaneKernel Kernel(MapBody body, KernelShape shape, Fold fold)
    {
        var key = body.Key;
        return Kernels.GetOrAdd((key, shape, fold), _ => new(() =>
        {
            var map = Maps.GetOrAdd(key, _ => new(() => Emit(body))).Value;
            var make = typeof(MapInterpreter).GetMethod(nameof(MapInterpreter.Compiled), BindingFlags.Public | BindingFlags.Static)!;
            var kernel = (LaneKernel)make.MakeGenericMethod(map).Invoke(null, [shape, fold])!;
            RuntimeHelpers.PrepareDelegate(kernel);
            return kernel;
        })).Value;
    }

    /// <summary>A method of <see cref="Vector512"/> on doubles.</summary>
    public static MethodInfo Intrinsic(string name, params Type[] parameters)
    {
        foreach (var method in typeof(Vector512).GetMethods().Where(m => m.Name == name && m.GetParameters().Length == parameters.Length))
        {
            if (method.IsGenericMethodDefinition && method.GetGenericArguments().Length != 1)
            {
                continue;
            }

            var closed = method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(double)) : method;
            if (closed.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameters))
            {
                return closed;
            }
        }

        throw new MissingMethodException(nameof(Vector512), name);
    }

    /// <summary>A method on lane vectors only.</summary>
    public static MethodInfo Intrinsic(string name, int operands) => Intrinsic(name, [.. Enumerable.Repeat(Vector, operands)]);

    /// <summary>Loads a lane vector from the address on the stack.</summary>
    public static MethodInfo Load { get; } = Intrinsic(nameof(Vector512.Load), typeof(double*));

    /// <summary>Spreads the number on the stack over the lanes.</summary>
    public static MethodInfo Spread { get; } = Intrinsic(nameof(Vector512.Create), typeof(double));

    /// <summary>Stores the lane vector below the address on the stack.</summary>
    public static MethodInfo Store { get; } = Intrinsic(nameof(Vector512.Store), Vector, typeof(double*));

    private static Type Emit(MapBody body)
    {
        lock (Module)
        {
            var type = Module.DefineType(
                $"Map{emitted++}",
                TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout,
                typeof(ValueType),
                PackingSize.Unspecified,
                1);
            type.AddInterfaceImplementation(typeof(ILaneMap));
            var eval = type.DefineMethod(
                MapName, MethodAttributes.Public | MethodAttributes.Static, Vector, [typeof(double**), typeof(nint), typeof(double*)]);
            eval.SetImplementationFlags(MethodImplAttributes.AggressiveInlining);
            Emit(eval.GetILGenerator(), body);
            type.DefineMethodOverride(eval, typeof(ILaneMap).GetMethod(MapName)!);
            return type.CreateType();
        }
    }

    private static void Emit(ILGenerator il, MapBody body)
    {
        var values = new List<LocalBuilder>();
        void Keep()
        {
            values.Add(il.DeclareLocal(Vector));
            il.Emit(OpCodes.Stloc, values[^1]);
        }

        for (var input = 0; input < body.IsBroadcast.Length; input++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, input * sizeof(double*));
            il.Emit(OpCodes.Conv_I);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldind_I);
            if (body.IsBroadcast[input])
            {
                il.Emit(OpCodes.Ldind_R8);
                il.Emit(OpCodes.Call, Spread);
            }
            else
            {
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Ldc_I4_8);
                il.Emit(OpCodes.Conv_I);
                il.Emit(OpCodes.Mul);
                il.Emit(OpCodes.Add);
                il.Emit(OpCodes.Call, Load);
            }

            Keep();
        }

        for (var constant = 0; constant < body.Constants.Length; constant++)
        {
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Ldc_I4, constant * sizeof(double));
            il.Emit(OpCodes.Conv_I);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldind_R8);
            il.Emit(OpCodes.Call, Spread);
            Keep();
        }

        foreach (var instruction in body.Instructions)
        {
            Emit(il, instruction, values);
            Keep();
        }

        il.Emit(OpCodes.Ldloc, values[body.Result]);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>Leaves the value of one primitive on the stack; mirrors <see cref="Lanes.Evaluate(Primitive, Vector512{double}, Vector512{double}, Vector512{double}, Vector512{double}, bool, bool)"/>.</summary>
    private static void Emit(ILGenerator il, Instruction instruction, List<LocalBuilder> values)
    {
        void Push(int operand) => il.Emit(OpCodes.Ldloc, values[instruction.Operands[operand]]);
        void Call(MethodInfo method, params ReadOnlySpan<int> operands)
        {
            foreach (var operand in operands)
            {
                Push(operand);
            }

            il.Emit(OpCodes.Call, method);
        }

        void Choose(string comparison)
        {
            var guards = new List<int>();
            if (instruction.CheckRight)
            {
                guards.Add(1);
            }

            if (instruction.CheckLeft)
            {
                guards.Add(0);
            }

            foreach (var side in guards)
            {
                Call(Intrinsic(nameof(Vector512.Equals), 2), side, side);
            }

            Call(Intrinsic(comparison, 2), 0, 1);
            Call(Intrinsic(nameof(Vector512.ConditionalSelect), 3), 2, 3);
            guards.Reverse();
            foreach (var side in guards)
            {
                Call(Intrinsic(nameof(Vector512.ConditionalSelect), 3), side);
            }
        }

        switch (instruction.Primitive)
        {
            case Primitive.Add:
                Call(Operator("op_Addition", 2), 0, 1);
                break;
            case Primitive.Subtract:
                Call(Operator("op_Subtraction", 2), 0, 1);
                break;
            case Primitive.Multiply:
                Call(Operator("op_Multiply", 2), 0, 1);
                break;
            case Primitive.MultiplyAdd:
                Call(Intrinsic(nameof(Vector512.FusedMultiplyAdd), 3), 0, 1, 2);
                break;
            case Primitive.Divide when instruction.CheckRight:
                Push(1);
                il.Emit(OpCodes.Call, Vector.GetProperty(nameof(Vector512<>.Zero))!.GetMethod!);
                il.Emit(OpCodes.Call, Intrinsic(nameof(Vector512.Equals), 2));
                il.Emit(OpCodes.Ldc_R8, double.NaN);
                il.Emit(OpCodes.Call, Spread);
                Call(Operator("op_Division", 2), 0, 1);
                il.Emit(OpCodes.Call, Intrinsic(nameof(Vector512.ConditionalSelect), 3));
                break;
            case Primitive.Divide:
                Call(Operator("op_Division", 2), 0, 1);
                break;
            case Primitive.Negate:
                Call(Operator("op_UnaryNegation", 1), 0);
                break;
            case Primitive.SquareRoot:
                Call(Intrinsic(nameof(Vector512.Sqrt), 1), 0);
                break;
            case Primitive.Floor:
                Call(Intrinsic(nameof(Vector512.Floor), 1), 0);
                break;
            case Primitive.Angle:
                Call(Elementary(nameof(ElementaryFunctions.Atan2), 2), 0, 1);
                break;
            case Primitive.SelectLess:
                Choose(nameof(Vector512.LessThan));
                break;
            case Primitive.SelectLessOrEqual:
                Choose(nameof(Vector512.LessThanOrEqual));
                break;
            case Primitive.SelectEqual:
                Choose(nameof(Vector512.Equals));
                break;
            case Primitive.Exponential:
                Call(Elementary(nameof(ElementaryFunctions.Exp), 1), 0);
                break;
            case Primitive.Logarithm:
                Call(Elementary(nameof(ElementaryFunctions.Log), 1), 0);
                break;
            case Primitive.Sine:
                Call(Elementary(nameof(ElementaryFunctions.Sin), 1), 0);
                break;
            case Primitive.Cosine:
                Call(Elementary(nameof(ElementaryFunctions.Cos), 1), 0);
                break;
            case Primitive.HyperbolicTangent:
                Call(Elementary(nameof(ElementaryFunctions.Tanh), 1), 0);
                break;
            case Primitive.Logistic:
                Call(Elementary(nameof(ElementaryFunctions.Sigmoid), 1), 0);
                break;
            case Primitive.ErrorFunction:
                Call(Elementary(nameof(ElementaryFunctions.Erf), 1), 0);
                break;
            case Primitive.AtLeast:
                Call(Intrinsic(nameof(Vector512.MaxNative), 2), 0, 1);
                break;
            default:
                Call(Intrinsic(nameof(Vector512.MinNative), 2), 0, 1);
                break;
        }
    }

    private static MethodInfo Elementary(string name, int operands) =>
        typeof(ElementaryFunctions).GetMethod(name, [.. Enumerable.Repeat(Vector, operands)])!;

    private static MethodInfo Operator(string name, int operands) => Vector.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Single(m => m.Name == name && m.GetParameters().Select(p => p.ParameterType).SequenceEqual(Enumerable.Repeat(Vector, operands)));
}
