using System.Text.Json.Nodes;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Credentials;

namespace Demo.People;

/// <summary>An example driver. All data are synthetic: names say 示例 (example), numbers only fit their check characters.</summary>
/// <param name="FamilyName">Family name.</param>
/// <param name="GivenName">Given name; one holds a character outside the BMP, as real names do.</param>
/// <param name="Number">Citizen number with a fitting check character.</param>
/// <param name="FileNumber">File number; begins with the office's prefix.</param>
/// <param name="Home">The region that holds the record.</param>
/// <param name="Office">The issuing office's code.</param>
public sealed record Driver(string FamilyName, string GivenName, string Number, string FileNumber, Region Home, string Office)
{
    /// <summary>A driver from Shanghai.</summary>
    public static readonly Driver Shanghai = new("示例", "𠮷一", "310101199003070019", "310100000001", Region.Shanghai, "310100");

    /// <summary>A driver from Zhengzhou, who rents a car in Beijing.</summary>
    public static readonly Driver Zhengzhou = new("示例", "二", "41010119880512003X", "410100000002", Region.Henan, "410100");

    /// <summary>Another driver from Zhengzhou.</summary>
    public static readonly Driver ZhengzhouSecond = new("示例", "三", "410101199308200025", "410100000003", Region.Henan, "410100");

    /// <summary>A third driver from Zhengzhou.</summary>
    public static readonly Driver ZhengzhouThird = new("示例", "四", "410101199101010013", "410100000004", Region.Henan, "410100");

    /// <summary>A fourth driver from Zhengzhou, who applies on a Sunday.</summary>
    public static readonly Driver ZhengzhouFourth = new("示例", "六", "410101199506150014", "410100000006", Region.Henan, "410100");

    /// <summary>Another driver from Shanghai.</summary>
    public static readonly Driver ShanghaiSecond = new("示例", "八", "310101198909210036", "310100000008", Region.Shanghai, "310100");

    /// <summary>A driver from Chengdu.</summary>
    public static readonly Driver Chengdu = new("示例", "七", "510104199204020022", "510100000007", Region.Chengdu, "510100");

    /// <summary>A driver from Suzhou, whose licence is revoked.</summary>
    public static readonly Driver Suzhou = new("示例", "九", "320508199405120013", "320500000009", Region.Suzhou, "320500");

    /// <summary>A driver from Suzhou, whose licence is revoked while nobody leads the hub.</summary>
    public static readonly Driver SuzhouSecond = new("示例", "三十", CitizenNumber.Complete("32050819881212007"), "320500000030", Region.Suzhou, "320500");

    /// <summary>A driver from Suzhou, who moves to Chengdu.</summary>
    public static readonly Driver SuzhouMoving = new("示例", "十四", CitizenNumber.Complete("32050819930506001"), "320500000014", Region.Suzhou, "320500");

    /// <summary>A driver from Tianjin, stopped where there is no network.</summary>
    public static readonly Driver Tianjin = new("示例", "十", "120102198809230022", "120000000010", Region.Tianjin, "120000");

    /// <summary>A driver from Nanjing, stopped days after the network went.</summary>
    public static readonly Driver Nanjing = new("示例", "十一", "320102198504150010", "320100000011", Region.Jiangsu, "320100");

    /// <summary>A driver of a region that nobody admitted.</summary>
    public static readonly Driver Guangzhou = new("示例", "五", "440101199101010019", "440100000005", Region.Guangzhou, "440100");

    /// <summary>A driver from Tianjin, issued a licence before a theft.</summary>
    public static readonly Driver TianjinBefore = new("示例", "十二", "120101199001010017", "120100000012", Region.Tianjin, "120100");

    /// <summary>A driver from Tianjin, issued a licence after it.</summary>
    public static readonly Driver TianjinAfter = new("示例", "十三", "12010119910202002X", "120100000013", Region.Tianjin, "120100");

    /// <summary>A driver from Henan, caught speeding in Beijing.</summary>
    public static readonly Driver HenanSpeeding = new("示例", "十四", "410101199208080046", "410100000014", Region.Henan, "410100");

    /// <summary>A driver from Suzhou, who learns to drive buses.</summary>
    public static readonly Driver SuzhouBuses = new("示例", "十五", "320508199307070024", "320500000015", Region.Suzhou, "320500");

    /// <summary>A driver from Shanghai, whose licence is seized.</summary>
    public static readonly Driver ShanghaiSeized = new("示例", "十六", "310101199505050069", "310100000016", Region.Shanghai, "310100");

    /// <summary>Nobody: whom a thief writes into a licence.</summary>
    public static readonly Driver Invented = new("示例", "无", "120101199203030032", "120100000099", Region.Tianjin, "120100");

    /// <summary>Another driver from Nanjing, held by mistake.</summary>
    public static readonly Driver NanjingSecond = new("示例", "二五", "320102198706170036", "320100000025", Region.Jiangsu, "320100");

    /// <summary>A driver from Shanghai, who shows the licence at many desks.</summary>
    public static readonly Driver ShanghaiAtDesks = new("示例", "二六", CitizenNumber.Complete("31010119880808003"), "310100000026", Region.Shanghai, "310100");

    /// <summary>A driver from Shanghai, checked while another region hangs.</summary>
    public static readonly Driver ShanghaiUnhurt = new("示例", "二七", CitizenNumber.Complete("31010119880909004"), "310100000027", Region.Shanghai, "310100");

    /// <summary>A driver from Henan, checked while Henan hangs.</summary>
    public static readonly Driver HenanWaiting = new("示例", "二八", CitizenNumber.Complete("41010119881010005"), "410100000028", Region.Henan, "410100");

    /// <summary>A driver from Shanghai, whose code somebody shows again.</summary>
    public static readonly Driver ShanghaiTwice = new("示例", "二九", CitizenNumber.Complete("31010119881111006"), "310100000029", Region.Shanghai, "310100");

    private static readonly DateOnly Born = new(1990, 3, 7);
    private static readonly DateOnly First = new(2012, 5, 4);
    private static readonly DateOnly Issued = new(2018, 5, 4);
    private static readonly DateOnly Expires = new(2028, 5, 4);

    /// <summary>The synthetic portrait: a drawing, 260 x 378 pixels at 300 dpi.</summary>
    public static byte[] Portrait { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Assets", "portrait.synthetic.jpg"));

    /// <summary>A driver of a region, of whom nothing is real; each number has a file number of its own.</summary>
    public static Driver Synthetic(Region home, int number)
    {
        var prefix = home.Prefixes[0];
        return new Driver("示例", "合成", CitizenNumber.Complete($"{prefix}010119900307{number % 1000:D3}"), $"{prefix}01{number:D8}", home, $"{prefix}0100");
    }

    /// <summary>Identifier of the electronic licence.</summary>
    public string ElectronicId => ElectronicIdentifier.Build("11100000000013338W011", "11" + Office + "00000000", "2021" + FileNumber, "001");

    /// <summary>The record as the province's system puts it into the registry.</summary>
    /// <param name="letters">Status letters.</param>
    /// <param name="points">Points of the running cycle.</param>
    public JsonObject ToRecord(string letters = "A", int points = 0) => new()
    {
        ["familyName"] = FamilyName,
        ["givenName"] = GivenName,
        ["birthDate"] = Day(Born),
        ["documentNumber"] = Number,
        ["portrait"] = Convert.ToBase64String(Portrait),
        ["classes"] = new JsonArray(new JsonObject { ["code"] = "C1", ["issueDate"] = Day(First), ["expiryDate"] = Day(Expires) }),
        ["issueDate"] = Day(Issued),
        ["expiryDate"] = Day(Expires),
        ["issuingAuthority"] = $"{Home.NameZh}公安局交通管理局（示例）",
        ["issuingOffice"] = $"{Home.NameZh}车辆管理所（示例）",
        ["issuingOfficeCode"] = Office,
        ["firstIssue"] = Day(First),
        ["reviewDate"] = Day(Expires),
        ["electronicId"] = ElectronicId,
        ["nationality"] = "CN",
        ["sex"] = 1,
        ["letters"] = letters,
        ["points"] = points,
        ["pointsClearDate"] = Day(new DateOnly(2022, 5, 4)),
    };

    /// <summary>The licence's data, for an issuer that no node stands behind.</summary>
    public LicenceData ToLicence() => new()
    {
        FamilyName = FamilyName,
        GivenName = GivenName,
        BirthDate = Born,
        DocumentNumber = Number,
        Portrait = Portrait,
        FileNumber = FileNumber,
        Classes = [new VehicleClass("C1", First, Expires)],
        IssueDate = Issued,
        ExpiryDate = Expires,
        IssuingAuthority = $"{Home.NameZh}公安局交通管理局（示例）",
        IssuingOffice = $"{Home.NameZh}车辆管理所（示例）",
        IssuingOfficeCode = Office,
        IssuingJurisdiction = Home.Iso3166,
        FirstIssue = First,
        ReviewDate = Expires,
        ElectronicId = ElectronicId,
        Nationality = "CN",
        Sex = 1,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");
}
