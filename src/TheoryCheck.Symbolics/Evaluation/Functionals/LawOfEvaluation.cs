using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Evaluation.Laws;
using TheoryCheck.Symbolics.Rewriting;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Symbolics.Evaluation.Functionals;

/// <summary>The law of a linear function of normal draws, and of the states of one linear flow or recursion with normal noise at one step or time.</summary>
public sealed class LawOfEvaluation : FunctionalEvaluation
{
    /// <inheritdoc/>
    public override string Functional => "law";

    /// <inheritdoc/>
    public override Value<T> Evaluate<T>(Interpreter<T> interpreter, Call term)
    {
        var written = interpreter.Written(term.Arguments[0]);
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

        if (variables.Size == 0)
        {
            throw Interpreter<T>.NoChecker("the law of something that is not random here");
        }

        var inside = interpreter.Among(variables);
        var value = inside.TensorOf(inside.Value(body));
        return variables.Of(value.Dimensions, value.Elements.ToArray());
    }

    private static IEnumerable<(Evolution Evolution, Term Step)> Steps(Term term) => term is AtStep { Step: { } step } series
        ? series.Series.FreeSymbols().Select(s => s.Evolution).OfType<Evolution>().Distinct().Select(e => (e, step))
        : term.Children.SelectMany(Steps);

    private static Term AtOneStep(Term term) => term is AtStep { Step: not null } series ? series.Series : term.With(term.Children.Map(AtOneStep));
}
