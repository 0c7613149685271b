using System.Globalization;
using TheoryCheck.Benchmarks;
using TheoryCheck.Core;

// compare [NAME..]: the product beside what a user would pick instead, on the same inputs in one run. See peers/README.md. measure TEXT..: those problems over measures whose names have all of the texts.
if (args is ["measure", .. var texts])
{
    return MeasureProblemComparison.Run(texts) ? 0 : 1;
}

var known = Catalogue<Comparison>.Members;
if (args is not ["compare", .. var names] || names.Except(known.Select(c => c.Name)).Any())
{
    Console.Error.WriteLine($"usage: compare [{string.Join('|', known.Select(c => c.Name))}].. or measure TEXT..");
    return 4;
}

var agrees = known.Where(c => names.Length == 0 || names.Contains(c.Name)).Select(c => c.Run()).ToList().TrueForAll(a => a);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all results agree: {agrees}"));
return agrees ? 0 : 1;
