using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl region party add ID`: registers a relying party, or changes the record of one that is registered.</summary>
internal static class PartyAddCommand
{
    private const int Days = 365;

    public static Command Build()
    {
        var id = new Argument<string>("ID") { Description = "1 to 64 of a-z, 0-9 and hyphen" };
        var zh = new Option<string>("--name-zh") { Description = "The organisation's Chinese name", Required = true };
        var en = new Option<string>("--name-en") { Description = "Its English name", Required = true };
        var purposes = new Option<Purpose[]>("--purpose") { Description = "What it may ask for; once for each", Required = true };
        var pins = new Option<string[]>("--tls-pin") { Description = "SHA-256 of its TLS key's SubjectPublicKeyInfo, hex", DefaultValueFactory = _ => [] };
        var keys = new Option<string[]>("--assertion-key") { Description = "Its P-256 key for client assertions (PEM)", DefaultValueFactory = _ => [] };
        var perSecond = new Option<int>("--per-second") { Description = "Questions a second", DefaultValueFactory = _ => 10 };
        var perDay = new Option<int>("--per-day") { Description = "Questions a day", DefaultValueFactory = _ => 10_000 };
        var from = new Option<string?>("--from") { Description = "From when it may ask; else now" };
        var until = new Option<string?>("--until") { Description = $"Until when; else for {Days} days" };
        var drafting = new RegionDrafting();
        var command = new Command("add", "Draft the registration of a party, or another record of one that is registered") { id, zh, en, purposes, pins, keys, perSecond, perDay, from, until };
        drafting.AddTo(command);
        command.SetAction((parsed, cancel) => drafting.DraftParties(parsed, (parties, now) =>
        {
            var begins = Instant(parsed.GetValue(from)) ?? Instants.WholeSeconds(now);
            return PartyRecords.Register(parties, new Party
            {
                Id = parsed.GetValue(id)!,
                NameZh = parsed.GetValue(zh)!,
                NameEn = parsed.GetValue(en)!,
                Purposes = [.. parsed.GetValue(purposes)!],
                TlsPins = [.. parsed.GetValue(pins)!],
                AssertionKeys = [.. parsed.GetValue(keys)!.Select(file => Keys.Public(file).SubjectPublicKeyInfo)],
                PerSecond = parsed.GetValue(perSecond),
                PerDay = parsed.GetValue(perDay),
                From = begins,
                Until = Instant(parsed.GetValue(until)) ?? begins.AddDays(Days),
                History = [new(PartyState.Active, begins, drafting.Reason(parsed).En)],
            });
        }, cancel));
        return command;
    }

    private static DateTimeOffset? Instant(string? text) => text is null ? null : Instants.WholeSeconds(Arguments.Instant(text).Instant);
}
