using System.Globalization;
using System.Text;
using System.Xml.Linq;
using NUnit.Framework;
using TheoryCheck.Core;
using TheoryCheck.Rigor;
using TheoryCheck.Symbolics.Operations;
using TheoryCheck.Symbolics.Terms;
using TheoryCheck.Symbolics.Typesetting;
using static TheoryCheck.Tests.Symbolics.Typesetting.ReferenceStatements;

namespace TheoryCheck.Tests.Symbolics.Typesetting;

public sealed class TypesettingTests
{
    private static readonly Symbol A = Bound("a", TermType.Real);
    private static readonly Symbol B = Bound("b", TermType.Real);
    private static readonly Symbol C = Bound("c", TermType.Real);

    [Test]
    public void Statements_OfTheReference_MatchGoldens()
    {
        var text = new StringBuilder();
        foreach (var (name, statement) in All())
        {
            var typeset = Typeset.Of(statement);
            text.Append($"# {name}\n{typeset.Text}\n{typeset.Latex}\n{typeset.MathMl}\n\n");
        }

        Golden.Check("statements.txt", text.ToString());
    }

    [Test]
    public void Declarations_OfTheReference_MatchGoldens()
    {
        var text = new StringBuilder();
        foreach (var symbol in new[] { N, D, M, Delta, Phi, X, W, K, Kinf, F })
        {
            var typeset = Typeset.OfDeclaration(symbol);
            text.Append($"{typeset.Text}\n{typeset.Latex}\n\n");
        }

        Golden.Check("declarations.txt", text.ToString());
    }

    [Test]
    public void MathMl_OfEveryStatement_IsWellFormedAndFreeOfEmptyScripts()
    {
        foreach (var (name, statement) in All())
        {
            var document = XDocument.Parse(Typeset.Of(statement).MathMl);
            Assert.That(document.Root!.Name.LocalName, Is.EqualTo("math"), name);
            foreach (var element in document.Descendants())
            {
                var wanted = element.Name.LocalName switch { "mfrac" or "msub" or "msup" or "munder" or "mover" => 2, "msubsup" => 3, _ => -1 };
                Assert.That(element.Elements().Count(), wanted < 0 ? Is.GreaterThanOrEqualTo(0) : Is.EqualTo(wanted), $"{name}: {element}");
            }
        }
    }

    [Test]
    public void Latex_OfEveryStatement_HasBalancedBraces()
    {
        foreach (var (name, statement) in All())
        {
            var depth = 0;
            var latex = Typeset.Of(statement).Latex.Replace("\\{", "", StringComparison.Ordinal).Replace("\\}", "", StringComparison.Ordinal);
            foreach (var c in latex)
            {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                Assert.That(depth, Is.GreaterThanOrEqualTo(0), name);
            }

            Assert.That(depth, Is.Zero, name);
        }
    }

    [TestCaseSource(nameof(Groupings))]
    public void Text_OfArithmetic_HasTheParenthesesItNeedsAndNoOthers(Term term, string text) => Assert.That(Typeset.Of(term).Text, Is.EqualTo(text));

    [TestCaseSource(nameof(Shapes))]
    public void Latex_OfArithmetic_ReadsAsMathematics(Term term, string latex) => Assert.That(Typeset.Of(term).Latex, Is.EqualTo(latex));

    [TestCase("lambda", "\\lambda")]
    [TestCase("lambda0", "\\lambda_{0}")]
    [TestCase("theta_j", "\\theta_{j}")]
    [TestCase("x_hat", "\\hat{x}")]
    [TestCase("what", "\\hat{w}")]
    [TestCase("Kinf", "K_{\\infty}")]
    [TestCase("theta_star", "\\theta^{\\star}")]
    [TestCase("Gamma", "\\Gamma")]
    [TestCase("radius", "\\mathrm{radius}")]
    [TestCase("beta", "\\beta")]
    [TestCase("w12", "w_{12}")]
    [TestCase("hat", "\\mathrm{hat}")]
    [TestCase("_", "\\mathrm{\\_}")]
    public void Name_InEachForm_BecomesLettersAndIndices(string name, string latex) =>
        Assert.That(Typeset.Of(Ref(Bound(name, TermType.Real))).Latex, Is.EqualTo(latex));

    [Test]
    public void Text_UnderAnotherCulture_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        var term = Build.Multiply(Build.Num(R(-1, 100)), Ref(A));
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.That(Typeset.Of(term).Text, Is.EqualTo("-0.01*a"));
            Assert.That(Typeset.Of(term).Latex, Is.EqualTo("-0.01a"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Operations_OfTheWholeCatalogue_TypesetTheirNotation()
    {
        foreach (var operation in Catalogue<Operation>.Members)
        {
            foreach (var count in new[] { 0, 1, 2, 3 })
            {
                var call = new Call(operation, TermType.Real, Enumerable.Repeat((Term)Ref(A), count).ToSequence());
                var typeset = Typeset.Of(call);
                Assert.That(() => XDocument.Parse(typeset.MathMl), Throws.Nothing, $"{operation.Name} of {count}");
                Assert.That(typeset.Latex, Is.Not.Empty, operation.Name);
                Assert.That(typeset.Text, Does.StartWith(operation.Name));
            }
        }
    }

    [Test]
    public void Forms_OfTheWholeCatalogue_TypesetTheirNotation()
    {
        foreach (var form in Catalogue<BindingForm>.Members)
        {
            var binder = new Binder(Bound("t", TermType.Real), Make("reals"));
            var bodies = Enumerable.Repeat((Term)Ref(A), form.BodyCount).ToSequence();
            var binding = new Binding(form, TermType.Real, Enumerable.Repeat((Term)Ref(B), form.LeadingCount).ToSequence(), [binder], bodies, form.AllowsGiven ? Constant.True : null);
            Assert.That(() => XDocument.Parse(Typeset.Of(binding).MathMl), Throws.Nothing, form.Name);
            Assert.That(Typeset.Of(binding).Text, Does.Contain("t in reals"));
        }
    }

    [Test]
    public void Marked_ChangedExponent_MarksTheExponentAlone()
    {
        var difference = Difference.Mark(Lemma(3), Lemma());
        Assert.That(difference.IsEmpty, Is.False);
        Assert.That(difference.Old.MathMl, Does.Contain("<mrow class=\"removed\"><mn>3</mn></mrow>"));
        Assert.That(difference.New.MathMl, Does.Contain("<mrow class=\"added\"><mn>2</mn></mrow>"));
        Assert.That(difference.New.MathMl.Split("class=\"added\"").Length, Is.EqualTo(2));
        Assert.That(difference.New.Text, Is.EqualTo(Typeset.Of(Lemma()).Text));
    }

    [Test]
    public void Marked_AddedSummand_LeavesTheOthersUnmarked()
    {
        var difference = Difference.Mark(Build.Add(Ref(A), Ref(C)), Build.Add(Ref(A), Ref(B), Ref(C)));
        Assert.That(difference.Old.MathMl, Does.Not.Contain("removed"));
        Assert.That(difference.New.Latex, Is.EqualTo("a+{\\color{teal} b}+c"));
    }

    [Test]
    public void Marked_SymbolsOfTwoSpecs_CountAsEqualByName()
    {
        var twin = Bound("a", TermType.Real);
        Assert.That(Difference.Mark(Square(Ref(A)), Square(Ref(twin))).IsEmpty, Is.True);
        Assert.That(Difference.Mark(Square(Ref(A)), Square(Ref(B))).IsEmpty, Is.False);
    }

    [Test]
    public void Pieces_OfAStatement_JoinToTheWhole()
    {
        foreach (var (name, statement) in All())
        {
            var layout = Typeset.Of(statement).Layout;
            var pieces = string.Concat(layout.Pieces().Select(p => LatexPrinter.Print(p))).Replace(" ", "", StringComparison.Ordinal);
            Assert.That(pieces, Is.EqualTo(LatexPrinter.Print(layout).Replace(" ", "", StringComparison.Ordinal)), name);
        }
    }

    private static IEnumerable<TestCaseData> Groupings()
    {
        var (a, b, c) = (Ref(A), Ref(B), Ref(C));
        yield return Case(Build.Multiply(Build.Add(a, b), c), "(a + b)*c");
        yield return Case(Build.Add(Build.Multiply(a, b), c), "a*b + c");
        yield return Case(Build.Subtract(a, Build.Subtract(b, c)), "a - (b - c)");
        yield return Case(Build.Divide(a, Build.Multiply(b, c)), "a/(b*c)");
        yield return Case(Build.Multiply(Build.Divide(a, b), c), "a/b*c");
        yield return Case(Build.Multiply(a, Build.Divide(b, c)), "a*(b/c)");
        yield return Case(Build.Power(Build.Power(a, b), c), "(a^b)^c");
        yield return Case(Build.Power(a, Build.Power(b, c)), "a^b^c");
        yield return Case(Build.Power(Build.Negate(a), c), "(-a)^c");
        yield return Case(Build.Negate(Build.Power(a, c)), "-a^c");
        yield return Case(Build.Power(a, Num(-2)), "a^(-2)");
        yield return Case(Build.Negate(Build.Add(a, b)), "-(a + b)");
        yield return Case(Build.Multiply(a, Build.Negate(b)), "a*(-b)");
        yield return Case(Build.Add(a, Num(-2)), "a - 2");
        yield return Case(Build.Add(a, Build.Multiply(Num(-2), b)), "a - 2*b");
        yield return Case(Build.Power(Build.Num(R(1, 2)), a), "(1/2)^a");
        yield return Case(new Connective(ConnectiveKind.And, [new Quantified(QuantifierKind.ForAll, [new Binder(A, Make("reals"))], Constant.True), Constant.False]), "(for all a in reals: true) and false");
        yield return Case(new Connective(ConnectiveKind.And, [Constant.False, new Quantified(QuantifierKind.ForAll, [new Binder(A, Make("reals"))], Constant.True)]), "false and for all a in reals: true");
    }

    private static IEnumerable<TestCaseData> Shapes()
    {
        var (a, b, c) = (Ref(A), Ref(B), Ref(C));
        yield return Case(Build.Multiply(Num(2), a, b), "2ab");
        yield return Case(Build.Multiply(Num(2), Num(3)), "2\\cdot3");
        yield return Case(Build.Multiply(a, Build.Add(b, c)), "a\\cdot(b+c)");
        yield return Case(Build.Multiply(Num(2), Build.Add(b, c)), "2(b+c)");
        yield return Case(Build.Power(Build.Divide(a, b), Num(2)), "\\left(\\frac{a}{b}\\right)^{2}");
        yield return Case(Build.Power(a, Build.Divide(b, c)), "a^{b/c}");
        yield return Case(Build.Power(Build.Power(a, Num(2)), Num(3)), "(a^{2})^{3}");
        yield return Case(Square(Build.At(Ref(X), Ref(Build.Index("i")))), "x_{i}^{2}");
        yield return Case(Build.At(Ref(K), Ref(Build.Index("i")), Ref(Build.Index("j"))), "K_{ij}");
        yield return Case(Build.At(Ref(K), Ref(Build.Index("i")), Num(10)), "K_{i,10}");
        yield return Case(new AtStep(Ref(V), Ref(Build.Index("k"))), "v^{(k)}");
        yield return Case(new AtStep(Ref(Z), Ref(Build.Index("s"))), "z(s)");
        yield return Case(Square(new AtStep(Ref(V), Num(0))), "(v^{(0)})^{2}");
        yield return Case(new AtStep(new Apply(Ref(F), TermType.Real, [Ref(V)]), Num(3)), "\\left.F(v)\\right|_{3}");
        yield return Case(Bind("sum", [Build.Below(Build.Index("i"), Ref(N)), Build.Below(Build.Index("j"), Ref(N))], a), "\\sum_{i,j<n}\\,a");
        yield return Case(Build.Multiply(Bind("sum", [Build.Below(Build.Index("i"), Ref(N))], a), b), "\\left(\\sum_{i<n}\\,a\\right)\\,b");
        yield return Case(Bind("sum", [Build.Below(Build.Index("i"), Ref(N))], Build.Add(a, b)), "\\sum_{i<n}\\,(a+b)");
        yield return Case(Make("sphere", Ref(D)), "\\mathbb{S}^{d-1}");
        yield return Case(Make("abs", Build.Divide(a, b)), "\\left|\\frac{a}{b}\\right|");
        yield return Case(Make("sqrt", a), "\\sqrt{a}");
        yield return Case(Make("grad", Build.Add(a, b), a), "\\nabla_{a}\\,(a+b)");
    }

    private static TestCaseData Case(Term term, string text) => new TestCaseData(term, text).SetName("{m}(" + text.Replace('.', '·') + ")");
}
