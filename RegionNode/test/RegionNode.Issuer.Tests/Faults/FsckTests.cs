using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Fsck;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Audit;
using RegionNode.Issuer.Tests.Life;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>The walk over a node's database finds each kind of damage, and nothing where there is none.</summary>
public sealed class FsckTests
{
    [Fact]
    public async Task Names_every_kind_of_damage_and_is_silent_on_a_whole_database()
    {
        await using var region = await TestRegion.StartAsync();
        using (var office = Office.Of(region))
        using (var phone = Phone.Of(region))
        {
            var (first, second) = (await office.OfferAsync(1), await office.OfferAsync(2));
            await phone.LicenceAsync(first);
            await office.ChangeAsync(first["licenceId"]!.GetValue<string>(), "K");
            await office.ChangeAsync(second["licenceId"]!.GetValue<string>(), "E");
            await Eventually.TrueAsync(() => region.Journal.Chains.Of("issuance").Count == 1 && region.Headed().Exceptions().Count() == 2, "head and batch");
            await Eventually.TrueAsync(() => region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM outbox WHERE state <> 1")) == 0, "all is decided");
        }
        await region.StopIssuerAsync();
        Assert.Empty(Walk(region));
        (string Damage, string Word)[] damages =
        [
            ("UPDATE licences SET value = 0 WHERE letters = 'K'", "its letters and marks say Suspended"),
            ("UPDATE licences SET letters = 'A' WHERE letters = 'K'", "has the letters A, its driver K"),
            ("UPDATE licences SET lost = 1 WHERE letters = 'K'", "its letters and marks say Invalid"),
            ("UPDATE driver_records SET letters = 'A', updated_at = 0 WHERE letters = 'K'", "event"),
            ("UPDATE licences SET headed = 0 WHERE letters = 'K'", "do not have the state root of head"),
            ("UPDATE status_heads SET issued_at = issued_at + 5000 WHERE version = 1", "head 1 is not what its hash says"),
            ("DELETE FROM issuance_leaves", "has no leaf for the log"),
            ("UPDATE issuance_leaves SET position = 4", "batch 1 has leaves in other places"),
            ("UPDATE issuance_batches SET issued_at = issued_at + 5000", "batch 1 is not what its hash says"),
            ("DELETE FROM outbox WHERE lane = 'head' AND link = 1", "head: 2 stands in the outbox in the place of 1"),
            ("UPDATE outbox SET state = 0 WHERE lane = 'head' AND link = 1", "was accepted before the one before it"),
            ("UPDATE outbox SET log_index = NULL WHERE lane = 'issuance'", "was accepted without a receipt"),
            ("UPDATE audit SET what = 'nothing' WHERE seq = 2", "audit entry 2 is not what its hash says"),
            ("DELETE FROM audit WHERE seq = 2", "audit entry 3 does not follow 1"),
            ("UPDATE photos SET image = (SELECT body FROM driver_records LIMIT 1)", "photos.image of"),
        ];
        foreach (var (damage, word) in damages)
            Assert.True(Damaged(region, damage).Any(line => line.Contains(word)), $"{damage}: {string.Join("; ", Damaged(region, damage))}");
    }

    [Fact]
    public async Task Is_silent_on_all_that_an_office_does_and_names_what_is_damaged_in_it()
    {
        var played = new EveryEndpointTests();
        await played.InitializeAsync();
        try
        {
            var region = await played.PlayAsync();
            Assert.Empty(Walk(region));
            var store = region.Issuer.Services.GetRequiredService<IDurableStore>();
            (string Damage, string Word)[] damages =
            [
                ("UPDATE applications SET driver = 'nobody' WHERE id = (SELECT min(id) FROM applications)", "is of a driver without a record"),
                ("UPDATE applications SET state = 4", "waits for a case of the counter that is not there"),
                ("UPDATE applications SET state = 2", "waits for a review that is not there"),
                ("UPDATE applications SET licence_id = 'none' WHERE licence_id IS NOT NULL", "has a licence that is not its driver's"),
                ("UPDATE applications SET licence_id = NULL WHERE state = 6", "was offered without a licence"),
                ("UPDATE reviews SET driver = 'nobody'", "is of no application of its driver"),
                ("UPDATE notices SET application = 'none'", "is of no application of its driver"),
                ("UPDATE identity_checks SET application = 'none'", "identity check of none"),
                ("UPDATE notices SET texts = (SELECT body FROM driver_records LIMIT 1)", "notices.texts of"),
                ("INSERT INTO photos(driver, image, source) SELECT 'nobody', image, source FROM photos LIMIT 1", "photo nobody is of a driver without a record"),
                ("UPDATE photos SET held_for = 'none'", "is held for no application of its driver"),
                ("INSERT INTO dates_put_off(driver, due, fault, since) VALUES('nobody', 1, 'none', 0)", "was put off and there is no record"),
                ("UPDATE licence_refreshes SET successor = 'none'", "was refreshed to one that is not its driver's"),
                ("UPDATE imports SET refused = refused + 1", "has other refused lines than it counted"),
                ("UPDATE imports SET state = 3", "came with an import that was never decided"),
                ("INSERT INTO import_blocks(last_line, content) SELECT 7, body FROM driver_records LIMIT 1", "blocks of lines are put aside and no import is open"),
                ("UPDATE feed_events SET body = NULL WHERE reason IS NOT NULL", "was refused and is not kept"),
                ("UPDATE feed_events SET driver = 'nobody' WHERE outcome = 1", "was applied to a driver without a record"),
                ("UPDATE feed_places SET driver = 'nobody' WHERE topic = (SELECT min(topic) FROM feed_places)", "has a place in the feed and no record"),
                ("UPDATE transfers SET proof = NULL", "was committed without a proof"),
                ("UPDATE transfers SET record = (SELECT record FROM transfers WHERE state = 3) WHERE state = 2", "holds the record of another"),
                ("UPDATE transfers SET driver = 'nobody'", "is of a driver without a record"),
                ("UPDATE transfers SET decided_at = NULL", "is decided in one place alone"),
                ("UPDATE disputes SET home = '990000'", "is not what its record says"),
                ("UPDATE disputes SET answer = NULL", "is answered in one place alone"),
                ("UPDATE disputes SET driver = 'nobody'", "is about a driver without a record"),
                ("UPDATE disputes SET answer = (SELECT answer FROM disputes WHERE answer IS NOT NULL ORDER BY seq DESC LIMIT 1) WHERE answer IS NOT NULL", "holds the answer to another"),
                ("UPDATE node_metadata SET submission_id = 'none'", "is not in the outbox"),
                ("UPDATE audit_checkpoints SET seq = 100000", "was signed and is not there"),
                ("UPDATE audit_checkpoints SET seq = 1", "is another one than was signed"),
                ("INSERT INTO idempotent_answers(caller, name, request, status, body, at) SELECT 'c', 'n', 'r', 200, body, 0 FROM driver_records LIMIT 1", "an answer kept for c does not open"),
                ("INSERT INTO known_emergency(version, since) VALUES(0, 0)", "versions of the emergency role are none"),
            ];
            foreach (var (damage, word) in damages)
                Assert.True(Damaged(store, damage).Any(line => line.Contains(word)), $"{damage}: {string.Join("; ", Damaged(store, damage))}");
        }
        finally
        {
            await played.DisposeAsync();
        }
    }

    [Fact]
    public async Task Leaves_an_entry_of_each_run_before_it_opens_anything_also_beside_the_running_node()
    {
        await using var region = await TestRegion.StartAsync();
        await File.WriteAllBytesAsync(Path.Combine(region.DataDir, InceptCommand.RequestName), JsonSerializer.SerializeToUtf8Bytes(region.Request));
        using (var office = Office.Of(region))
            await office.PutAsync(1); // A record and a photo.
        string[] arguments = ["--data", region.DataDir, "--Rehearsal:KeysAreTest=true", .. region.Database.Settings];
        Assert.Equal((0, 0), (FsckCommand.Run(arguments), FsckCommand.Run([.. arguments, "--reason", "synthetic"])));
        // What may not stand in the trail is no reason: nothing is opened, and no other one is put in its place.
        Assert.Equal((64, 64), (FsckCommand.Run([.. arguments, "--reason", "a\u0007b"]), FsckCommand.Run([.. arguments, "--reason", new string('x', 201)])));
        Assert.Equal(
            [("fsck", "2 sealed values"), ("synthetic", "2 sealed values")],
            region.Stored(db => db.Query<(string, string)>("SELECT why, what FROM audit WHERE act = 'DatabaseChecked' AND who = @who ORDER BY seq", new { who = $"operator:{Environment.UserName}" }).ToList()));
        Assert.Empty(Walk(region)); // The trail is whole with them.

        var store = region.Issuer.Services.GetRequiredService<IDurableStore>();
        store.Write("break", db => db.Execute("ALTER TABLE audit RENAME TO audit_away"));
        Assert.Equal(2, FsckCommand.Run(arguments));
    }

    [Fact]
    public async Task Is_silent_on_a_driver_who_left_before_this_database_knew_of_it_and_names_one_who_came_without_a_record()
    {
        await using var book = await Book.OpenAsync();
        var move = new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(7), book.Now);
        var (happened, at) = (move.Happened(), book.Now.Stored());
        book.Store.Write("sample", db =>
        {
            TransferTable.Log(db, new TransferRow
            {
                Id = move.Id, Side = MoveSide.Out, State = MoveState.Submitted, Other = "320500", OpenedAt = at, Record = move.Record.Write(), Entry = move.Record.Entry,
                Driver = TransferRow.NoDriver, // The licence was issued after the backup that was put back.
                Signed = happened.Proof.Transfer.ToArray(), Proof = happened.Proof.Write(), LoggedEpoch = 0, LoggedTime = at, LoggedAt = at,
            });
            return TransferTable.Decide(db, move.Id, signed: true, MoveState.Committed, null, happened.Proof.Write(), book.Now);
        });
        Assert.Empty(book.Store.Read(db => NodeCheck.Violations(db, Province.Code)));
        Assert.Contains(Damaged(book.Store, "UPDATE transfers SET side = 1"), line => line.Contains($"{move.Id} is of a driver without a record"));
    }

    [Fact]
    public async Task Answers_for_every_table_of_the_database()
    {
        await using var region = await TestRegion.StartAsync();
        var tables = region.Stored(db => db.Query<string>(TestDatabase.IsPostgres
            ? "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace"
            : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")).ToHashSet();
        tables.ExceptWith(["migration", "migration_back", "owner"]); // The store's own, which it checks as it opens.
        Assert.True(tables.Count > 30, $"{tables.Count} tables");
        Assert.Equal(tables.Order(), NodeCheck.Walks.SelectMany(walk => walk.Tables).Order());
    }

    [PostgresStoreFact]
    public async Task Takes_as_long_as_it_takes_on_a_server_that_limits_others()
    {
        await using var region = await TestRegion.StartAsync();
        using var store = IssuerDatabase.OpenToCheck(region.Database.Place);
        Assert.Equal(("0", "0"), store.Read(db => (db.ExecuteScalar<string>("SHOW statement_timeout")!, db.ExecuteScalar<string>("SHOW idle_in_transaction_session_timeout")!)));
        Assert.Equal("1min", region.Stored(db => db.ExecuteScalar<string>("SHOW statement_timeout")));
    }

    private static IReadOnlyList<string> Walk(TestRegion region) => region.Stored(db => NodeCheck.Violations(db, Province.Code));

    /// <summary>What the walk says of a damage that is taken back again.</summary>
    private static IReadOnlyList<string> Damaged(TestRegion region, string damage)
    {
        using var store = IssuerDatabase.Open(region.Database.Place);
        return Damaged(store, damage);
    }

    private static IReadOnlyList<string> Damaged(IDurableStore store, string damage)
    {
        var said = Array.Empty<string>();
        Assert.Throws<TakenBackException>(() => store.Write<bool>("damage", db =>
        {
            Assert.NotEqual(0, db.Execute(damage));
            said = [.. NodeCheck.Violations(db, Province.Code)];
            throw new TakenBackException();
        }));
        return said;
    }

    private sealed class TakenBackException() : Exception("taken back");
}
