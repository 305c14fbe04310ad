using System.Text.Json.Nodes;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Registry.Letters;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Registry;

/// <summary>A made-up driver by police names, to be broken one field at a time.</summary>
internal static class PoliceLines
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    internal static readonly PoliceAdapter Adapter = RegistryServices.AdapterOf(
        new RegistryOptions(), Province.Code, Path.Combine(Path.GetTempPath(), "no-such-folder"), OwnTerritory.Of(new NodeOptions { Code = Province.Code }));

    internal static PoliceLine Sound(params (PoliceField Field, string? Value)[] changes)
    {
        var line = new PoliceLine
        {
            [PoliceField.DABH] = "310100000001",
            [PoliceField.SFZMHM] = CitizenNumber.Complete("99000119900307001"),
            [PoliceField.XM] = "示例𠮷",
            [PoliceField.ZJCX] = "C1D",
            [PoliceField.YZJCX] = "D",
            [PoliceField.LJJF] = "3",
            [PoliceField.QFRQ] = "2026-05-04",
            [PoliceField.CFRQ] = null,
            [PoliceField.CCLZRQ] = "20120504",
            [PoliceField.CCFZJG] = "320500",
            [PoliceField.YXQS] = "2018-05-04",
            [PoliceField.YXQZ] = "2028-05-04",
            [PoliceField.SYRQ] = "2026-05-04",
            [PoliceField.FZJG] = "310100",
            [PoliceField.GLBM] = "SYNTHETIC",
            [PoliceField.ZT] = "A",
            [PoliceField.GXSJ] = "2026-02-01 11:30:00",
        };
        foreach (var (field, value) in changes)
            line[field] = value;
        return line;
    }

    /// <summary>Lines (NDJSON) of synthetic drivers who are in the registry, with other letters.</summary>
    internal static byte[] Lines(IEnumerable<int> drivers, string letters, DateTimeOffset updated) => System.Text.Encoding.UTF8.GetBytes(string.Concat(
        drivers.Select(driver => Line(driver, letters, updated).ToJsonString() + "\n")));

    /// <summary>The line of a synthetic driver as <see cref="SyntheticDriver"/> has it.</summary>
    internal static JsonObject Line(int driver, string letters, DateTimeOffset updated) => new()
    {
        ["DABH"] = SyntheticDriver.FileNumber(driver), ["SFZMHM"] = SyntheticDriver.CitizenNumberOf(driver), ["XM"] = $"示例𠮷{driver}", ["ZJCX"] = "C1",
        ["LJJF"] = "0", ["CCLZRQ"] = "2012-05-04", ["YXQS"] = "2018-05-04", ["YXQZ"] = "长期", ["FZJG"] = "310100", ["ZT"] = letters, ["GXSJ"] = Instant(updated),
    };

    internal static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    internal static DriverRecord Record(params (PoliceField Field, string? Value)[] changes)
    {
        var (record, fault) = Read(StatusLetters.Version, changes);
        Assert.Null(fault);
        return record!;
    }

    internal static LineFault Fault(params (PoliceField Field, string? Value)[] changes)
    {
        var (record, fault) = Read(StatusLetters.Version, changes);
        Assert.Null(record);
        return fault!;
    }

    internal static (DriverRecord? Record, LineFault? Fault) Read(string letterTable, params (PoliceField Field, string? Value)[] changes) =>
        Adapter.Read(Sound(changes), LetterTables.Find(letterTable)!, Now);
}
