using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Benchmarks;

/// <summary>Short names for the index forms of the workloads.</summary>
internal static class Notation
{
    public static Term Sum(Symbol index, int length, Term body) => Form("sum", index, length, body);

    public static Term Mean(Symbol index, int length, Term body) => Form("mean", index, length, body);

    public static Term Call(string name, Term argument) => Build.Call(OperationCatalogue.Find(name)!, argument);

    public static Term At(Symbol tensor, params Symbol[] indices) => Build.At(Build.Ref(tensor), [.. indices.Select(i => (Term)Build.Ref(i))]);

    public static Binder Below(Symbol index, int length) => Build.Below(index, Build.Num(length));

    public static Symbol Tensor(string name, SymbolRole role, params int[] dimensions) => new(name, role, default)
    {
        Type = new TensorType(NumberKind.Real, dimensions.Select(l => Axis.Of(Build.Num(l))).ToSequence()),
    };

    private static Binding Form(string name, Symbol index, int length, Term body)
    {
        var form = OperationCatalogue.FindForm(name)!;
        return new(form, TermType.Real, [], [Below(index, length)], [body], null);
    }
}
