using TheoryCheck.Core;
using TheoryCheck.Verification.Judging;
using TheoryCheck.Verification.Results;

namespace TheoryCheck.Verification.Figures;

/// <summary>The pictures of a claim: the first few of those that its judgement can make.</summary>
internal static class FigureAssembly
{
    /// <summary>From how many places pictures are kept.</summary>
    public const int MostPlaces = 8;

    private const int MostFigures = 4;

    /// <summary>What can be drawn of an obligation, later.</summary>
    public static FigureEvidence At(Obligation obligation, ClosedEvaluation evaluation) =>
        new(() => Catalogue<FigureSource>.Members.SelectMany(source => source.Of(obligation, evaluation))) { Place = () => obligation };

    /// <summary>The pictures of a claim.</summary>
    public static Sequence<Figure> Of(Judgement judgement)
    {
        var figures = new List<Figure>();
        foreach (var evidence in judgement.Figures.Take(MostPlaces))
        {
            try
            {
                // One title, one picture: of configurations that have no name the first stands for all.
                foreach (var figure in evidence.Draw().TakeWhile(_ => figures.Count < MostFigures).Where(f => !figures.Exists(other => other.Title == f.Title)))
                {
                    figures.Add(figure);
                }
            }
            catch (Exception e) when (ClosedEvaluation.IsNoAnswer(e))
            {
                // Nothing to see here: a picture is no evidence, and what kept the claim from being settled is said elsewhere.
                continue;
            }

            if (figures.Count >= MostFigures)
            {
                break;
            }
        }

        return figures.ToSequence();
    }
}
