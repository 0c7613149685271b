using System.Collections.Immutable;

namespace TheoryCheck.OrTools;

/// <summary>How a host is started.</summary>
/// <param name="Program">The full path of the program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Folder">Its working folder.</param>
internal sealed record HostCommand(string Program, ImmutableArray<string> Arguments, string Folder);
