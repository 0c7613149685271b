using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;

namespace TheoryCheck.Tests.Symbolics.Families;

public sealed class FamilyConformanceTests
{
    private static readonly string[] LanguageOperations =
    [
        .. ("exp log sqrt abs sign step relu leaky_relu square_relu sigmoid tanh arccos sin cos floor ceil min max clip div mod erf gamma "
            + "gegenbauer hermite angle dot outer matmul transpose trace quadratic identity zeros unit join norm norm1 norminf "
            + "naturals integers reals positive vector matrix psd l2 measures probabilities densities laws couplings path_components interior image "
            + "grad hessian laplacian subdiff differentiable local_min global_min stationary continuous smooth convex strongly_convex homogeneous "
            + "bounded compact_support symmetric singleton invariant geodesic displacement_convex converges past "
            + "mean mass moment kl entropy fisher tvdist tvnorm wasserstein weak_distance support pdf ratio operator spectral_gap push law dirac "
            + "reweight lipschitz lipschitz_grad norm_L2 the lebesgue").Split(' '),
    ];

    private static readonly string[] LanguageForms =
    [
        .. ("sum prod mean min max sup inf argmin argmax count all any matrix expect var prob quantile integral density product "
            + "limit limsup liminf derivative slope first {}").Split(' '),
    ];

    private static IEnumerable<Operation> Operations => Catalogue<Operation>.Members.Where(o => o.GetType().Assembly == typeof(Operation).Assembly);

    private static IEnumerable<BindingForm> Forms => Catalogue<BindingForm>.Members.Where(o => o.GetType().Assembly == typeof(Operation).Assembly);

    [Test]
    public void OperationNames_AreUnique() => Assert.That(Catalogue<Operation>.Members.Select(o => o.Name), Is.Unique);

    [Test]
    public void FormNames_AreUnique() => Assert.That(Catalogue<BindingForm>.Members.Select(o => o.Name), Is.Unique);

    [TestCaseSource(nameof(LanguageOperations))]
    public void LanguageOperation_IsFound(string name) => Assert.That(OperationCatalogue.Find(name)?.Name, Is.EqualTo(name));

    [TestCaseSource(nameof(LanguageForms))]
    public void LanguageForm_IsFound(string name) => Assert.That(OperationCatalogue.FindForm(name)?.Name, Is.EqualTo(name));

    [TestCaseSource(nameof(Operations))]
    public void Operation_IsDocumented(Operation operation)
    {
        AssertDocumented(operation.Name, operation.Usage, operation.Summary, operation.Example);
        Assert.That(operation.Notation, Is.Not.Null);
        if (operation.Notation is Notation.Named named)
        {
            Assert.That(named.Text, Is.Not.Empty);
            Assert.That(named.Latex, Is.Not.Empty);
        }
    }

    [TestCaseSource(nameof(Forms))]
    public void Form_IsDocumented(BindingForm form)
    {
        AssertDocumented(form.Name == "{}" ? "{" : form.Name, form.Usage, form.Summary, form.Example);
        Assert.That(form.Styles, Is.Not.Empty);
        Assert.That(form.BodyCount, Is.InRange(0, 2));
        Assert.That(form.AllowsGiven && !form.Styles.Contains(BinderStyle.Draws), Is.False);
    }

    [TestCaseSource(nameof(Operations))]
    public void Operation_OfTermsWithErrors_AddsNoError(Operation operation)
    {
        var broken = Build.Ref(new Symbol("broken", SymbolRole.Given, default));
        for (var count = 1; count <= 4; count++)
        {
            var typing = operation.Check(Enumerable.Repeat<Term>(broken, count).ToSequence());
            Assert.That(typing.Type is ErrorType || typing.Error.Contains("argument(s)"), Is.True, typing.Error);
        }
    }

    [TestCaseSource(nameof(Operations))]
    public void Operation_OfTooManyArguments_SaysHowManyItTakes(Operation operation)
    {
        var typing = operation.Check(Enumerable.Repeat<Term>(Constant.True, 40).ToSequence());
        Assert.That(typing.Type, Is.Null);
        Assert.That(typing.Error, Does.Contain($"'{operation.Name}'"));
    }

    private static void AssertDocumented(string name, string usage, string summary, string example)
    {
        Assert.That(usage, Does.StartWith(name));
        Assert.That(summary, Does.EndWith("."));
        Assert.That(summary, Does.Not.Contain("\n"));
        Assert.That(summary.Replace("..", "", StringComparison.Ordinal), Does.Not.Match(@"\. [A-Z]"), "one sentence");
        Assert.That(example, Does.Contain("claim "));
        Assert.That(example, Does.Contain(name));
    }
}
