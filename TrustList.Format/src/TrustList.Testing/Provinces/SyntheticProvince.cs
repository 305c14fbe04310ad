using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrustList.Testing.Provinces;

/// <summary>
/// A province's registry of any size, out of nothing: the same seed gives the same bytes, line by line, in constant memory. Each
/// line depends on seed and index alone. A share of lines can be broken, in every way that an importer has a reason for.
/// </summary>
/// <param name="region">GB/T 2260, six digits.</param>
/// <param name="seed">The seed.</param>
/// <param name="format">How it is written.</param>
/// <param name="asOf">The day the registry is as of.</param>
/// <param name="poison">The share of broken lines, 0 to 1.</param>
public sealed class SyntheticProvince(string region, ulong seed, ProvinceFormat format, DateOnly asOf, double poison = 0)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The header of a CSV file; null where the format has none.</summary>
    public byte[]? Header => format == ProvinceFormat.Csv ? Encoding.UTF8.GetBytes(string.Join(',', ProvinceDriver.Fields)) : null;

    /// <summary>The first lines.</summary>
    public IEnumerable<ProvinceLine> Lines(long count)
    {
        for (var index = 0L; index < count; index++)
            yield return Line(index);
    }

    /// <summary>The line of an index.</summary>
    public ProvinceLine Line(long index)
    {
        var kind = PoisonOf(index);
        var duplicate = kind is { } of && ProvincePoison.IsDuplicate(of);
        var about = duplicate ? SoundBefore(index) : index;
        if (duplicate && about < 0)
            (kind, about) = (null, index); // Nothing sound to repeat.
        var driver = ProvinceDriver.Draw(Generator(about, 1), region, about, asOf);
        if (kind is { } field && !ProvincePoison.IsOfLine(field))
            ProvincePoison.Break(field, driver);
        var bytes = format == ProvinceFormat.Csv ? Csv(driver) : Json(driver);
        if (kind is { } line && ProvincePoison.IsOfLine(line))
            bytes = ProvincePoison.Break(line, bytes, format);
        return new ProvinceLine(index, ProvinceDriver.FileNumberOf(region, about), bytes, kind is { } broken ? ProvincePoison.RefusalOf(broken, format) : null);
    }

    /// <summary>Writes header and lines, each with a line feed.</summary>
    public void WriteTo(Stream output, long count)
    {
        if (Header is { } header)
        {
            output.Write(header);
            output.WriteByte((byte)'\n');
        }
        foreach (var line in Lines(count))
        {
            output.Write(line.Bytes);
            output.WriteByte((byte)'\n');
        }
    }

    private int? PoisonOf(long index)
    {
        var generator = Generator(index, 2);
        return generator.NextUnit() < poison ? generator.Next(ProvincePoison.Kinds) : null;
    }

    private long SoundBefore(long index)
    {
        do
            index--;
        while (index >= 0 && PoisonOf(index) is not null);
        return index;
    }

    private SeededGenerator Generator(long index, ulong part) => new(new SeededGenerator(seed ^ ((ulong)index << 2) ^ part).NextUInt64());

    private static byte[] Csv(ProvinceDriver driver) => Encoding.UTF8.GetBytes(string.Join(',', ProvinceDriver.Fields.Select(field => driver[field])));

    private static byte[] Json(ProvinceDriver driver)
    {
        using var buffer = new MemoryStream(512);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            foreach (var field in ProvinceDriver.Fields)
                writer.WriteString(field, driver[field]);
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
