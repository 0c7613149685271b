using TheoryCheck.Core;

namespace TheoryCheck.Language.Binding;

/// <summary>What can be wrong with the meaning of a spec.</summary>
[DiagnosticFamily]
public static class BindingDiagnostics
{
    /// <summary>A name that nothing declares.</summary>
    public static readonly DiagnosticKind UnknownName = new(
        "TC2001", "Unknown name", "Every name is declared, bound, or built in.", "given n in 1..\nc = {|TC2001:m|} + 1\n");

    /// <summary>A name declared twice, or bound where it already means something.</summary>
    public static readonly DiagnosticKind DuplicateName = new(
        "TC2002", "Name with two meanings", "A name means one thing; no binder hides another.", "c = 1\n{|TC2002:c|} = 2\n");

    /// <summary>A definition that needs itself.</summary>
    public static readonly DiagnosticKind Cycle = new(
        "TC2003", "Circular definition", "A definition may not need its own value, directly or through others.", "a = {|TC2003:a|} + 1\n");

    /// <summary>A value of a kind that does not fit its place.</summary>
    public static readonly DiagnosticKind WrongType = new(
        "TC2004", "Wrong kind of value", "Numbers, vectors, sets, laws, functions and truth values do not stand for each other.", "given d in 1.., u in vector(d)\nc = 1 {|TC2004:+ u|}\n".Replace("{|TC2004:+ u|}", "+ {|TC2004:u|}"));

    /// <summary>An index, a size or an integer argument that is not an integer, or a number of indices that does not fit.</summary>
    public static readonly DiagnosticKind WrongIndex = new(
        "TC2005", "Wrong index", "Indices and sizes are integers within their range; no more of them than there are axes.", "given n in 2..\nx[i<3] = i\nc = x[{|TC2005:3|}]\n");

    /// <summary>A state outside its block without a step.</summary>
    public static readonly DiagnosticKind BareState = new(
        "TC2006", "State without a step", "Outside its block a state is a series; write at which step, as in `X@k`.", "evolve k:\n  start x = 1\n  x <- x/2\nclaim c: {|TC2006:x|} > 0\n");

    /// <summary>A claim with exists, eventually or an order that leaves out outer quantifiers.</summary>
    public static readonly DiagnosticKind OmittedQuantifier = new(
        "TC2007", "Quantifier left out", "A claim that contains `exists`, `eventually` or an order writes every sweep and given that it reaches, if only as `for all rest:`, because the order of quantifiers decides what a constant may depend on.", "given n in 1..\nclaim c: {|TC2007:exists C > 0: n <= C|}\n");

    /// <summary>A draw that no quantifier, probability or expectation binds.</summary>
    public static readonly DiagnosticKind UnboundDraw = new(
        "TC2008", "Draw without a place", "A draw is never bound by default: write `for drawn w:`, `with probability >= p over w:` or `expect(w: ..)`.", "w ~ {0, 1}\nclaim c: {|TC2008:w >= 0|}\n".Replace("w ~ {0, 1}", "given d in 1.., P in laws(vector(d))\nw ~ P").Replace("w >= 0", "norm(w) >= 0"));

    /// <summary>An assumption on something else than givens and sweeps.</summary>
    public static readonly DiagnosticKind AssumptionOnDraw = new(
        "TC2009", "Assumption on a draw or state", "An assumption restricts givens. Condition a probability by `given`, or write an implication inside the claim.", "given d in 1.., P in laws(vector(d))\nw ~ P\nassume small: {|TC2009:norm(w) <= 1|}\n");

    /// <summary>An assumption that no claim needs.</summary>
    public static readonly DiagnosticKind UnusedAssumption = new(
        "TC2010", "Assumption without use", "No claim mentions a given that the assumption restricts.", "given n in 1..\nassume {|TC2010:big|}: n >= 3\nclaim c: 1 < 2\n", Severity.Warning);

    /// <summary>A binder that names a given again with all values of its type.</summary>
    public static readonly DiagnosticKind WiderDomain = new(
        "TC2020", "Domain that narrows nothing", "A binder of a given or sweep keeps its declared domain, and a set behind it narrows that; the set of all values of the type does not.", "given s in [0, 1]\nclaim c: for all s in {|TC2020:reals|}: s <= 1\n", Severity.Warning);

    /// <summary>A sweep over nothing.</summary>
    public static readonly DiagnosticKind EmptySweep = new(
        "TC2011", "Sweep over nothing", "A sweep lists at least one value.", "sweep n in {|TC2011:{}|}\n");

    /// <summary>A probability that is none.</summary>
    public static readonly DiagnosticKind WrongProbability = new(
        "TC2012", "Probability outside [0, 1]", "The level of `with probability` lies in [0, 1].", "given d in 1.., P in laws(vector(d))\nw ~ P\nclaim c: with probability >= {|TC2012:2|} over w: norm(w) >= 0\n");

    /// <summary>A division by the number 0.</summary>
    public static readonly DiagnosticKind DivisionByZero = new(
        "TC2013", "Division by zero", "The divisor is the number 0.", "c = 1/{|TC2013:0|}\n");

    /// <summary>A built-in applied to arguments that do not fit.</summary>
    public static readonly DiagnosticKind WrongArguments = new(
        "TC2014", "Arguments do not fit", "The message says what the operation takes; `theorycheck explain` shows its usage.", "given d in 1.., u in vector(d)\nc = relu({|TC2014:u|})\n");

    /// <summary>An include that cannot be read.</summary>
    public static readonly DiagnosticKind WrongInclude = new(
        "TC2015", "Include not usable", "An include names a spec in the folder of this one or below, at most four deep, without circles.", "include {|TC2015:\"../other\"|}\n");

    /// <summary>A key that a check block does not know.</summary>
    public static readonly DiagnosticKind UnknownKey = new(
        "TC2016", "Unknown key", "A `check` block says how hard to look, by the keys listed in the language reference.", "check:\n  {|TC2016:trails|} = 10\n");

    /// <summary>A probability or expectation over nothing.</summary>
    public static readonly DiagnosticKind NothingDrawn = new(
        "TC2017", "Over something that is not drawn", "Behind `over`, in `for drawn`, `prob` and `expect` stand draws.", "given n in 1..\nclaim c: with probability >= 1/2 over {|TC2017:n|}: n > 0\n");

    /// <summary>A block line that does not belong there.</summary>
    public static readonly DiagnosticKind WrongBlock = new(
        "TC2018", "Line not usable in this block", "States need a `start`; `<-` moves the states of `evolve`, `rate` and `noise` those of `flow`.", "evolve k:\n  start x = 1\n  {|TC2018:y|} <- 2\n");

    /// <summary>A front matter value that is not understood.</summary>
    public static readonly DiagnosticKind WrongVerdict = new(
        "TC2019", "Verdict not known", "`expect` lists verdicts, for all claims or one by one: `mean: proved, width: supported`.", "---\nexpect: {|TC2019:likely|}\n---\nclaim c: 1 < 2\n");
}
