using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Instances;
using TheoryCheck.Verification.Judging;

namespace TheoryCheck.Verification.Trials;

/// <summary>An instance's values as a plan takes them: sizes, real scalars, and tensors of doubles.</summary>
internal sealed class InstanceBinding
{
    private readonly Dictionary<Symbol, long> sizes = [];
    private readonly Dictionary<Symbol, double> scalars = [];
    private readonly List<(Symbol Symbol, Sequence<int> Dimensions, double[] Values)> tensors = [];

    public InstanceBinding(Instance instance, ClosedEvaluation evaluation)
    {
        Instance = instance;
        foreach (var (symbol, value) in instance.Values.OrderBy(v => v.Key.Name, StringComparer.Ordinal))
        {
            if (symbol.Type is not TensorType type)
            {
                continue;
            }

            if (type.Axes.IsEmpty && type.Kind == NumberKind.Integer && evaluation.TryRational(value, instance) is { IsInteger: true } size)
            {
                sizes.Add(symbol, (long)size.Numerator);
            }
            else if (evaluation.TryTensor(value, instance) is { } tensor)
            {
                if (type.Axes.IsEmpty)
                {
                    scalars.Add(symbol, tensor.First);
                }
                else
                {
                    tensors.Add((symbol, tensor.Dimensions, tensor.Elements.ToArray()));
                }
            }
            else
            {
                throw new NotRepresentableException($"the value of '{symbol.Name}' in doubles");
            }
        }
    }

    /// <summary>The instance itself.</summary>
    public Instance Instance { get; }

    /// <summary>Integer symbols.</summary>
    public IReadOnlyDictionary<Symbol, long> Sizes => sizes;

    /// <summary>Real scalars.</summary>
    public IReadOnlyDictionary<Symbol, double> Scalars => scalars;

    /// <summary>Tensors, row-major.</summary>
    public IReadOnlyList<(Symbol Symbol, Sequence<int> Dimensions, double[] Values)> Tensors => tensors;
}
