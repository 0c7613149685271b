using System.Collections.Immutable;
using Google.Protobuf;

namespace TheoryCheck.OrTools.Messages;

/// <summary>OR-Tools' <c>MPSolutionResponse</c> as far as linear programs need it.</summary>
/// <param name="Status">The number of the <c>MPSolverResponseStatus</c>; 99 (unknown) when it is missing.</param>
/// <param name="StatusText">The solver's explanation.</param>
/// <param name="Objective">The objective value.</param>
/// <param name="Values">One number for each variable.</param>
/// <param name="Duals">One number for each constraint.</param>
/// <param name="ReducedCosts">One number for each variable.</param>
internal sealed record SolutionResponse(
    int Status, string StatusText, double Objective, ImmutableArray<double> Values, ImmutableArray<double> Duals, ImmutableArray<double> ReducedCosts)
{
    public const int Optimal = 0;
    public const int Feasible = 1;
    public const int Infeasible = 2;
    public const int Unbounded = 3;
    private const int Unknown = 99;

    /// <summary>Reads a message; fields that are not known are passed over.</summary>
    /// <exception cref="FormatException">The bytes are no such message.</exception>
    public static SolutionResponse Read(byte[] bytes)
    {
        try
        {
            return Parse(bytes);
        }
        catch (InvalidProtocolBufferException mistake)
        {
            throw new FormatException(mistake.Message, mistake);
        }
    }

    private static SolutionResponse Parse(byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        var (status, text, objective) = (Unknown, "", double.NaN);
        var lists = new Dictionary<int, ImmutableArray<double>.Builder>
        {
            [3] = ImmutableArray.CreateBuilder<double>(),
            [4] = ImmutableArray.CreateBuilder<double>(),
            [6] = ImmutableArray.CreateBuilder<double>(),
        };
        while (input.ReadTag() is var tag and not 0)
        {
            var (field, wire) = (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag));
            switch (field, wire)
            {
                case (1, WireFormat.WireType.Varint):
                    status = input.ReadEnum();
                    break;
                case (2, WireFormat.WireType.Fixed64):
                    objective = input.ReadDouble();
                    break;
                case (7, WireFormat.WireType.LengthDelimited):
                    text = input.ReadString();
                    break;
                case (3 or 4 or 6, WireFormat.WireType.Fixed64):
                    lists[field].Add(input.ReadDouble());
                    break;
                case (3 or 4 or 6, WireFormat.WireType.LengthDelimited):
                    var packed = input.ReadBytes();
                    if (packed.Length % sizeof(double) != 0)
                    {
                        throw new FormatException($"field {field} has {packed.Length} bytes, which is no multiple of 8");
                    }

                    for (var at = 0; at < packed.Length; at += sizeof(double))
                    {
                        lists[field].Add(BitConverter.ToDouble(packed.Span.Slice(at, sizeof(double))));
                    }

                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return new(status, text, objective, lists[3].ToImmutable(), lists[4].ToImmutable(), lists[6].ToImmutable());
    }
}
