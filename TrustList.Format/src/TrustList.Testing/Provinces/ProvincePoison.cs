namespace TrustList.Testing.Provinces;

/// <summary>Ways to break a line, each with the reason that an importer must give.</summary>
internal static class ProvincePoison
{
    private static readonly (string Refusal, Action<ProvinceDriver> Break)[] Fields =
    [
        ("FieldMissing", driver => driver["ZJCX"] = string.Empty),
        ("FileNumberMalformed", driver => driver["DABH"] = driver["DABH"][..11]),
        ("NumberMalformed", driver => driver["SFZMHM"] = "M/88*1"),
        ("BadCheckDigit", driver => driver["SFZMHM"] = driver["SFZMHM"][..17] + (driver["SFZMHM"][17] == '0' ? '1' : '0')),
        ("BirthDateMissing", driver => driver["SFZMHM"] = "H0000001"),
        ("NameMalformed", driver => driver["XM"] = "王\u0007伟"),
        ("NameNotSplit", driver => driver["XM"] = "王"),
        ("UnknownClass", driver => driver["ZJCX"] = "C9"),
        ("ClassTwice", driver => driver["ZJCX"] = "C1C1"),
        ("AddedClassNotHeld", driver => (driver["ZJCX"], driver["YZJCX"]) = ("C1", "D")),
        ("DateMalformed", driver => driver["YXQS"] = "2019-02-30"),
        ("DateOrder", driver => driver["CCLZRQ"] = "2030-01-01"),
        ("PointsOutOfRange", driver => driver["LJJF"] = "-1"),
        ("LettersMalformed", driver => driver["ZT"] = "AA"),
        ("UnknownLetter", driver => driver["ZT"] = "AX"),
        ("UnknownOffice", driver => driver["FZJG"] = "990000"),
        ("ChangedInFuture", driver => driver["GXSJ"] = "2999-01-01 00:00:00"),
        ("TooLong", driver => driver["GLBM"] = new string('9', 100)),
        ("BadEncoding", driver => driver["XM"] = "王\uFFFD"),
    ];

    /// <summary>Kinds that break bytes rather than fields come after these.</summary>
    private static readonly string[] Lines = ["Malformed", "TooLong", "BadEncoding", "WrongFieldCount", "DuplicateLine"];

    /// <summary>How many kinds there are.</summary>
    internal static int Kinds => Fields.Length + Lines.Length;

    internal static bool IsOfLine(int kind) => kind >= Fields.Length;

    /// <summary>The reason; NDJSON has no columns to count, there the line is malformed instead.</summary>
    internal static string RefusalOf(int kind, ProvinceFormat format) =>
        !IsOfLine(kind) ? Fields[kind].Refusal
        : Lines[kind - Fields.Length] is "WrongFieldCount" && format == ProvinceFormat.Ndjson ? "Malformed"
        : Lines[kind - Fields.Length];

    internal static bool IsDuplicate(int kind) => IsOfLine(kind) && Lines[kind - Fields.Length] == "DuplicateLine";

    internal static void Break(int kind, ProvinceDriver driver) => Fields[kind].Break(driver);

    /// <summary>Breaks a written line.</summary>
    internal static byte[] Break(int kind, byte[] line, ProvinceFormat format) => Lines[kind - Fields.Length] switch
    {
        "Malformed" when format == ProvinceFormat.Csv => [.. "\""u8, .. line],
        "Malformed" => line[..^1],
        "TooLong" => [.. line, .. Enumerable.Repeat((byte)' ', 20_000)],
        "BadEncoding" => [.. line[..^2], 0xFF, .. line[^2..]],
        "WrongFieldCount" when format == ProvinceFormat.Csv => [.. line, .. ",x"u8],
        "WrongFieldCount" => [.. line, .. "{}"u8],
        _ => line,
    };
}
