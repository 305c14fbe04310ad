using System.CommandLine;
using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Trustctl;

/// <summary>What every command has that drafts a region's next metadata.</summary>
internal sealed class RegionDrafting
{
    private readonly Option<string> code = new("--code") { Description = "The region", Required = true };

    /// <summary>List, reason and file.</summary>
    public Drafting Drafting { get; } = new();

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(code);
        Drafting.AddTo(command);
    }

    /// <summary>The reason as the registry writes it.</summary>
    public WrittenReason Reason(ParseResult parsed) => new(Drafting.Reason(parsed).Zh, Drafting.Reason(parsed).En);

    /// <summary>Drafts the region's metadata with issuers changed.</summary>
    public Task<int> Draft(ParseResult parsed, Func<IssuersDocument, DateTimeOffset, IssuersDocument> change, CancellationToken cancel, PublicKey? nodeRole = null) =>
        Draft(parsed, (present, region, now) => new RegionChange(
            region, change(present.Issuers(region) ?? throw new ArgumentException($"region {region} has published no issuers"), now), nodeRole), cancel);

    /// <summary>Drafts the region's metadata with relying parties changed; before the first there are none.</summary>
    public Task<int> DraftParties(ParseResult parsed, Func<PartiesDocument, DateTimeOffset, PartiesDocument> change, CancellationToken cancel) =>
        Draft(parsed, (present, region, now) => new RegionChange(region, Parties: change(present.Parties(region) ?? PartiesDocument.Empty(region), now)), cancel);

    private async Task<int> Draft(ParseResult parsed, Func<PresentList, string, DateTimeOffset, RegionChange> change, CancellationToken cancel)
    {
        var region = parsed.GetValue(code)!;
        var present = await Drafting.List.Read(parsed, cancel);
        var now = Drafting.Now(parsed);
        return Drafting.Draft(parsed, () =>
        {
            var (role, files) = change(present, region, now).Apply(present, now);
            return ProposalDraft.Targets(present, RoleNames.Region(region), role, files, Drafting.Reason(parsed), now);
        });
    }
}
