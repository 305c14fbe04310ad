using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RegionNode.Issuer.Status;
using TrustList.Format.Credentials;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Registry;

/// <summary>A driver's record in which every field has its form. Says nothing about whether a licence may be issued on it.</summary>
internal sealed class DriverRecord
{
    private const int MaxClasses = 17;

    // A record has no jurisdiction of its own: it comes from the signer's certificate when a licence is signed.
    private const string AnyJurisdiction = "CN-XX";

    // Stands for a photo where the form of a record without one is checked.
    private static readonly byte[] AnyPhoto = [0xFF, 0xD8, 0xFF];

    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Chinese characters in three bytes instead of six.
    };

    private DriverRecord(string fileNumber, DriverRecordBody body) => (FileNumber, Body) = (fileNumber, body);

    /// <summary>Twelve digits; the first four begin the code of the office that opened the file.</summary>
    internal string FileNumber { get; }

    internal DriverRecordBody Body { get; }

    /// <summary>Every rule that the record breaks; the values are not repeated.</summary>
    internal static (DriverRecord? Record, IReadOnlyList<string> Faults) Check(string fileNumber, DriverRecordBody body)
    {
        List<string> faults = [];
        if (body.Classes.Count > MaxClasses || body.Classes.Any(c => c is null))
            return (null, ["classes: known codes, each once"]);
        var record = new DriverRecord(fileNumber, body);
        faults.AddRange(record.ToLicenceData(AnyJurisdiction, body.Portrait ?? AnyPhoto).Faults());
        if (!LetterSet.IsValid(body.Letters))
            faults.Add("letters: 1 to 26 letters A to Z, each once");
        if (body.Points is < 0 or > LiveStatusClaims.MaxPoints)
            faults.Add($"points: 0 to {LiveStatusClaims.MaxPoints}");
        return faults.Count == 0 ? (record, []) : (null, faults);
    }

    /// <summary>One that was checked before it was put aside: rules and settings of today are not asked.</summary>
    internal static DriverRecord Kept(string fileNumber, DriverRecordBody body) => new(fileNumber, body);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    internal static DriverRecord FromBytes(byte[] bytes)
    {
        var content = JsonSerializer.Deserialize<Content>(bytes, Stored)!;
        return new DriverRecord(content.FileNumber, content.Body);
    }

    /// <summary>File number and body, for the sealed column; the photo is kept beside it.</summary>
    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(new Content(FileNumber, Body with { Portrait = null }), Stored);

    /// <summary>The same for many records, each into a buffer of the caller's.</summary>
    internal void WriteTo(IBufferWriter<byte> output, Utf8JsonWriter writer)
    {
        writer.Reset(output);
        JsonSerializer.Serialize(writer, new Content(FileNumber, Body with { Portrait = null }), Stored);
        writer.Flush();
    }

    /// <summary>What <see cref="WriteTo"/> writes with; its output is named at each record.</summary>
    internal static Utf8JsonWriter NewWriter() => new(Stream.Null, new JsonWriterOptions { Encoder = Stored.Encoder });

    /// <summary>What a licence on this record says.</summary>
    /// <param name="jurisdiction">ISO 3166-2, from the signer's certificate.</param>
    /// <param name="portrait">The driver's current photo.</param>
    internal LicenceData ToLicenceData(string jurisdiction, byte[] portrait) => new()
    {
        FamilyName = Body.FamilyName,
        GivenName = Body.GivenName,
        BirthDate = Body.BirthDate,
        DocumentNumber = Body.DocumentNumber,
        NumberIsCitizenNumber = Body.NumberIsCitizenNumber,
        Portrait = portrait,
        FileNumber = FileNumber,
        Classes = [.. Body.Classes.Select(c => new VehicleClass(c.Code, c.IssueDate, c.ExpiryDate))],
        IssueDate = Body.IssueDate,
        ExpiryDate = Body.ExpiryDate,
        IssuingAuthority = Body.IssuingAuthority,
        IssuingOffice = Body.IssuingOffice,
        IssuingOfficeCode = Body.IssuingOfficeCode,
        IssuingJurisdiction = jurisdiction,
        FirstIssue = Body.FirstIssue,
        ReviewDate = Body.ReviewDate,
        ElectronicId = Body.ElectronicId,
        Nationality = Body.Nationality,
        Sex = Body.Sex,
    };

    private sealed record Content(string FileNumber, DriverRecordBody Body);
}
