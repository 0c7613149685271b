namespace TheoryCheck.Rigor.Tapes;

/// <summary>A reading with an error function of its own.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal interface IErrorFunction<T>
    where T : IReal<T>
{
    /// <summary>The error function of this number.</summary>
    T Erf();
}
