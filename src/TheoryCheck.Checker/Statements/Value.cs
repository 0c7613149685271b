using System.Numerics;
using TheoryCheck.Checker.Enclosures;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Terms;
using static TheoryCheck.Checker.StrictJson;

namespace TheoryCheck.Checker.Statements;

/// <summary>What a term evaluates to. A closed set.</summary>
internal abstract record Value
{
    /// <summary>A real number.</summary>
    public sealed record Number(Jet Real) : Value;

    /// <summary>A tensor, row-major. <paramref name="IsUnit"/>: its rows are vectors divided by their own length.</summary>
    public sealed record Tensor(int[] Shape, Jet[] Elements, bool IsUnit = false) : Value;

    /// <summary>A truth value, as far as it is known.</summary>
    public sealed record Truth(Certainty Certainty) : Value;

    /// <summary>A function, or a family without end; <paramref name="IsListed"/>: a certificate gives it.</summary>
    public sealed record Function(Sequence<Binder> Parameters, Func<Value[], Value> Apply, bool IsListed = false) : Value;

    /// <summary>A measure of finitely many atoms.</summary>
    public sealed record Law(Jet[] Masses, Value[] Points) : Value;

    /// <summary>A set: whether it has one point, and that point, if it can be listed.</summary>
    public sealed record Set(Certainty IsSingle, Value? Only) : Value;

    /// <summary>Whether nothing of it moves.</summary>
    public bool IsStill => this is Truth or Function { IsListed: true } || (this is Number or Tensor && AsTensor(this).Elements.All(e => e.IsConstant))
        || (this is Law law && law.Masses.All(m => m.IsConstant) && law.Points.All(p => p.IsStill));

    /// <summary>The parts of a tensor along its first axis, or the tensor of equally shaped parts.</summary>
    public static Value Stack(IReadOnlyList<Value> parts)
    {
        var tensors = parts.Select(AsTensor).ToList();
        Require(tensors.TrueForAll(t => t.Shape.SequenceEqual(tensors[0].Shape)), "the parts of a tensor differ in shape");
        int[] shape = [parts.Count, .. tensors.FirstOrDefault()?.Shape ?? []];
        return new Tensor(shape, [.. tensors.SelectMany(t => t.Elements)], parts.Count > 0 && tensors.TrueForAll(t => t.IsUnit));
    }

    /// <summary>A number where there are no axes, else a tensor.</summary>
    public static Value Of(int[] shape, Jet[] elements, bool isUnit = false) => shape is [] ? new Number(elements[0]) : new Tensor(shape, elements, isUnit);

    /// <summary>The same, from the number of each element.</summary>
    public static Value Of(int[] shape, Func<int, Jet> element) => Of(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(element)]);

    /// <summary>A scalar counts as a tensor without axes.</summary>
    public static Tensor AsTensor(Value value) => value as Tensor ?? new Tensor([], [AsNumber(value)]);

    /// <summary>A number.</summary>
    public static Jet AsNumber(Value value) => value is Number number ? number.Real : throw new NotShownException("a number or tensor is expected");

    /// <summary>The part of a tensor under leading indices from 0.</summary>
    public static Value Part(Tensor tensor, IEnumerable<BigInteger> indices)
    {
        var at = indices.ToList();
        Require(at.Count <= tensor.Shape.Length && at.Zip(tensor.Shape).All(p => p.First.Sign >= 0 && p.First < p.Second), "an index lies outside of its axis");
        var (rest, offset) = (tensor.Shape[at.Count..], at.Zip(tensor.Shape).Aggregate(0, (sum, p) => (sum * p.Second) + (int)p.First));
        var size = rest.Aggregate(1, (a, b) => a * b);
        return Of(rest, tensor.Elements[(offset * size)..((offset + 1) * size)], tensor.IsUnit);
    }
}
