using System.Globalization;
using System.Text.Json;

namespace Federation.Bench;

/// <summary>Prints rows as a table or as one JSON object a line.</summary>
public static class BenchOutput
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="json">One object a line.</param>
    /// <param name="output">Where to.</param>
    public static void Write(IReadOnlyList<BenchRow> rows, bool json, TextWriter output)
    {
        if (json)
        {
            foreach (var row in rows)
                output.WriteLine(JsonSerializer.Serialize(row, CamelCase));
            return;
        }
        output.WriteLine($"{"row",-28} {"value",10} {"unit",-10} {"peer",-18} {"peer value",10} {"ratio",8}  target");
        foreach (var row in rows)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Row,-28} {row.Value,10:N0} {row.Unit,-10} {row.Peer,-18} {row.PeerValue,10:N0} {row.Ratio,8:0.00##}  {row.Target}{(row.Ok ? string.Empty : "  MISSED")}"));
        }
    }
}
