using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Laws;

/// <summary>A random value whose chance is normal: the joint law of what it reads, and the value as a term in that.</summary>
/// <param name="Variables">The draws, and the states of one linear flow or recursion at one step or time.</param>
/// <param name="Body">The value, its states without their step.</param>
internal sealed record RandomTerm<T>(NormalVariables<T> Variables, Term Body)
    where T : IReal<T>
{
    /// <summary>The random value that a term stands for.</summary>
    /// <exception cref="NotRepresentableException">Its chance is not known to be normal, or there is none.</exception>
    public static RandomTerm<T> Of(Interpreter<T> interpreter, Term term)
    {
        var written = interpreter.Written(term);
        var variables = Steps(written).Distinct().ToList() switch
        {
            [] => NormalVariables<T>.None,
            [var (evolution, step)] => new LinearMotion<T>(interpreter, evolution).At(step),
            _ => throw Interpreter<T>.NoChecker("the joint law of states at different steps"),
        };
        var body = AtOneStep(written);
        foreach (var draw in body.FreeSymbols().Where(s => s is { Role: SymbolRole.Draw, Domain: not null } && interpreter.Environment.Find(s) is null))
        {
            variables = draw.Evolution is null
                ? variables.With(draw, interpreter, interpreter.LawOfFamily(draw, draw.Domain!))
                : throw Interpreter<T>.NoChecker($"the law of the draw '{draw.Name}' of a step");
        }

        return variables.Size > 0 ? new(variables, body) : throw Interpreter<T>.NoChecker("the law of something that is not random here");
    }

    /// <summary>The value as polynomials of degree two.</summary>
    public (Sequence<int> Shape, QuadraticForm<T>[] Forms) Forms(Interpreter<T> interpreter)
    {
        var inside = interpreter.Among(Variables);
        var value = inside.TensorOf(inside.Value(Body));
        return (value.Dimensions, value.Elements.ToArray());
    }

    private static IEnumerable<(Evolution Evolution, Term Step)> Steps(Term term) => term is AtStep { Step: { } step } series
        ? series.Series.FreeSymbols().Select(s => s.Evolution).OfType<Evolution>().Distinct().Select(e => (e, step))
        : term.Children.SelectMany(Steps);

    private static Term AtOneStep(Term term) => term is AtStep { Step: not null } series ? series.Series : term.With(term.Children.Map(AtOneStep));
}
