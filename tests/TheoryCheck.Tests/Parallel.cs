using NUnit.Framework;

// Fixtures keep their state to themselves, so they run beside each other; the tests of one run one after the other.
[assembly: Parallelizable(ParallelScope.Fixtures)]
