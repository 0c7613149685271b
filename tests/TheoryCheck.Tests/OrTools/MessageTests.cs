using Google.Protobuf;
using NUnit.Framework;
using TheoryCheck.OrTools.Messages;
using TheoryCheck.Tests.Optimization.LinearPrograms;

namespace TheoryCheck.Tests.OrTools;

/// <summary>The messages beside bytes that or-tools-wasm 0.9.1 (protobufjs, GLOP 9.15) made for the same program.</summary>
public sealed class MessageTests
{
    private const string TheirRequest = "Cq0BCAERAAAAAAAAAAAaGwkAAAAAAAAAABEAAAAAAADwfxkAAAAAAAAIQBobCQAAAAAAAAAAEQAAAAAAAPB/GQAAAAAAABRAIh0RAAAAAAAA8P8ZAAAAAAAAEEAwADkAAAAAAADwPyIdEQAAAAAAAPD/GQAA"
        + "AAAAAChAMAE5AAAAAAAAAEAiKBEAAAAAAADw/xkAAAAAAAAyQDAAMAE5AAAAAAAACEA5AAAAAAAAAEAQAhkAAAAAAAA0QA==";

    private const string TheirResponse = "CAARAAAAAAAAQkAaEAAAAAAAAABAAAAAAAAAGEAiGAAAAAAAAAAAAAAAAAAA+D8AAAAAAADwPzIQAAAAAAAAAAAAAAAAAAAAAA==";

    [Test]
    public void Response_MadeByOrTools_IsRead()
    {
        var response = SolutionResponse.Read(Convert.FromBase64String(TheirResponse));
        Assert.That((response.Status, response.Objective), Is.EqualTo((SolutionResponse.Optimal, 36.0)));
        Assert.That(response.Values, Is.EqualTo(new[] { 2.0, 6 }));
        Assert.That(response.Duals, Is.EqualTo(new[] { 0, 1.5, 1 }));
        Assert.That(response.ReducedCosts, Is.EqualTo(new[] { 0.0, 0 }));
    }

    [Test]
    public void Request_SameProgram_HasTheFieldsThatTheirsHas()
    {
        var ours = ModelRequest.Write(SamplePrograms.Wyndor, TimeSpan.FromSeconds(20));
        Assert.That(Fields(ours), Is.EqualTo(Fields(Convert.FromBase64String(TheirRequest))));
    }

    [Test]
    public void Response_AnyPrefixOrFlippedByte_IsReadOrRefusedButNeverCrashes()
    {
        var bytes = Convert.FromBase64String(TheirResponse);
        for (var at = 0; at < bytes.Length; at++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[at] ^= 0x5A;
            foreach (var broken in new[] { bytes[..at], flipped })
            {
                try
                {
                    _ = SolutionResponse.Read(broken);
                }
                catch (FormatException)
                {
                    // The one way to refuse.
                }
            }
        }
    }

    /// <summary>Path and value of every field; a packed list and the same list field by field read alike.</summary>
    private static List<string> Fields(byte[] request)
    {
        var found = new List<string>();
        void Walk(byte[] bytes, string path)
        {
            using var input = new CodedInputStream(bytes);
            while (input.ReadTag() is var tag and not 0)
            {
                var (field, wire) = (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag));
                var here = $"{path}/{field}";
                if (wire == WireFormat.WireType.Varint)
                {
                    found.Add($"{here} {input.ReadInt32()}");
                }
                else if (wire == WireFormat.WireType.Fixed64)
                {
                    found.Add($"{here} {input.ReadDouble():R}");
                }
                else if (here is "/1/4/6" or "/1/4/7")
                {
                    var packed = input.ReadBytes().ToByteArray();
                    using var list = new CodedInputStream(packed);
                    while (!list.IsAtEnd)
                    {
                        found.Add(field == 6 ? $"{here} {list.ReadInt32()}" : $"{here} {list.ReadDouble():R}");
                    }
                }
                else
                {
                    Walk(input.ReadBytes().ToByteArray(), here);
                }
            }
        }

        Walk(request, "");
        return found;
    }
}
