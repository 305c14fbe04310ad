using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Log;
using TrustList.Format.Status;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>Packages with one change of their form or of a payload. What was held stays, and the honest package is taken after.</summary>
internal static class HeadsBentCases
{
    /// <summary>Where they stand.</summary>
    public const string Area = "heads/package/";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Form().Concat(Payloads())];

    private static IEnumerable<ConformanceCase> Form()
    {
        yield return Bytes("cut", "A package cut by a byte", bytes => bytes[..^1]);
        yield return Bytes("byte-behind", "A byte behind a package", bytes => [.. bytes, 0]);
        yield return Bytes("empty", "A package of no bytes", _ => []);
        yield return Bytes("indefinite", "A package whose array has no length", bytes => [0x9F, .. bytes[1..], 0xFF]);
        yield return Bytes("long-head", "A package whose array's length takes two bytes", bytes => [0x98, 0x07, .. bytes[1..]]);
        yield return Bent("another-format", "A package of another format", list => list[0] = CborNode.Text("status-package/2"));
        yield return Bent("another-kind", "A package of a kind that there is not", list => list[1] = CborNode.Text("rollback"));
        yield return Bent("a-snapshot-that-begins-somewhere", "A snapshot that names a first epoch", list => list[2] = CborNode.Number(1), HeadsPackageCases.Snapshot);
        yield return Bent("eight-items", "A package with an eighth item", list => list.Items.Add(CborNode.Number(0)));
        yield return Bent("without-payload", "A rollup without payload", list => ((CborList)list[5]).Items.Clear());
        yield return Bent("two-payloads", "A rollup with its payload twice", list => ((CborList)list[5]).Items.Add(((CborList)list[5])[0]));
        yield return Bent("codes-descending", "A snapshot whose heads descend", list =>
        {
            ((CborList)list[3]).Items.Reverse();
            ((CborList)list[5]).Items.Reverse();
        }, HeadsPackageCases.Snapshot);
        yield return Bent("a-region-twice", "A region among the heads and among the others", list => ((CborList)list[4]).Items.Insert(0, Pair("310000")));
        yield return Bent("without-the-other-head", "A package that leaves out a head of its epoch", list => ((CborList)list[4]).Items.Clear(), HeadsPackageCases.Rollup, "HeadsMismatch");
        yield return Bent("one-head-more", "A package with the hash of a head that its epoch has not", list => ((CborList)list[4]).Items.Add(Pair("330000")), HeadsPackageCases.Rollup, "HeadsMismatch");
        yield return Bent("another-hash", "A package with another hash of the other head", list => ((CborList)list[4])[0] = Pair("320000"), HeadsPackageCases.Rollup, "HeadsMismatch");
    }

    private static IEnumerable<ConformanceCase> Payloads()
    {
        yield return Coded("payload-cut", "A payload cut by a byte", coded => coded[..^1]);
        yield return Coded("payload-byte-behind", "A byte behind a payload", coded => [.. coded, 0]);
        yield return Coded("payload-bit", "A bit of a payload's last byte", coded => [.. coded[..^1], (byte)(coded[^1] ^ 1)]);
        yield return Coded("payload-empty", "A payload of no bytes", _ => []);
        yield return Coded("payload-long-number", "A number of blocks that is not in its shortest form", coded => [(byte)(coded[0] | 0x80), 0, .. coded[1..]]);
        yield return Coded("payload-one-entry-more", "A payload that names one entry more than it holds", coded => [coded[0], (byte)(coded[1] + 1), .. coded[2..]]);
        yield return Coded("payload-one-entry-less", "A payload that names one entry less than it holds", coded => [coded[0], (byte)(coded[1] - 1), .. coded[2..]]);
        yield return Coded("payload-more-entries-than-there-are", "A payload that names more entries than its blocks have", coded => [coded[0], 0x81, 0x80, 0x40, .. coded[2..]]);
        yield return Coded("payload-five-million-changes", "A rollup that names five million changes", coded => [8, 0xC0, 0x96, 0xB1, 0x02, .. coded[2..]]);
        yield return Coded("payload-of-more-blocks", "A payload of more blocks than its head", coded => [(byte)(coded[0] + 1), .. coded[1..]]);
        yield return Coded("payload-of-no-blocks", "A payload of fewer blocks than its entries need", coded => [0, .. coded[1..]]);
        yield return Coded("payload-of-too-many-blocks", "A payload of 1,025 blocks", coded => [0x81, 0x08, .. coded[1..]]);
        yield return Delta("payload-entry-outside", "A rollup with an entry beyond its blocks", _ =>
        {
            var coded = StatusDeltaCodec.Encode(new StatusDelta(2, [new(Scene.StatusIndex, 2), new(StatusSpace.EntryOf(1, 0), 1)]));
            coded[0] = 1;
            return coded;
        });
        yield return Delta("a-change-left-out", "A rollup without one of its changes", _ => StatusDeltaCodec.Encode(new StatusDelta(1, [new(StateWorld.Revoked, 0)])));
        yield return Delta("a-change-put-in", "A rollup with a change that the region did not sign", _ => StatusDeltaCodec.Encode(new StatusDelta(1, [new(Scene.StatusIndex, 2), new(StateWorld.Revoked, 0), new(9, 1)])));
        yield return Delta("another-value", "A rollup with another value", _ => StatusDeltaCodec.Encode(new StatusDelta(1, [new(Scene.StatusIndex, 3), new(StateWorld.Revoked, 0)])));
        yield return Delta("no-change-at-all", "A rollup that changes nothing", _ => StatusDeltaCodec.Encode(new StatusDelta(1, [])));
        yield return Whole("snapshot-of-nothing", "A snapshot in which everything is valid", _ => StatusSnapshotCodec.Encode(new RegionStatus(1)));
        yield return Whole("snapshot-of-the-state-before", "A snapshot of the state before, under the new head", world => StatusSnapshotCodec.Encode(world.Status.StateOf("310000", 1)));
        yield return Whole("snapshot-of-another-region", "A snapshot of another region's state", world => StatusSnapshotCodec.Encode(world.Status.StateOf("320000", 1)));
        yield return Whole("snapshot-of-too-many-blocks", "A snapshot of 129 blocks", _ => [0x81, 0x01, 0x00]);
        yield return Whole("snapshot-of-a-hundred-million", "A snapshot of 128 blocks that names every entry, in eight bytes", _ => [0x80, 0x01, 0x80, 0x80, 0x80, 0x40, 0, 0, 0, 0]);
        yield return Whole("snapshot-as-a-delta", "The state as a delta", world => StatusDeltaCodec.Encode(new StatusDelta(1, [.. world.Status.StateOf("310000", 2).Exceptions().Select(one => new TrustList.Format.Status.StatusChange(one.Entry, one.Value))])));
        yield return Of("snapshots-exchanged", "Two regions' snapshots in each other's place", HeadsPackageCases.Snapshot, world =>
        {
            var package = world.Status.Snapshot(1);
            return (package with { Payloads = [package.Payloads[1], package.Payloads[0]] }).Write();
        }, "HeadsMismatch", "Malformed");
    }

    /// <summary>A package that is bent after a step, and refused.</summary>
    public static ConformanceCase Of(string name, string title, string twin, Func<StateWorld, byte[]> bent, params string[] reasons) => HeadsCase.Of(
        Area + name, title, twin, ["7.9", "7.10", "7.11", "7.14"], async run =>
        {
            var world = await StateWorld.HoldingAsync(run);
            world.Step();
            world.Serve(bent(world));
            await world.NotPulledAsync([.. reasons, "Malformed"]);
            await world.StandsAsync();
            await world.AcceptedAsync();
            world.Serve(world.Status.Rollup(0, world.Status.Newest).Write());
            await world.PulledAsync(world.Status.Newest, world.Status.Newest + 1, 1);
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        });

    private static ConformanceCase Bytes(string name, string title, Func<byte[], byte[]> change) =>
        Of(name, title, HeadsPackageCases.Rollup, world => change(world.Status.Rollup(0, 1).Write()));

    /// <summary>The same, bent as CBOR.</summary>
    public static ConformanceCase Bent(string name, string title, Action<CborList> change, string twin = HeadsPackageCases.Rollup, params string[] reasons) => Of(name, title, twin, world =>
    {
        var list = (CborList)CborNode.Parse((twin == HeadsPackageCases.Rollup ? world.Status.Rollup(0, 1) : world.Status.Snapshot(1)).Write());
        change(list);
        return list.Encode();
    }, reasons);

    private static ConformanceCase Delta(string name, string title, Func<StateWorld, byte[]> payload) => Of(name, title, HeadsPackageCases.Rollup, world =>
        (world.Status.Rollup(0, 1) with { Payloads = [payload(world)] }).Write(), "HeadsMismatch");

    private static ConformanceCase Coded(string name, string title, Func<byte[], byte[]> change) => Delta(name, title, world => change(world.Status.Rollup(0, 1).Payloads[0].ToArray()));

    private static ConformanceCase Whole(string name, string title, Func<StateWorld, byte[]> payload) => Of(name, title, HeadsPackageCases.Snapshot, world =>
    {
        var package = world.Status.Snapshot(1);
        return (package with { Payloads = package.Payloads.SetItem(0, payload(world)) }).Write();
    }, "HeadsMismatch");

    private static CborList Pair(string code) => new() { Items = { CborNode.Text(code), CborNode.Bytes(MerkleTree.EmptyRoot.Span) } };
}
