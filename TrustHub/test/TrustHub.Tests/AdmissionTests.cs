using Grpc.Core;
using TrustHub.Admission;
using TrustHub.Fsck;
using TrustHub.Log;
using TrustHub.Tests.Support;
using TrustList.Format.Metadata;
using TrustList.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace TrustHub.Tests;

public sealed class AdmissionTests : HubTest
{
    [Fact]
    public async Task Admits_region_node_and_status_list_and_publishes_them()
    {
        var operators = Operators.Incept(Data);
        await using (var hub = await StartAsync())
        {
            await hub.AdmitAsync(operators, operators.Shanghai);
            var receipt = await hub.SubmitAsync(operators.Shanghai, operators.Shanghai.StatusList(1, Clock.Now));
            Assert.Equal(5, receipt.LogIndex);
            Assert.False(receipt.Duplicate);
            Assert.Equal("2020-10-12T08:00:00Z", receipt.AdmittedAt);
            await hub.PublishedAsync();
            foreach (var name in new[] { "1.root.json", "1.targets.json", "1.region-310000.json", "1.node-310000.json" })
                Assert.Equal(operators.Repository.Files[name], await hub.Http.GetByteArrayAsync($"/tuf/{name}"));
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Repeats_the_first_receipt_for_the_same_bytes_and_does_nothing()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await hub.AdmitAsync(operators, operators.Shanghai);
        var region = operators.Metadata("region-310000");
        var list = operators.Shanghai.StatusList(1, Clock.Now);
        var first = await hub.SubmitAsync(operators.Shanghai, list);
        var before = Index(hub);

        var again = await hub.SubmitAsync(operators.Shanghai, list);
        Assert.Equal((first.LogIndex, first.Sha256, first.SubmissionId, true), (again.LogIndex, again.Sha256, again.SubmissionId, again.Duplicate));
        region.SubmissionId = "another-id";
        var other = await hub.SubmitAsync(operators.Shanghai, region);
        Assert.Equal((3L, "test:region-310000:1", true), (other.LogIndex, other.SubmissionId, other.Duplicate));
        Assert.Equal(before, Index(hub));
    }

    [Fact]
    public async Task Repeats_the_receipt_of_a_status_list_that_a_newer_one_replaced()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await hub.AdmitAsync(operators, operators.Shanghai);
        var first = operators.Shanghai.StatusList(1, Clock.Now);
        await hub.SubmitAsync(operators.Shanghai, first);
        await hub.SubmitAsync(operators.Shanghai, operators.Shanghai.StatusList(2, Clock.Now));
        var again = await hub.SubmitAsync(operators.Shanghai, first);
        Assert.Equal((5L, true), (again.LogIndex, again.Duplicate));
        await hub.PublishedAsync();
        Assert.Equal(
            operators.Shanghai.Code, hub.Store.Newest().Single(row => row.Kind == Storage.AdmissionKind.Status).Files[0].Path.Split('/')[1]);
    }

    [Fact]
    public async Task Tells_what_became_of_a_submission()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        var receipt = await hub.SubmitAsync(operators.Shanghai, operators.Metadata("region-310000", id: "a-submission"));
        var asked = await hub.AsAsync(operators.Shanghai, client => client.GetReceiptAsync(new ReceiptQuery { SubmissionId = "a-submission" }));
        Assert.Equal(receipt, asked);
        var unknown = await Assert.ThrowsAsync<RpcException>(
            () => hub.AsAsync(operators.Shanghai, client => client.GetReceiptAsync(new ReceiptQuery { SubmissionId = "never-submitted" })));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Admits_the_next_version_of_every_role()
    {
        var operators = Operators.Incept(Data);
        await using (var hub = await StartAsync())
        {
            await hub.AdmitAsync(operators, operators.Shanghai);
            operators.Repository.RotateRoot();
            operators.Repository.Publish();
            foreach (var role in new[] { "root", "targets", "region-310000", "node-310000" })
                await hub.SubmitAsync(operators.Shanghai, operators.Metadata(role, 2));
            await hub.PublishedAsync();
            Assert.Equal(operators.Repository.Files["2.root.json"], await hub.Http.GetByteArrayAsync("/tuf/2.root.json"));
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    [Fact]
    public async Task Takes_target_files_that_it_holds_already_without_sending_them_again()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await hub.AdmitAsync(operators, operators.Shanghai);
        operators.Repository.Publish();
        var unchanged = operators.Metadata("targets", 2);
        unchanged.Targets.Clear();
        Assert.Equal(5, (await hub.SubmitAsync(operators.Shanghai, unchanged)).LogIndex);
    }

    [Fact]
    public async Task Accepts_a_node_that_changes_its_tls_key_by_either_key()
    {
        var operators = Operators.Incept(Data);
        await using var hub = await StartAsync();
        await hub.AdmitAsync(operators, operators.Shanghai);
        var next = new NodeIdentity("310000", Operators.Start, new Uri("http://hub.test/"));
        operators.Shanghai.Region.Node = operators.Shanghai.Region.Node! with { IssuerPins = [next.Tls.Pin] };
        operators.Repository.Publish();
        await hub.SubmitAsync(operators.Shanghai, operators.Metadata("region-310000", 2));
        Assert.False((await hub.SubmitAsync(operators.Shanghai, operators.Metadata("node-310000", 2))).Duplicate);
        await Refusals.WithAsync(
            AdmissionFault.PinNotListed, () => hub.SubmitAsync(operators.Shanghai, operators.Shanghai.StatusList(1, Clock.Now)));
    }

    [Fact]
    public async Task Goes_on_after_a_restart_where_it_stood()
    {
        var operators = Operators.Incept(Data);
        await using (var hub = await StartAsync())
            await hub.AdmitAsync(operators, operators.Shanghai);
        await using (var hub = await StartAsync(null, "--Hub:Inception:Allow", "false"))
        {
            await Refusals.WithAsync(AdmissionFault.Equivocation, () =>
            {
                var forged = operators.Metadata("region-310000");
                forged.SubmissionId = "another-id";
                forged.Metadata = Google.Protobuf.ByteString.CopyFrom(
                    MetadataWriter.AddSignature(forged.Metadata.Memory, operators.Shanghai.Region.RoleKeys[2]).Value);
                return hub.SubmitAsync(operators.Shanghai, forged);
            });
            Assert.Equal(5, (await hub.SubmitAsync(operators.Shanghai, operators.Shanghai.StatusList(1, Clock.Now))).LogIndex);
            await hub.PublishedAsync();
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }

    private static long Index(RunningHub hub) => hub.Services.GetRequiredService<AdmissionLog>().State.LogIndex;
}
