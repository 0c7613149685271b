using System.Globalization;
using TheoryCheck.Benchmarks;

// compare [eigenvalues|gradient|gram|intervals|normals|programs|symbolic|trials]: the product beside NumPy and PyTorch on the same inputs in one run. See peers/README.md.
if (args is not ["compare", ..])
{
    Console.Error.WriteLine("usage: compare [eigenvalues|gradient|gram|intervals|normals|programs|symbolic|trials]");
    return 4;
}

var wanted = args.Length > 1 ? args[1] : "";
var agrees = true;
foreach (var size in new Size[] { new(50, 5, 256), new(200, 20, 2048), new(1000, 100, 8192) })
{
    if (wanted is "" or "gradient")
    {
        agrees &= GradientDescent.Compare(size, "relu");
        agrees &= GradientDescent.Compare(size, "tanh");
    }

    if (wanted is "" or "gram")
    {
        agrees &= Gram.Compare(size);
    }
}

if (wanted is "" or "eigenvalues")
{
    agrees &= Eigenvalues.Compare();
}

if (wanted is "" or "intervals")
{
    agrees &= Intervals.Compare();
}

if (wanted is "" or "normals")
{
    agrees &= Normals.Compare();
}

if (wanted is "" or "programs")
{
    agrees &= Programs.Compare(100, 4000);
    agrees &= Programs.Compare(200, 20000);
}

if (wanted is "" or "symbolic")
{
    agrees &= SymbolicGradient.Compare("relu");
    agrees &= SymbolicGradient.Compare("tanh");
}

if (wanted is "" or "trials")
{
    Trials.Compare(new(50, 5, 256));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all results agree: {agrees}"));
return agrees ? 0 : 1;
