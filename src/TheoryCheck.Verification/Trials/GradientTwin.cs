using System.Collections.Immutable;
using TheoryCheck.Core;
using TheoryCheck.Numerics.Plans;
using TheoryCheck.Numerics.Random;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Calculus;
using TheoryCheck.Symbolics.IndexForms;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Verification.Trials;

/// <summary>
/// The gradients in the steps of a block beside their twins: some elements as the symbolic engine and the plan give them, against differences
/// of the differentiated value alone. Differences of one value see neither the chain rule nor its kernels.
/// </summary>
/// <param name="checks">The elements that are compared.</param>
internal sealed class GradientTwin(ImmutableArray<GradientTwin.ElementCheck> checks)
{
    private const int ElementsPerGradient = 4;
    private const double Step = 1e-4;

    /// <summary>One element of one gradient: the plan that computes it, and the value it differentiates.</summary>
    /// <param name="Name">The gradient in the claim language.</param>
    /// <param name="Plan">Has the outputs <c>value</c> and <c>slope</c>.</param>
    /// <param name="Inputs">What the plan reads.</param>
    /// <param name="Leaf">The state that is differentiated in.</param>
    /// <param name="Offset">The number of the differentiated coordinate in it.</param>
    public sealed record ElementCheck(string Name, Plan Plan, Sequence<Symbol> Inputs, Symbol Leaf, int Offset);

    /// <summary>How many elements can be compared.</summary>
    public int Count => checks.Length;

    /// <summary>Prepares the comparison; gradients in other things than states and those that no plan computes alone are left out.</summary>
    /// <param name="motions">The right sides of the block's lines, definitions unfolded.</param>
    /// <param name="inputs">What a step reads besides states.</param>
    /// <param name="states">The states as inputs.</param>
    /// <param name="binding">The instance.</param>
    /// <param name="lengthOf">The value of an integer term, or null.</param>
    /// <param name="element">The element of a gradient in index form; the symbolic engine, save in tests.</param>
    public static GradientTwin Prepare(
        IEnumerable<Term> motions,
        Sequence<PlanInput> inputs,
        Sequence<PlanInput> states,
        InstanceBinding binding,
        Func<Term, long?> lengthOf,
        Func<Term, Sequence<Term>, Term> element)
    {
        var random = new RandomStream(new DrawKey(0x6772_6164, 0, DrawRecipe.StreamOf("gradient twin")));
        var checks = ImmutableArray.CreateBuilder<ElementCheck>();
        foreach (var gradient in motions.SelectMany(Gradients).Distinct())
        {
            for (var i = 0; i < ElementsPerGradient; i++)
            {
                if (Place(gradient, random, lengthOf) is not var (placed, at, leaf, offset) || states.FirstOrDefault(s => s.Symbol == leaf) is null)
                {
                    continue;
                }

                try
                {
                    var outputs = new Sequence<PlanOutput>([new PlanOutput("value", IndexForm.Of(placed.Arguments[0]), []), new PlanOutput("slope", element(placed, at), [])]);
                    var used = outputs.SelectMany(o => o.Term.FreeSymbols()).ToHashSet();
                    var request = new PlanRequest(outputs, inputs.Concat(states).Where(input => used.Contains(input.Symbol)).Select(input => input with { Stage = Stage.Run }).ToSequence(), binding.Sizes, binding.Scalars);
                    checks.Add(new ElementCheck(Symbolics.Typesetting.Typeset.TextOf(gradient), Plan.Compile(request), request.Inputs.Map(input => input.Symbol), leaf, offset));
                }
                catch (Exception e) when (e is NotPlannableException or NotRepresentableException or NoClosedFormException)
                {
                    // It is not computed alone, so it has no twin.
                }
            }
        }

        return new GradientTwin(checks.ToImmutable());
    }

    /// <summary>Compares at a state.</summary>
    /// <param name="read">The values of an input.</param>
    /// <returns>How many elements were compared, and what disagrees, or null.</returns>
    public (int Compared, string? Disagreement) Compare(Func<Symbol, ReadOnlyMemory<double>> read)
    {
        var compared = 0;
        foreach (var check in checks)
        {
            using var workspace = check.Plan.CreateWorkspace();
            foreach (var symbol in check.Inputs)
            {
                read(symbol).Span.CopyTo(workspace.Input(symbol));
            }

            // A difference over a kink misleads, and so does a state that lies on kinks; what disagrees at two lengths and beside the state too is wrong.
            var (coarse, fine) = (Agrees(check, workspace, Step), Agrees(check, workspace, Step / 64));
            if (coarse.Agrees == Certainty.False && fine.Agrees == Certainty.False && DisagreesBeside(check, workspace))
            {
                return (compared, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"an element of {check.Name} is {fine.Slope:G9} by the symbolic engine and {fine.Difference:G9} by differences"));
            }

            compared += coarse.Agrees == Certainty.True || fine.Agrees == Certainty.True ? 1 : 0;
        }

        return (compared, null);
    }

    private static bool DisagreesBeside(ElementCheck check, Workspace workspace)
    {
        var random = new RandomStream(new DrawKey(0x6772_6164, 1, DrawRecipe.StreamOf("gradient twin")));
        var coordinates = workspace.Input(check.Leaf);
        var size = Size(coordinates);
        foreach (ref var coordinate in coordinates)
        {
            coordinate += (size > 0 ? size : 1) * ((random.NextUniform() / 50) - 0.01);
        }

        return Agrees(check, workspace, Step).Agrees == Certainty.False && Agrees(check, workspace, Step / 64).Agrees == Certainty.False;
    }

    private static double Size(ReadOnlySpan<double> coordinates)
    {
        var size = 0.0;
        foreach (var coordinate in coordinates)
        {
            size = Math.Max(size, Math.Abs(coordinate));
        }

        return size;
    }

    // The slope against the central difference; the one-sided differences bound what curvature and kinks do to it.
    private static (Certainty Agrees, double Slope, double Difference) Agrees(ElementCheck check, Workspace workspace, double relative)
    {
        var x = workspace.Input(check.Leaf)[check.Offset];
        var size = Size(workspace.Input(check.Leaf));
        var h = relative * Math.Max(Math.Abs(x), size > 0 ? size / 16 : 1);
        var (above, below) = (x + h, x - h);
        var high = Value(above);
        var low = Value(below);
        var middle = Value(x);
        var slope = workspace.Output("slope")[0];
        var (forward, backward, central) = ((high - middle) / (above - x), (middle - low) / (x - below), (high - low) / (above - below));
        var noise = 1e-13 * Math.Max(Math.Abs(high), Math.Max(Math.Abs(low), Math.Abs(middle))) / h;
        var margin = Math.Abs(forward - backward) + noise + (1e-7 * Math.Max(Math.Abs(slope), Math.Abs(central)));
        return (!double.IsFinite(slope) || !double.IsFinite(margin) || margin > 0.25 * Math.Max(Math.Abs(slope), Math.Abs(central)) ? Certainty.Unknown : CertaintyLogic.Of(Math.Abs(slope - central) <= margin), slope, central);

        double Value(double at)
        {
            workspace.Input(check.Leaf)[check.Offset] = at;
            workspace.Run(Stage.Run);
            return workspace.Output("value")[0];
        }
    }

    private static IEnumerable<Call> Gradients(Term term) =>
        (term is Call { Operation: Grad, Arguments: [{ Type.IsScalar: true }, _] } call ? [call] : Array.Empty<Call>()).Concat(term.Children.SelectMany(Gradients));

    // The variable of a gradient is to stay what it is, an element: substitution would make a function of it.
    private static Term Put(Term term, Dictionary<Symbol, Term> values) =>
        term is Reference reference && values.TryGetValue(reference.Symbol, out var value) ? value
        : term.Children.IsEmpty ? term : term.With(term.Children.Map(child => Put(child, values)));

    // Numbers for the indices a gradient leaves free and for the element that is compared.
    private static (Call Gradient, Sequence<Term> At, Symbol Leaf, int Offset)? Place(Call gradient, RandomStream random, Func<Term, long?> lengthOf)
    {
        var values = new Dictionary<Symbol, Term>();
        foreach (var index in gradient.FreeSymbols().Where(s => s.Role == SymbolRole.Bound).OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            if (index.Domain is not IndexRange range || lengthOf(Put(range.Lower, values)) is not { } lower || lengthOf(Put(range.Upper, values)) is not { } upper || upper < lower)
            {
                return null;
            }

            values.Add(index, new Number(lower + (long)(random.NextUniform() * (upper - lower + 1))));
        }

        var placed = (Call)Put(gradient, values);
        var (leaf, fixedIndices) = placed.Arguments[1] switch
        {
            Reference reference => (reference.Symbol, Sequence<Term>.Empty),
            Element { Tensor: Reference reference } element => (reference.Symbol, element.Indices),
            _ => (null, Sequence<Term>.Empty),
        };
        if (leaf?.Type is not TensorType type)
        {
            return null;
        }

        var (at, offset) = (new List<Term>(), 0L);
        for (var axis = 0; axis < type.Axes.Count; axis++)
        {
            if (lengthOf(type.Axes[axis].Length) is not (> 0 and var length))
            {
                return null;
            }

            long position;
            if (axis < fixedIndices.Count)
            {
                if (fixedIndices[axis] is not Number { Value: { IsInteger: true, Sign: >= 0 } number } || number >= length)
                {
                    return null;
                }

                position = (long)number.Numerator;
            }
            else
            {
                position = (long)(random.NextUniform() * length);
                at.Add(new Number(position));
            }

            offset = (offset * length) + position;
        }

        return offset <= int.MaxValue ? (placed, at.ToSequence(), leaf, (int)offset) : null;
    }
}
