using System.Text.Json;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Registry;

/// <summary>What a driver's record must be, whichever way it comes.</summary>
public sealed class RecordRuleTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly string[] Published = ["A1", "A2", "A3", "B1", "B2", "C1", "C2", "C3", "C4", "C5", "C6", "D", "E", "F", "M", "N", "P"];

    [Theory]
    [NamesRule(OfficeRule.ElectronicIdentifierIsValid)]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9")]
    public void Accepts_the_published_electronic_identifiers_and_no_other_check_character(string identifier)
    {
        Assert.Empty(Faults(body => body with { ElectronicId = identifier }));
        foreach (var other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".Where(character => character != identifier[^1]))
            Assert.NotEmpty(Faults(body => body with { ElectronicId = identifier[..^1] + other }));
        Assert.NotEmpty(Faults(body => body with { ElectronicId = identifier[..^2] }));
    }

    [Fact]
    [NamesRule(OfficeRule.VehicleClassesAreThePublished)]
    public void Accepts_the_published_vehicle_classes_and_no_other()
    {
        Assert.All(Published, code => Assert.Empty(Faults(body => body with { Classes = [new DriverClassBody(code, body.FirstIssue)] })));
        var others = from letter in Enumerable.Range('A', 26) from digit in new[] { "", "0", "1", "2", "3", "4", "5", "6", "7" } select $"{(char)letter}{digit}";
        Assert.All(others.Except(Published), code => Assert.NotEmpty(Faults(body => body with { Classes = [new DriverClassBody(code, body.FirstIssue)] })));
    }

    private static IReadOnlyList<string> Faults(Func<DriverRecordBody, DriverRecordBody> change) =>
        DriverRecord.Check(SyntheticDriver.FileNumber(1), change(SyntheticDriver.Record(1).Deserialize<DriverRecordBody>(Web)!)).Faults;
}
