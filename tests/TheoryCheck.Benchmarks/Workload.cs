using TheoryCheck.Core;
using TheoryCheck.Language;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Trials;

namespace TheoryCheck.Benchmarks;

/// <summary>The text of a spec, bound, at one instance: from here on a benchmark takes the way that a run takes.</summary>
internal sealed class Workload
{
    public Workload(string text, Size size)
    {
        Spec = SpecReader.Parse(new SourceText("workload.theory", text)).Spec ?? throw new InvalidOperationException("the benchmark's spec does not bind");
        Instance = new (string Name, int Value)[] { ("n", size.N), ("d", size.D), ("M", size.M) }
            .Aggregate(Verification.Instances.Instance.Empty, (at, length) => at.With(this[length.Name], new Number(length.Value)));
        Binding = new InstanceBinding(Instance, Evaluation);
    }

    public Spec Spec { get; }

    public Verification.Instances.Instance Instance { get; }

    public ClosedEvaluation Evaluation { get; } = new();

    public InstanceBinding Binding { get; }

    public Symbol this[string name] => Spec.Symbols.First(s => s.Name == name);

    /// <summary>The event of the only claim.</summary>
    public Term Event => Spec.Claims.Single().Closed is Quantified { Body: WithProbability statement } ? statement.Body : throw new InvalidOperationException("the benchmark's claim is no frequency claim");

    public static Term Unfolded(Term term) => Unfold.Definitions(Unfold.Definitions(term));

    public DrawRecipe Draw(string name) => DrawRecipe.Prepare(this[name], this[name].Domain!, Instance, Evaluation) ?? throw new InvalidOperationException($"'{name}' cannot be drawn");
}
