using RegionNode.Issuer.Registry.Letters;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Tests.Rules;
using TrustList.Format.Credentials;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Registry;

public sealed class PoliceAdapterTests
{
    [Fact]
    [NamesRule(OfficeRule.PoliceFieldsAreMapped)]
    public void Accepts_every_police_field_into_the_record()
    {
        var record = PoliceLines.Record((PoliceField.CFRQ, "2026-01-09"));
        var body = record.Body;

        Assert.Equal("310100000001", record.FileNumber);
        Assert.Equal(CitizenNumber.Complete("99000119900307001"), body.DocumentNumber);
        Assert.Equal(("示", "例𠮷", "示例𠮷"), (body.FamilyName, body.GivenName, body.Name));
        Assert.Equal(["C1", "D"], body.Classes.Select(held => held.Code));
        Assert.Equal(["D"], body.AddedClasses!);
        Assert.Equal([new DateOnly(2012, 5, 4), new DateOnly(2018, 5, 4)], body.Classes.Select(held => held.IssueDate));
        Assert.Equal((3, new DateOnly(2026, 5, 4), new DateOnly(2026, 1, 9)), (body.Points, body.PointsClearDate, body.OverLimitDate));
        Assert.Equal((new DateOnly(2012, 5, 4), "320500"), (body.FirstIssue, body.FirstOffice));
        Assert.Equal((new DateOnly(2018, 5, 4), new DateOnly(2028, 5, 4), new DateOnly(2026, 5, 4)), (body.IssueDate, body.ExpiryDate, body.ReviewDate));
        Assert.Equal(("310100", "SYNTHETIC", "A"), (body.IssuingOfficeCode, body.ManagementUnit, body.Letters));
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 3, 30, 0, TimeSpan.Zero), body.Updated);
    }

    [Fact]
    public void Derives_what_the_feed_lacks_by_the_stated_rules()
    {
        var body = PoliceLines.Record().Body;
        Assert.Equal((new DateOnly(1990, 3, 7), 1, "CN"), (body.BirthDate, body.Sex, body.Nationality)); // The 17th digit is odd.
        Assert.True(ElectronicIdentifier.IsValid(body.ElectronicId));
        Assert.Contains(".310100000001.001.", body.ElectronicId, StringComparison.Ordinal);
        Assert.Equal("310100 车辆管理所", body.IssuingOffice);
    }

    [Theory]
    [InlineData("欧阳示例", "欧阳", "示例")]
    [InlineData("欧阳", "欧", "阳")]
    [InlineData("𠮷田", "𠮷", "田")]
    [InlineData("葛󠄀示例", "葛󠄀", "示例")]
    [InlineData("阿依古丽·示例", "阿依古丽", "示例")]
    [InlineData("EXAMPLE SAMPLE ONE", "EXAMPLE", "SAMPLE ONE")]
    [NamesRule(OfficeRule.RareNamesAreKept)]
    public void Splits_a_name_without_losing_a_character(string name, string family, string given)
    {
        var body = PoliceLines.Record((PoliceField.XM, name)).Body;
        Assert.Equal((family, given, name), (body.FamilyName, body.GivenName, body.Name));
    }

    public static TheoryData<string, string, string?, string> Broken => new()
    {
        { "FieldMissing", "SFZMHM", null, "SFZMHM" },
        { "FileNumberMalformed", "DABH", "31010000000X", "DABH" },
        { "FileNumberMalformed", "DABH", "910100000001", "DABH" },
        { "NumberMalformed", "SFZMHM", "M 88", "SFZMHM" },
        { "BadCheckDigit", "SFZMHM", "990001199003070019", "SFZMHM" },
        { "BirthDateMissing", "SFZMHM", "H0000001", "CSRQ" },
        { "NameMalformed", "XM", "示\u0000例", "XM" },
        { "NameMalformed", "XM", "   ", "XM" },
        { "NameNotSplit", "XM", "𠮷", "XM" },
        { "UnknownClass", "ZJCX", "C7", "ZJCX" },
        { "UnknownClass", "ZJCX", "c1", "ZJCX" },
        { "UnknownClass", "ZJCX", "C", "ZJCX" },
        { "ClassTwice", "ZJCX", "C1DC1", "ZJCX" },
        { "AddedClassNotHeld", "YZJCX", "A2", "YZJCX" },
        { "DateMalformed", "CCLZRQ", "2012-02-30", "CCLZRQ" },
        { "DateMalformed", "YXQZ", "soon", "YXQZ" },
        { "DateMalformed", "GXSJ", "2026-02-01 25:00:00", "GXSJ" },
        { "DateOrder", "CCLZRQ", "1990-03-07", "CCLZRQ" },
        { "DateOrder", "YXQS", "2012-05-03", "YXQS" },
        { "DateOrder", "YXQZ", "2018-05-04", "YXQZ" },
        { "PointsOutOfRange", "LJJF", "1000", "LJJF" },
        { "PointsOutOfRange", "LJJF", "-1", "LJJF" },
        { "LettersMalformed", "ZT", "AA", "ZT" },
        { "LettersMalformed", "ZT", "a", "ZT" },
        { "UnknownLetter", "ZT", "Z", "ZT" },
        { "UnknownOffice", "FZJG", "320500", "FZJG" },
        { "UnknownOffice", "FZJG", "沪A", "FZJG" },
        { "ChangedInFuture", "GXSJ", "2026-03-03", "GXSJ" },
        { "TooLong", "GLBM", new string('9', 65), "GLBM" },
        { "BadEncoding", "XM", "示\uFFFD", "XM" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    [NamesRule(OfficeRule.PoliceFieldsAreMapped)]
    public void Rejects_a_broken_field_with_its_reason(string reason, string field, string? value, string named)
    {
        var fault = PoliceLines.Fault((Enum.Parse<PoliceField>(field), value));
        Assert.Equal((reason, named), (fault.Reason.ToString(), fault.Field));
    }

    [Fact]
    [NamesRule(OfficeRule.LicenceNumberIsChecked)]
    public void Accepts_another_number_of_somebody_without_a_citizen_number_and_checks_that_of_citizens()
    {
        var body = PoliceLines.Record((PoliceField.SFZMHM, "H0000001"), (PoliceField.CSRQ, "19900307"), (PoliceField.XB, "1"), (PoliceField.GJ, "FR")).Body;
        Assert.Equal(("H0000001", false, new DateOnly(1990, 3, 7), 1, "FR"), (body.DocumentNumber, body.NumberIsCitizenNumber, body.BirthDate, body.Sex, body.Nationality));
        Assert.Equal(LineReason.PersonMalformed, PoliceLines.Fault((PoliceField.SFZMHM, "H0000001"), (PoliceField.CSRQ, "19900307"), (PoliceField.GJ, "fr")).Reason);

        var sound = CitizenNumber.Complete("99000119900307001");
        foreach (var check in "0123456789X".Where(check => check != sound[17]))
            Assert.Equal(LineReason.BadCheckDigit, PoliceLines.Fault((PoliceField.SFZMHM, sound[..17] + check)).Reason);
    }

    [Fact]
    [NamesRule(OfficeRule.FileNumberKeepsItsOffice)]
    public void Accepts_the_file_number_of_another_region_or_of_a_retired_code_as_moved_here()
    {
        Assert.False(PoliceLines.Record((PoliceField.DABH, "310100000001")).Body.Moved);
        Assert.True(PoliceLines.Record((PoliceField.DABH, "510200000001")).Body.Moved); // Chongqing, before 1997 in Sichuan.
        Assert.Equal("510200000001", PoliceLines.Record((PoliceField.DABH, "510200000001")).FileNumber);
    }

    [Fact]
    [NamesRule(OfficeRule.StatusIsASet)]
    public void Reads_the_same_letters_in_any_order_as_the_same_set()
    {
        var sets = new[] { "BDJ", "JBD", "DJB" }.Select(text => PoliceLines.Record((PoliceField.ZT, text)).Body.Letters);
        Assert.Equal(["BDJ", "BDJ", "BDJ"], sets);
    }

    [Fact]
    [NamesRule(OfficeRule.LetterTableIsVersioned)]
    public void Maps_K_R_and_Z_as_the_named_version_of_the_table_says()
    {
        Assert.Equal("D", PoliceLines.Read("2016", (PoliceField.ZT, "K")).Record!.Body.Letters);
        Assert.Equal("K", PoliceLines.Read("2022", (PoliceField.ZT, "K")).Record!.Body.Letters);
        Assert.Equal("R", PoliceLines.Read("2016", (PoliceField.ZT, "R")).Record!.Body.Letters);
        Assert.Equal("G", PoliceLines.Read("2022", (PoliceField.ZT, "R")).Record!.Body.Letters);
        Assert.Equal(LineReason.UnknownLetter, PoliceLines.Read("2016", (PoliceField.ZT, "Z")).Fault!.Reason);
        Assert.Equal("J", PoliceLines.Read("2022", (PoliceField.ZT, "Z")).Record!.Body.Letters);
        Assert.Equal("BJ", PoliceLines.Read("2022", (PoliceField.ZT, "ZJB")).Record!.Body.Letters); // Two that mean one.
        Assert.Null(LetterTables.Find("2023"));
    }

    [Fact]
    [NamesRule(OfficeRule.LetterTableIsVersioned)]
    public void Keeps_every_letter_as_it_is_in_the_models_own_table_and_maps_all_tables_into_it()
    {
        Assert.All(LetterTables.Find(StatusLetters.Version)!.Letters, pair => Assert.Equal(pair.Key, pair.Value));
        var known = LetterTables.Find(StatusLetters.Version)!.Letters.Select(pair => pair.Key).ToHashSet();
        Assert.True(LetterTables.All.Count >= 3);
        Assert.All(LetterTables.All.SelectMany(table => table.Letters), pair => Assert.Contains(pair.Value, known));
    }

    [Fact]
    public void Says_every_reason_in_two_languages()
    {
        var texts = Enum.GetValues<LineReason>().Select(LineReasonText.Of).ToList();
        Assert.All(texts, text => Assert.True(text.Zh.Length > 0 && text.En.Length > 0));
        Assert.Equal(texts.Count, texts.Select(text => text.En).Distinct().Count());
        Assert.Equal(texts.Count, texts.Select(text => text.Zh).Distinct().Count());
    }
}
