using System.Collections.Immutable;
using TrustList.Format.Registry;
using TrustList.Testing;

namespace TrustList.Format.Tests.Registry;

/// <summary>Regions of the real roll-out, with keys made for the test.</summary>
internal static class RegistrySamples
{
    internal static readonly Uri Hub = new("http://hub.test/");
    internal static readonly DateTimeOffset Start = At("2020-01-01T00:00:00Z");

    internal static RegionSimulator Shanghai { get; } = RegionSimulator.Create("310000", "CN-SH", Start, Hub);
    internal static RegionSimulator Jiangsu { get; } = RegionSimulator.Create("320000", "CN-JS", Start, Hub, "320500");
    internal static RegionSimulator Suzhou { get; } = RegionSimulator.Create("320500", "CN-JS", Start, Hub);

    internal static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    internal static RegistryDocument Of(params RegionRecord[] records) => new() { Regions = [.. records] };

    internal static RegistryDocument Registry { get; } = Of(Shanghai.Record, Jiangsu.Record, Suzhou.Record);

    /// <summary>A region without keys, where only the registry matters.</summary>
    internal static RegionRecord Bare(string code, params string[] except) => Shanghai.Record with
    {
        Code = code,
        IacaThumbprints = [],
        Territory = new Territory { Prefixes = [RegionCode.Significant(code)], Except = [.. except] },
    };

    /// <summary>The first certificate or status key, changed.</summary>
    internal static IssuersDocument WithSigner(IssuersDocument document, Func<IssuerCertificate, IssuerCertificate> change) =>
        document with { Certificates = document.Certificates.SetItem(1, change(document.Certificates[1])) };

    internal static ImmutableArray<StateChange<KeyState>> And(this ImmutableArray<StateChange<KeyState>> history, KeyState state, DateTimeOffset since) =>
        history.Add(new(state, since, "Declared by the test"));
}
