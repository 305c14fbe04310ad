using TrustList.Format.Credentials;

namespace TrustList.Testing.Credentials;

/// <summary>A synthetic licence: nobody has this name, number or portrait.</summary>
public static class SampleLicence
{
    /// <summary>A Shanghai licence of class C1, its name with a character outside the BMP.</summary>
    /// <param name="portraitBytes">The portrait's size; the bytes are no real picture.</param>
    public static LicenceData Data(int portraitBytes = 20_000) => new()
    {
        FamilyName = "\U00020BB7合成",
        GivenName = "样本",
        BirthDate = new(1990, 1, 1),
        DocumentNumber = CitizenNumber.Complete("31010119900101999"),
        Portrait = Portrait(portraitBytes),
        FileNumber = "310000999999",
        Classes = [new("C1", new(2012, 5, 20), new(2028, 5, 20))],
        IssueDate = new(2018, 5, 20),
        ExpiryDate = new(2028, 5, 20),
        IssuingAuthority = "上海市公安局交通警察总队（合成样本）",
        IssuingOffice = "上海市公安局交通警察总队车辆管理所（合成样本）",
        IssuingOfficeCode = "310000",
        IssuingJurisdiction = "CN-SH",
        FirstIssue = new(2012, 5, 20),
        ElectronicId = ElectronicIdentifier.Build("11100000000013338W011", "11310000000000000X", "20200000001", "001"),
    };

    /// <summary>Bytes that begin like a JPEG.</summary>
    /// <param name="size">How many.</param>
    public static byte[] Portrait(int size)
    {
        var bytes = new SeededGenerator(310000).NextBytes(size);
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(bytes);
        return bytes;
    }
}
