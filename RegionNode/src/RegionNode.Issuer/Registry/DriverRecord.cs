using System.Text.Json;
using RegionNode.Issuer.Status;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Registry;

/// <summary>A driver's record in which every field has its form. Says nothing about whether a licence may be issued on it.</summary>
internal sealed class DriverRecord
{
    private const int MaxClasses = 17;
    private const int MaxPoints = 255;

    // A record has no jurisdiction of its own: it comes from the signer's certificate when a licence is signed.
    private const string AnyJurisdiction = "CN-XX";

    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web);

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
        faults.AddRange(record.ToLicenceData(AnyJurisdiction).Faults());
        if (!LetterSet.IsValid(body.Letters))
            faults.Add("letters: 1 to 26 letters A to Z, each once");
        if (body.Points is < 0 or > MaxPoints)
            faults.Add($"points: 0 to {MaxPoints}");
        return faults.Count == 0 ? (record, []) : (null, faults);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    internal static DriverRecord FromBytes(string fileNumber, byte[] bytes) =>
        new(fileNumber, JsonSerializer.Deserialize<DriverRecordBody>(bytes, Stored)!);

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(Body, Stored);

    /// <summary>What a licence on this record says.</summary>
    /// <param name="jurisdiction">ISO 3166-2, from the signer's certificate.</param>
    internal LicenceData ToLicenceData(string jurisdiction) => new()
    {
        FamilyName = Body.FamilyName,
        GivenName = Body.GivenName,
        BirthDate = Body.BirthDate,
        DocumentNumber = Body.DocumentNumber,
        NumberIsCitizenNumber = Body.NumberIsCitizenNumber,
        Portrait = Body.Portrait,
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
}
