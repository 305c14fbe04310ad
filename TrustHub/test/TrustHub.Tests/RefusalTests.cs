using Microsoft.Extensions.DependencyInjection;
using TrustHub.Admission;
using TrustHub.Log;
using TrustHub.Tests.Support;

namespace TrustHub.Tests;

/// <summary>Every fault of the closed list, produced over the wire; none leaves a trace but its refusal.</summary>
public sealed class RefusalTests : HubTest
{
    public static TheoryData<AdmissionFault> Faults => [.. Enum.GetValues<AdmissionFault>().Where(fault => fault != AdmissionFault.Busy)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Rejects(AdmissionFault fault)
    {
        var operators = Operators.Incept(Data, "310000", "320000", "330000");
        await using var hub = await StartAsync();
        var scenario = new RefusalScenario(hub, operators, Clock);
        var attack = await scenario.PrepareAsync(fault);
        var log = hub.Services.GetRequiredService<AdmissionLog>();
        var before = log.State.LogIndex;

        var refusal = await Refusals.WithAsync(fault, attack);

        Assert.Equal(before, log.State.LogIndex);
        var written = hub.Store.Refusals()[0];
        Assert.Equal((fault.ToString(), refusal.Detail), (written.Code, written.Detail));
        Assert.Single(hub.Lines.All, line => line.Contains($"refused {fault} ", StringComparison.Ordinal));
        Assert.DoesNotContain(hub.Lines.All, line => line.StartsWith("Error", StringComparison.Ordinal));
        // And the hub goes on: the other region is served as ever.
        Assert.False((await hub.SubmitAsync(operators.Nodes[1], operators.Metadata("region-320000"))).Duplicate);
    }

    [Fact]
    public async Task Rejects_more_submissions_than_may_wait()
    {
        var operators = Operators.Incept(Data);
        using var slow = new StuckStore();
        await using var hub = await StartAsync(slow.Install);
        await hub.SubmitAsync(operators.Shanghai, operators.Metadata("region-310000"));
        slow.Stick();
        using var channel = hub.Channel(operators.Shanghai.Tls);
        var client = new TrustList.Protocol.Admission.AdmissionClient(channel);
        var waiting = Enumerable.Range(0, Desk.MaxWaiting)
            .Select(i => client.SubmitMetadataAsync(operators.Metadata("region-310000", id: $"waiting-{i}")).ResponseAsync)
            .ToList();
        await Until.TrueAsync(() => hub.Services.GetRequiredService<Desk>().Waiting == Desk.MaxWaiting);
        await Refusals.WithAsync(AdmissionFault.Busy, () => hub.SubmitAsync(operators.Shanghai, operators.Metadata("node-310000")));
        slow.Release();
        Assert.All(await Task.WhenAll(waiting), receipt => Assert.True(receipt.Duplicate));
    }
}
