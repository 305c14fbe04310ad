using TrustHub.Admission;
using TrustHub.Tests.Support;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Protocol;
using TrustList.Testing;

namespace TrustHub.Tests;

/// <summary>A region's relying parties at the hub: published with its issuers, never dropped or rewritten.</summary>
public sealed class PartiesTests : HubTest
{
    private static readonly Party Police = SampleParties.Party("police", Operators.Start) with { TlsPins = [new string('a', 64)] };

    [Fact]
    public async Task Admits_parties_and_knows_them_after_a_restart()
    {
        var operators = Operators.Incept(Data);
        await using (var hub = await StartAsync())
        {
            await hub.SubmitAsync(operators.Shanghai, operators.Metadata("region-310000"));
            await hub.SubmitAsync(operators.Shanghai, Next(operators, 2, SampleParties.Document("310000", Police)));
        }

        await using var again = await StartAsync();
        await again.SubmitAsync(operators.Shanghai, Next(operators, 3, SampleParties.Document("310000", Police, Police with { Id = "desk", TlsPins = [new string('b', 64)] })));
        await Refusals.WithAsync(AdmissionFault.NotSuccessor, () => again.SubmitAsync(operators.Shanghai, Next(operators, 4, null)));
        await Refusals.WithAsync(AdmissionFault.NotSuccessor, () => again.SubmitAsync(operators.Shanghai, Next(operators, 5, SampleParties.Document("310000", Police))));
    }

    [Fact]
    public async Task Rejects_parties_of_another_region_and_unreadable_ones()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await Refusals.WithAsync(AdmissionFault.WrongRegion, () => hub.SubmitAsync(operators.Shanghai, Next(operators, 2, SampleParties.Document("320000", Police))));
        await Refusals.WithAsync(AdmissionFault.BadDocument, () => hub.SubmitAsync(operators.Shanghai, Next(operators, 3, SampleParties.Document("310000", Police, Police))));
        var missing = Next(operators, 4, SampleParties.Document("310000", Police));
        missing.Targets.Remove(missing.Targets.Single(file => file.Path == PartiesDocument.PathOf("310000")));
        await Refusals.WithAsync(AdmissionFault.TargetFileMissing, () => hub.SubmitAsync(operators.Shanghai, missing));
    }

    private static SubmitMetadataRequest Next(Operators operators, long version, PartiesDocument? parties)
    {
        operators.Shanghai.Region.Parties = parties;
        operators.Repository.Publish();
        return operators.Metadata(RoleNames.Region("310000"), version);
    }
}
