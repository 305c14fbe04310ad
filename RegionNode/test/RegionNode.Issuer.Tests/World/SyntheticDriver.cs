using System.Text.Json.Nodes;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Tests.World;

/// <summary>Made-up drivers: names say so, numbers only fit their check characters.</summary>
internal static class SyntheticDriver
{
    internal const string FamilyName = "示例";

    internal static string FileNumber(int number) => $"3101{number:D8}";

    internal static string CitizenNumberOf(int number) => CitizenNumber.Complete($"31010119900307{number % 1000:D3}");

    internal static JsonObject Record(int number, string letters = "A", int points = 0) => new()
    {
        ["familyName"] = FamilyName,
        ["givenName"] = $"𠮷{number}",
        ["birthDate"] = "1990-03-07",
        ["documentNumber"] = CitizenNumberOf(number),
        ["portrait"] = Convert.ToBase64String([0xFF, 0xD8, 0xFF, .. new byte[20_000]]),
        ["classes"] = new JsonArray(new JsonObject { ["code"] = "C1", ["issueDate"] = "2012-05-04" }),
        ["issueDate"] = "2018-05-04",
        ["issuingAuthority"] = "上海市公安局交通警察总队（示例）",
        ["issuingOffice"] = "上海市车辆管理所（示例）",
        ["issuingOfficeCode"] = "310100",
        ["firstIssue"] = "2012-05-04",
        ["electronicId"] = ElectronicIdentifier.Build("11100000000013338W011", "11310100000000000", $"2021{number:D8}", "001"),
        ["letters"] = letters,
        ["points"] = points,
    };
}
