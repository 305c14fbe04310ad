using Federation.Ceremonies.RollOut;
using TrustList.Format.Credentials;

namespace Demo.People;

/// <summary>The example drivers who apply through the app.</summary>
public static class ApplyingDrivers
{
    /// <summary>Has a stored photo.</summary>
    public static readonly Driver WithPhoto = Of("十四", "201", Region.Shanghai, "3101");

    /// <summary>Has none.</summary>
    public static readonly Driver WithoutPhoto = Of("十五", "202", Region.Henan, "4101");

    /// <summary>A driver from Xining, played at Jiangsu's node: Qinghai has none in this story.</summary>
    public static readonly Driver Xining = Of("十六", "203", Region.Jiangsu, "3201");

    /// <summary>A driver from Jinzhou, played at Tianjin's node: Liaoning has none in this story.</summary>
    public static readonly Driver Jinzhou = Of("十七", "204", Region.Tianjin, "1201");

    /// <summary>Three who may not have a licence now.</summary>
    public static readonly IReadOnlyList<Driver> Refused =
        [Of("十八", "205", Region.Shanghai, "3101"), Of("十九", "206", Region.Shanghai, "3101"), Of("二十", "207", Region.Shanghai, "3101")];

    private static Driver Of(string given, string serial, Region home, string prefix) =>
        new("示例", given, CitizenNumber.Complete($"{prefix}0119900307{serial}"), $"{prefix}00000{serial}", home, $"{prefix}00");
}
