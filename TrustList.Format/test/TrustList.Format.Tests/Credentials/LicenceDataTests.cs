using TrustList.Format.Credentials;
using TrustList.Testing.Credentials;

namespace TrustList.Format.Tests.Credentials;

public sealed class LicenceDataTests
{
    public static TheoryData<string, Func<LicenceData, LicenceData>> Slips => new()
    {
        { "family name", data => data with { FamilyName = " " } },
        { "family name", data => data with { FamilyName = "\uD842" } },
        { "given name", data => data with { GivenName = new string('名', 151) } },
        { "licence number", data => data with { DocumentNumber = "310101199001019990" } },
        { "file number", data => data with { FileNumber = "31000" } },
        { "electronic identifier", data => data with { ElectronicId = "1.2.3" } },
        { "issuing office code", data => data with { IssuingOfficeCode = "31" } },
        { "issuing jurisdiction", data => data with { IssuingJurisdiction = "SH" } },
        { "portrait", data => data with { Portrait = new byte[100] } },
        { "classes", data => data with { Classes = [] } },
        { "classes", data => data with { Classes = [new("C9", new(2012, 5, 20), null)] } },
        { "dates", data => data with { FirstIssue = new(2019, 1, 1) } },
        { "dates", data => data with { ExpiryDate = new(2018, 5, 20) } },
        { "sex", data => data with { Sex = 3 } },
    };

    [Fact]
    public void Accepts_the_sample() => Assert.Empty(SampleLicence.Data().Faults());

    [Fact]
    public void Counts_a_rare_character_once() =>
        Assert.Empty((SampleLicence.Data() with { FamilyName = string.Concat(Enumerable.Repeat("\U00020BB7", 150)) }).Faults());

    [Theory]
    [MemberData(nameof(Slips))]
    public void Names_the_member_that_forbids_issuing(string member, Func<LicenceData, LicenceData> slip) =>
        Assert.StartsWith(member, Assert.Single(slip(SampleLicence.Data()).Faults()), StringComparison.Ordinal);

    [Fact]
    public void Names_the_holder_in_no_fault()
    {
        var data = SampleLicence.Data() with { DocumentNumber = "310101199001019990", FileNumber = "x" };

        Assert.DoesNotContain(data.Faults(), fault => fault.Contains("31010119", StringComparison.Ordinal));
    }

    [Fact]
    public void Writes_a_long_term_licence_with_the_last_date()
    {
        var elements = (SampleLicence.Data() with { ExpiryDate = null }).ToElements();

        var expiry = CborNode.Parse(elements.Single(element => element.Identifier == "expiry_date").Value);
        Assert.Equal("9999-12-31", System.Text.Encoding.UTF8.GetString(((CborTagged)expiry).Content.Encode().AsSpan(1)));
    }
}
