using System.Security.Cryptography;
using System.Text.Json;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Transfers;
using TrustList.Testing;

namespace RegionNode.Issuer.Tests.World;

/// <summary>A move between the region under test and Suzhou, and a log of test keys that may hold it.</summary>
internal sealed class SampleMove
{
    private readonly LogSimulator log = LogSimulator.Create("310000", "320500", "330000");
    private readonly SoftwareSigner key = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private readonly DateTimeOffset now;
    private readonly byte[] salt = RandomNumberGenerator.GetBytes(TransferRecord.SaltBytes);

    internal SampleMove(MoveSide side, string fileNumber, DateTimeOffset at, long entry = 1)
    {
        (now, FileNumber) = (Instants.WholeSeconds(at), fileNumber);
        Record = new TransferRecord
        {
            Id = RandomNumberGenerator.GetBytes(TransferRecord.IdBytes),
            From = side == MoveSide.Out ? Province.Code : "320500",
            To = side == MoveSide.Out ? "320500" : Province.Code,
            Person = TransferRecord.PersonOf(salt, fileNumber),
            Entry = entry,
            PreparedAt = now,
            NotAfter = now.AddMinutes(10),
            DossierSha256 = SHA256.HashData("sealed, in this test"u8),
        };
    }

    internal string FileNumber { get; }

    internal TransferRecord Record { get; }

    internal string Id => Convert.ToHexStringLower(Record.Id.Span);

    private byte[] Signature => TransferSignature.Sign(Record, key, key.PublicKey.Thumbprint);

    private byte[] Signed => new SignedTransfer(Record.Write(), Signature, Signature).Write();

    /// <summary>The old side has signed.</summary>
    internal TransferRow Prepare(IDurableStore store) => store.Write("sample", db =>
    {
        var driver = db.KeyOf(FileNumber);
        var row = Row(MoveSide.Out, driver) with
        {
            Acceptance = [1], Record = Record.Write(), Signature = Signature, Dossier = [2], Salt = salt, Entry = Record.Entry, LogFrom = 0, NotAfter = Record.NotAfter.Stored(),
        };
        TransferTable.Add(db, row);
        TransferTable.Prepare(db, row);
        return TransferTable.Find(db, Id)!;
    });

    /// <summary>The new side has the dossier and has signed.</summary>
    internal TransferRow Take(IDurableStore store, int number, int points) => store.Write("sample", db =>
    {
        var body = JsonSerializer.Deserialize<DriverRecordBody>(SyntheticDriver.Record(number, points: points), new JsonSerializerOptions(JsonSerializerDefaults.Web))!;
        var office = new NewOfficeBody("320500", "公安局交通管理局（示例）", "车辆管理所（示例）", "310100");
        var row = Row(MoveSide.In, TransferRow.NoDriver) with { Office = NewOffice.Write(office), Acceptance = [1] };
        var dossier = MovingRules.Receive(new Dossier(FileNumber, body, null, salt), Record, office, new Territory { Prefixes = ["31"], Except = [] }).Dossier!;
        TransferTable.Add(db, row);
        TransferTable.Take(db, row with
        {
            Driver = db.KeyOf(FileNumber), Record = Record.Write(), Signed = Signed, Dossier = dossier.Write(), LogFrom = 0, NotAfter = Record.NotAfter.Stored(),
        });
        return TransferTable.Find(db, Id)!;
    });

    /// <summary>The proof that the log holds it, in an epoch of its first second.</summary>
    internal ProvenTransfer Happened()
    {
        log.Append(number => new Epoch(number, now, SHA256.HashData("a snapshot"u8), MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0)
        {
            TransfersRoot = LoggedTransfers.Root([Record.Hash()]),
            Transfers = 1,
        });
        return new TransferProof(Signed, 0, [], log.Publish(now).Write()).Verify((_, _) => key.PublicKey, log.Policy, now).Value;
    }

    private TransferRow Row(MoveSide side, DriverKey driver) => new()
    {
        Id = Id, Side = side, State = MoveState.Requested, Other = "320500", Driver = driver, OpenedAt = now.Stored(),
    };
}
