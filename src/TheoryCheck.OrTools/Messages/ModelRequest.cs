using Google.Protobuf;
using TheoryCheck.Optimization.LinearPrograms;

namespace TheoryCheck.OrTools.Messages;

/// <summary>
/// Writes a linear program as OR-Tools' <c>MPModelRequest</c> (ortools/linear_solver/linear_solver.proto): the model in field 1, GLOP in field 2, the
/// time limit in field 3. Names are left out: the answer is by position.
/// </summary>
internal static class ModelRequest
{
    private const int Glop = 2;

    public static byte[] Write(LinearProgram program, TimeSpan timeLimit)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        Nested(output, 1, model => Model(model, program));
        output.WriteTag(2, WireFormat.WireType.Varint);
        output.WriteEnum(Glop);
        Number(output, 3, timeLimit.TotalSeconds);
        output.Flush();
        return bytes.ToArray();
    }

    private static void Model(CodedOutputStream output, LinearProgram program)
    {
        output.WriteTag(1, WireFormat.WireType.Varint);
        output.WriteBool(program.Sense == ObjectiveSense.Maximise);
        Number(output, 2, program.Offset);
        foreach (var column in program.Columns)
        {
            Nested(output, 3, variable =>
            {
                Number(variable, 1, column.Lower);
                Number(variable, 2, column.Upper);
                Number(variable, 3, column.Cost);
            });
        }

        var rows = ByRow(program);
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, entries) = (program.Rows[i], rows[i]);
            Nested(output, 4, constraint =>
            {
                Number(constraint, 2, row.Lower);
                Number(constraint, 3, row.Upper);
                Nested(constraint, 6, indices => entries.ForEach(e => indices.WriteInt32(e.Column)));
                Nested(constraint, 7, values => entries.ForEach(e => values.WriteDouble(e.Value)));
            });
        }
    }

    private static List<(int Column, double Value)>[] ByRow(LinearProgram program)
    {
        var rows = new List<(int Column, double Value)>[program.Rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = [];
        }

        for (var j = 0; j < program.Columns.Length; j++)
        {
            foreach (var (row, value) in program.Columns[j].Entries)
            {
                rows[row].Add((j, value));
            }
        }

        return rows;
    }

    private static void Number(CodedOutputStream output, int field, double value)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed64);
        output.WriteDouble(value);
    }

    private static void Nested(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var inner = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(inner);
        }

        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)));
    }
}
