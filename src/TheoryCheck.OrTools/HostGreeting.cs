using System.Text.Json.Serialization;

namespace TheoryCheck.OrTools;

/// <summary>The first frame of a host.</summary>
/// <param name="Protocol">The version of the framing and the messages: 1.</param>
/// <param name="Solver">The solver and its version.</param>
/// <param name="Package">The version of the package.</param>
/// <param name="Node">The version of Node.</param>
internal sealed record HostGreeting(int Protocol, string Solver, string Package, string Node);

/// <summary>Reads greetings without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostGreeting))]
internal sealed partial class HostGreetingJson : JsonSerializerContext;
