using System.Text.RegularExpressions;
using Federation.Hosting;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing;

namespace RegionNode.Issuer.Tests.Storage;

public sealed class SealingKeyTests
{
    [Fact]
    public async Task Makes_the_first_key_with_a_new_database_for_its_owner_alone()
    {
        using var folder = new TestFolder();
        await using var database = await TestDatabase.NewAsync(folder.Path);
        IssuerDatabase.Open(database.Place).Dispose();
        var file = folder.File("keys", "personal-data-0001.test.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var key = await File.ReadAllTextAsync(file);
        IssuerDatabase.Open(database.Place).Dispose();
        Assert.Equal(key, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Rejects_a_database_whose_key_is_gone_or_another_one()
    {
        using var folder = new TestFolder();
        await using var database = await TestDatabase.NewAsync(folder.Path);
        IssuerDatabase.Open(database.Place).Dispose();
        var file = folder.File("keys", "personal-data-0001.test.key");
        File.Move(file, file + ".away");
        foreach (var open in new Func<DatabasePlace, IssuerDatabase>[] { IssuerDatabase.Open, IssuerDatabase.OpenBeside })
            Assert.Contains("personal-data-0001", Assert.Throws<StartRefusedException>(() => open(database.Place)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file), "no other key is made in its place");
        await File.WriteAllTextAsync(file, Convert.ToBase64String(new byte[32]));
        Assert.Contains("another key", Assert.Throws<StartRefusedException>(() => IssuerDatabase.Open(database.Place)).Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "not a key");
        Assert.Throws<StartRefusedException>(() => IssuerDatabase.Open(database.Place));
        File.Move(file + ".away", file, overwrite: true);
        IssuerDatabase.Open(database.Place).Dispose();
    }

    [Fact]
    public async Task Rejects_records_from_before_personal_data_was_sealed()
    {
        using var folder = new TestFolder();
        await using var database = await TestDatabase.NewAsync(folder.Path);
        using (var store = IssuerDatabase.Open(database.Place))
        {
            store.Write("as it was", db =>
            {
                DriverRecordTable.Put(db, new DriverKey("310100000001"), "{}"u8, "A", default);
                return db.Execute("DELETE FROM sealing_keys");
            });
        }
        Assert.Contains("before personal data was sealed", Assert.Throws<StartRefusedException>(() => IssuerDatabase.Open(database.Place)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seals_under_the_newest_key_opens_under_all_and_seals_anew_where_it_was_broken_off()
    {
        const int drivers = 1100;
        using var folder = new TestFolder();
        await using var database = await TestDatabase.NewAsync(folder.Path);
        using (var store = IssuerDatabase.Open(database.Place))
            Put(store, 0, drivers);
        new PersonalKeyFiles(folder.Path, test: true).MakeNext();
        using (var store = IssuerDatabase.Open(database.Place))
        {
            Put(store, drivers, 1);
            Assert.Equal((drivers, 1), (Under(store, 1), Under(store, 2)));
            AllOpen(store, drivers + 1);
            var column = SealedColumns.All.Single(c => c.Name == "driver_records.body");
            Assert.Throws<CrashException>(() => Resealing.Run(new World.FaultyStore(store, "reseal", 2, afterCommit: true), column));
            Assert.Equal(1001, Under(store, 2));
            AllOpen(store, drivers + 1);
        }
        Assert.Equal(0, ResealCommand.Run(["--data", folder.Path, "--Rehearsal:KeysAreTest=true", .. database.Settings]));
        Assert.Equal(0, ResealCommand.Run(["--data", folder.Path, "--Rehearsal:KeysAreTest=true", "--new-key", "--reason", "synthetic", .. database.Settings]));
        Assert.Equal(64, ResealCommand.Run(["--new-key"]));
        Assert.Equal(64, ResealCommand.Run(["--data", folder.Path, "--Rehearsal:KeysAreTest=true", "--new-key", "--reason", "", .. database.Settings]));
        using var again = IssuerDatabase.Open(database.Place);
        Assert.Equal((0, 0, drivers + 1), (Under(again, 1), Under(again, 2), Under(again, 3)));
        AllOpen(again, drivers + 1);
        // One entry for each run, before anything is opened.
        Assert.Equal(
            [("reseal", $"{drivers + 1 - 1001} values under key 2"), ("synthetic", $"{drivers + 1} values under key 3")],
            again.Read(db => db.Query<(string, string)>("SELECT why, what FROM audit WHERE act = 'DatabaseResealed' AND who = @who ORDER BY seq", new { who = $"operator:{Environment.UserName}" }).ToList()));
    }

    [Fact]
    public async Task Rejects_to_seal_anew_beside_a_running_node()
    {
        using var folder = new TestFolder();
        await using var database = await TestDatabase.NewAsync(folder.Path);
        using var running = IssuerDatabase.Open(database.Place);
        Assert.Equal(1, ResealCommand.Run(["--data", folder.Path, "--Rehearsal:KeysAreTest=true", "--new-key", .. database.Settings]));
        Assert.Equal([1], new PersonalKeyFiles(folder.Path, test: true).Numbers());
    }

    [Fact]
    public void Knows_every_sealed_column()
    {
        var tables = Path.Combine(RepositoryPaths.Root!, "RegionNode", "src", "RegionNode.Issuer");
        var named = Directory.EnumerateFiles(tables, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "Column = \"([a-z_]+\\.[a-z_]+)\""))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        Assert.Contains("driver_records.body", named);
        Assert.Empty(named.Except([.. SealedColumns.All.Select(column => column.Name), .. SealedColumns.ShortLived]));
    }

    private static void Put(IssuerDatabase store, int first, int count) => store.Write("put", db =>
    {
        foreach (var number in Enumerable.Range(first, count))
            DriverRecordTable.Put(db, db.KeyOf(SyntheticDriver.FileNumber(number)), BitConverter.GetBytes(number), "A", default);
        return 0;
    });

    private static void AllOpen(IssuerDatabase store, int count) => Assert.All(Enumerable.Range(0, count), number =>
        Assert.Equal(number, BitConverter.ToInt32(store.Read(db => DriverRecordTable.Find(db, db.KeyOf(SyntheticDriver.FileNumber(number))))!.Value.Body)));

    private static long Under(IssuerDatabase store, byte key) => store.Read(db =>
        db.ExecuteScalar<long>("SELECT count(*) FROM driver_records WHERE substr(body, 1, 2) = @prefix", new { prefix = new byte[] { 0, key } }));
}
