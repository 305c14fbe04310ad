using System.Net;
using RegionNode.Issuer.Tests.Registry;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>The registry imports its whole province, in chunks, again and again; cut off, it asks where to go on.</summary>
internal sealed class BusyRegistry(TestRegion region, PatientCaller patient)
{
    private const int Lines = 6_000;
    private const int ChunkBytes = 80_000;
    private const double Poison = 0.01;
    private readonly byte[] bytes = ImportCaller.BytesOf(ImportCaller.ProvinceOf(region, poison: Poison), Lines);
    private readonly int broken = ImportCaller.ProvinceOf(region, poison: Poison).Lines(Lines).Count(line => line.Refusal is not null);

    /// <summary>The imports that were finished.</summary>
    internal List<string> Finished { get; } = [];

    internal async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested || Finished.Count == 0)
            Finished.Add(await ImportAsync());
    }

    /// <summary>Every import took each of its lines once; the registry is as the last one left it.</summary>
    internal async Task CheckAsync()
    {
        using var caller = ImportCaller.Of(region);
        foreach (var id in Finished)
        {
            var import = (await caller.GetAsync($"/imports/{id}")).Json;
            var (added, replaced, refused) = (import["added"]!.GetValue<int>(), import["replaced"]!.GetValue<int>(), import["refused"]!.GetValue<int>());
            Assert.Equal((id == Finished[0] ? Lines - broken : 0, Lines - broken, broken), (added, added + replaced, refused));
            Assert.Equal(broken, (await caller.RefusedAsync(id)).Count);
        }
        Assert.Equal(Lines - broken, TakenOver(Finished[^1]));
    }

    private async Task<string> ImportAsync()
    {
        using var caller = ImportCaller.Of(region);
        var opened = await patient.AskAsync(() => caller.OpenAsync(), HttpStatusCode.Created, HttpStatusCode.Conflict);
        var id = opened.Json["importId"]!.GetValue<string>(); // Of the open one, where the answer was lost.
        for (var at = 0; at < bytes.Length;)
        {
            var chunk = bytes.AsMemory(at, Math.Min(ChunkBytes, bytes.Length - at));
            var taken = await patient.AskAsync(() => caller.PutAsync(id, at, chunk), HttpStatusCode.OK, HttpStatusCode.Conflict);
            at = taken.Json["offset"]!.GetValue<int>();
            Assert.Equal(0, TakenOver(id)); // Nothing of it before it is finished.
        }
        await patient.AskAsync(() => caller.FinishAsync(id, bytes.Length), HttpStatusCode.Accepted);
        await PatientCaller.UntilAsync(
            async () => await patient.TryAsync(() => caller.GetAsync($"/imports/{id}")) is { Status: HttpStatusCode.OK } found && found.Json["state"]!.GetValue<string>() == "Finished",
            "the import is finished");
        return id;
    }

    private long TakenOver(string id) => region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM driver_records WHERE import = @id", new { id }));
}
