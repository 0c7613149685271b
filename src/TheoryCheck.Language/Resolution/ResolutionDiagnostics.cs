using TheoryCheck.Core;

namespace TheoryCheck.Language.Resolution;

/// <summary>Mistakes of names, types, shapes and quantifiers.</summary>
[DiagnosticFamily]
internal static class ResolutionDiagnostics
{
    public static readonly DiagnosticKind UnknownName = new(
        "TC2001",
        "a name that nothing declares",
        "Every name is a declaration of the spec, bound by a quantifier or sum around it, or built in. Nothing is declared by being used.",
        "given n in 1..\nclaim c: {|TC2001:m|} >= 1");

    public static readonly DiagnosticKind Redeclared = new(
        "TC2002",
        "a name that already means something",
        "A name has one meaning in a spec. A quantifier may bind a declared given or sweep again (`for all M where M >= m`); anything else that reuses a name would hide it.",
        "given n in 1..\ngiven {|TC2002:n|} in 2..\nclaim c: n >= 1");

    public static readonly DiagnosticKind WrongType = new(
        "TC2003",
        "a value of the wrong kind",
        "An operation or construct was given a value it does not take. The message says what was found and what is taken.",
        "given n in 1.., x[i<n] in reals\nclaim c: {|TC2003:x|} >= 1");

    public static readonly DiagnosticKind WrongShape = new(
        "TC2004",
        "shapes that do not agree",
        "Sums and equalities take tensors of one shape; there is no broadcasting. Name the indices instead.",
        "given n in 1.., m in 1.., x[i<n] in reals, y[i<m] in reals\nclaim c: {|TC2004:x + y|} == x");

    public static readonly DiagnosticKind IndexOutOfRange = new(
        "TC2005",
        "an index outside of its axis",
        "Indices start at 0 in a family `x[i<n]`, so the last one is n - 1.",
        "x[i<3] = i\nclaim c: x[{|TC2005:3|}] == 0");

    public static readonly DiagnosticKind EmptySweep = new(
        "TC2006",
        "a sweep over nothing",
        "A sweep lists the values to run, so it needs at least one.",
        "sweep n in {|TC2006:{}|}\nclaim c: n >= 1");

    public static readonly DiagnosticKind MissingBinder = new(
        "TC2007",
        "a quantifier order that cannot be read off the claim",
        "A claim with `exists`, `eventually` or an order must write every given and sweep that it reaches, for a constant that may depend on n is another claim than one that may not. Write `for all rest:` where the others belong, or name them.",
        "given n in 1..\nclaim c: {|TC2007:exists C > 0: C <= n|}");

    public static readonly DiagnosticKind UnboundDraw = new(
        "TC2008",
        "a drawn symbol that no probability, expectation or 'for drawn' binds",
        "A draw is a law, not a value. A claim says where it is drawn: `with probability >= p over w:`, `expect(w: ..)`, `for drawn x:`.",
        "w ~ normal(0, 1)\nclaim c: {|TC2008:w <= 1|}");

    public static readonly DiagnosticKind BareState = new(
        "TC2009",
        "a state without its step",
        "Outside of its block a state is a series: write `X@k`, `X@0`, `X@(k+1)`.",
        "evolve k:\n  start X = 0\n  X <- X + 1\nclaim c: {|TC2009:X >= 0|}");

    public static readonly DiagnosticKind AssumptionOnDraw = new(
        "TC2010",
        "an assumption on a draw or state",
        "An assumption restricts givens. For draws choose between `with probability >= p over w given A:`, `A implies B` and `A and B`, which are different claims.",
        "w ~ normal(0, 1)\nassume a: {|TC2010:w >= 0|}\nclaim c: with probability >= 1/2 over w: w <= 1");

    public static readonly DiagnosticKind UnusedAssumption = new(
        "TC2011",
        "an assumption that no claim needs",
        "No claim reaches the symbols of this assumption.",
        "given n in 1.., m in 1..\nassume {|TC2011:big|}: m >= 3\nclaim c: n >= 1",
        Severity.Warning);

    public static readonly DiagnosticKind Cycle = new(
        "TC2012",
        "a definition that depends on itself",
        "Definitions may come in any order but not in a circle. A recursion in steps is an `evolve` block.",
        "{|TC2012:a|} = b\nb = a\nclaim c: a == b");

    public static readonly DiagnosticKind ProbabilityLevel = new(
        "TC2013",
        "a probability outside of [0, 1]",
        "The level of a probability lies between 0 and 1, and delta strictly between.",
        "w ~ normal(0, 1)\nclaim c: with probability >= {|TC2013:3/2|} over w: w <= 1");

    public static readonly DiagnosticKind DivisionByZero = new(
        "TC2014",
        "a division by a literal zero",
        "The expression has no value anywhere.",
        "given n in 1..\nclaim c: n/{|TC2014:0|} >= 1");

    public static readonly DiagnosticKind NotADraw = new(
        "TC2015",
        "a probability over something that is not drawn",
        "Behind `over`, and before the colon of `prob` and `expect`, stand symbols declared with `~`.",
        "given n in 1..\nclaim c: with probability >= 1/2 over {|TC2015:n|}: n >= 1");

    public static readonly DiagnosticKind UnknownKey = new(
        "TC2016",
        "a check line that sets nothing known",
        "A check block says how hard to look; it has the keys horizon, trials, case, witness, sample, instances, step and truncate.",
        "given n in 1..\nclaim c: n >= 1\ncheck c:\n  {|TC2016:horizont|} = 5");

    public static readonly DiagnosticKind Include = new(
        "TC2017",
        "an include that cannot be read",
        "An include names a spec beside this one (or below its folder) by its id or file name, at most four levels deep, without circles.",
        "include {|TC2017:\"../secret\"|}\nclaim c: 1 >= 0");

    public static readonly DiagnosticKind WrongArguments = new(
        "TC2018",
        "arguments that do not fit",
        "A function is given as many arguments as it has parameters, each of the parameter's kind.",
        "f(u in reals) = u\nclaim c: {|TC2018:f(1, 2)|} == 1");

    public static readonly DiagnosticKind Overlong = new(
        "TC2019",
        "a spec that defines too much",
        "The terms of a spec may hold 200,000 nodes after binding.",
        "");
}
