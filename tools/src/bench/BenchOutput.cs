using System.Globalization;
using System.Text.Json;

namespace Federation.Bench;

/// <summary>Prints rows, each as soon as it is there, as a table or as one JSON object a line.</summary>
/// <param name="json">One object a line.</param>
/// <param name="output">Where to.</param>
public sealed class BenchOutput(bool json, TextWriter output)
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private bool hasHeader;

    /// <summary>Whether every target of the rows so far is met.</summary>
    public bool AllOk { get; private set; } = true;

    /// <summary>Writes a row.</summary>
    public void Write(BenchRow row)
    {
        AllOk &= row.Ok;
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(row, CamelCase));
            return;
        }
        if (!hasHeader)
            output.WriteLine($"{"row",-28} {"value",10} {"unit",-10} {"peer",-18} {"peer value",10} {"ratio",8}  target");
        hasHeader = true;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{row.Row,-28} {row.Value,10:N0} {row.Unit,-10} {row.Peer,-18} {row.PeerValue,10:N0} {row.Ratio,8:0.00##}  {row.Target}{(row.Ok ? string.Empty : "  MISSED")}"));
        output.Flush();
    }
}
