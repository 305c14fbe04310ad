using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>Reads, checks, keys and seals the lines of one import. Of one thread.</summary>
internal sealed class LineReader(ImportForm form, CsvColumns? columns, PoliceAdapter adapter, PersonalSealer sealer, DateTimeOffset now) : IDisposable
{
    private readonly PoliceLine line = new();
    private readonly ArrayBufferWriter<byte> plain = new();
    private readonly Utf8JsonWriter json = DriverRecord.NewWriter();

    /// <summary>Stages a line, or says why not; never both.</summary>
    internal LineFault? Read(long number, ReadOnlySpan<byte> bytes, StagedBlockWriter staged)
    {
        line.Clear();
        if (Fill(bytes) is { } reason)
            return LineFault.Whole(reason);
        var (record, fault) = adapter.Read(line, form.Letters, now);
        if (record is null)
            return fault;
        plain.ResetWrittenCount();
        record.WriteTo(plain, json);
        var driver = sealer.KeyOf(record.FileNumber);
        var room = staged.Add(
            number, driver, record.Body.Letters, record.Body.Updated!.Value.Stored(), DueDates.Next(record.Body, record.Body.Letters), PersonalSealer.SealedBytes(plain.WrittenCount));
        DriverRecordTable.Seal(sealer, driver, plain.WrittenSpan, room);
        return null;
    }

    public void Dispose()
    {
        sealer.Dispose();
        json.Dispose();
    }

    private LineReason? Fill(ReadOnlySpan<byte> bytes)
    {
        if (form.Format == ImportFormat.Ndjson)
            return Utf8.IsValid(bytes) ? JsonLine.Read(bytes, line) : LineReason.BadEncoding;
        return ImportText.Read(bytes, form.Encoding) is { } text ? CsvLine.Read(text, columns!, line) : LineReason.BadEncoding;
    }
}
