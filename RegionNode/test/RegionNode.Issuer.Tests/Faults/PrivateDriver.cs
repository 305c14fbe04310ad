using System.Text.Json.Nodes;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>A synthetic driver whose every value is unmistakable, and what else people write about him.</summary>
internal static class PrivateDriver
{
    internal const int Number = 87_654_321;
    internal const string Family = "欧阳", Given = "㐂隐秘𠮷示例", BirthDate = "1973-11-29", Address = "示例市隐私路四百一十七号", Officer = "示例扣证70941甲",
        ReviewerName = "示例审核员奥罗拉", Reason = "示例理由八八二三一", Words = "示例异议九一七七零", Remark = "示例批注三三八二";

    internal static readonly string FileNumber = SyntheticDriver.FileNumber(Number);
    internal static readonly string Citizen = CitizenNumber.Complete("31010119731129987");
    internal static readonly byte[] Photo = SyntheticPhoto.Licence(), Upload = SyntheticPhoto.Upload();

    internal static readonly Secret[] Secrets =
    [
        Secret.Of("family name", Family), Secret.Of("given name", Given), Secret.Of("whole name", Family + Given), Secret.Of("citizen number", Citizen),
        Secret.OfNumber("file number", FileNumber), Secret.Of("birth date", BirthDate), Secret.Of("birth date in digits", "19731129"), Secret.Of("address", Address),
        Secret.Of("officer's reference", Officer), Secret.Of("reviewer", ReviewerName), Secret.Of("reason", Reason), Secret.Of("words of a dispute", Words),
        Secret.Of("office's remark", Remark), Secret.OfPicture("photo", Photo), Secret.OfPicture("uploaded photo", Upload),
    ];

    /// <summary>The record as the province puts it.</summary>
    internal static void Write(JsonObject record)
    {
        (record["familyName"], record["givenName"], record["birthDate"], record["documentNumber"]) = (Family, Given, BirthDate, Citizen);
        record["portrait"] = Convert.ToBase64String(Photo);
    }

    /// <summary>A line of the registry by police names.</summary>
    internal static JsonObject Line(string changed, string letters = "A") => new()
    {
        ["DABH"] = FileNumber, ["SFZMHM"] = Citizen, ["XM"] = Family + Given, ["ZJCX"] = "C1", ["LJJF"] = "0", ["CCLZRQ"] = "2012-05-04", ["YXQS"] = "2018-05-04",
        ["YXQZ"] = "2028-05-04", ["SYRQ"] = "2028-05-04", ["FZJG"] = "310100", ["ZT"] = letters, ["GXSJ"] = changed,
    };
}
