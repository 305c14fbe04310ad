using System.Text.Json;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Life;

/// <summary>A node's real database with drivers, licences and their book, without a node around it.</summary>
internal sealed class Book : IAsyncDisposable
{
    private static readonly Access Test = new("system:test", "test");
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly TestFolder folder = new();
    private readonly TestDatabase database;
    private int signed;

    private Book(TestDatabase database, IssuerDatabase store, TestFolder folder) => (this.database, Store, this.folder) = (database, store, folder);

    internal IssuerDatabase Store { get; }

    /// <summary>Noon of a day in China.</summary>
    internal static DateTimeOffset Noon(string day) => new(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(12, 0), TimeSpan.FromHours(8));

    internal DateTimeOffset Now { get; set; } = Noon("2026-03-02");

    internal static async Task<Book> OpenAsync()
    {
        var folder = new TestFolder();
        var database = await TestDatabase.NewAsync(folder.Path);
        return new Book(database, IssuerDatabase.Open(database.Place), folder);
    }

    /// <summary>Puts a driver's record: synthetic, with what a test changes.</summary>
    internal DriverKey Put(int number, string letters = "A", Func<DriverRecordBody, DriverRecordBody>? change = null)
    {
        var body = SyntheticDriver.Record(number, letters).Deserialize<DriverRecordBody>(Web)!;
        var (record, faults) = DriverRecord.Check(SyntheticDriver.FileNumber(number), change?.Invoke(body) ?? body);
        Assert.True(record is not null, string.Join("; ", faults));
        return Store.Write("put", db =>
        {
            var driver = db.KeyOf(record.FileNumber);
            DriverRecordTable.Put(db, driver, record.ToBytes(), letters, Now);
            return driver;
        });
    }

    /// <summary>Gives the driver a licence on a device; its bytes do not matter here.</summary>
    internal string Licence(DriverKey driver, string device = "device-1") => Store.Write("licence", db =>
    {
        var row = LicenceReservation.Make(db, driver, offer: null, Now);
        LicenceTable.BindDevice(db, row.Id, device);
        LicenceTable.SetSigned(db, row.Id, [1, (byte)++signed], "signer", Now, Now.AddDays(365));
        return row.Id;
    });

    /// <summary>An index that is reserved and not collected.</summary>
    internal string Offered(DriverKey driver) => Store.Write("offer", db => LicenceReservation.Make(db, driver, offer: null, Now).Id);

    internal LifeOutcome Record(DriverKey driver, LifeEvent lifeEvent) => Store.Write("event", db => LifeBook.Record(db, driver, lifeEvent, Test, Now));

    /// <summary>The same as the registry states it at an instant.</summary>
    internal LifeOutcome State(DriverKey driver, LifeEvent lifeEvent, DateTimeOffset at) => State(driver, lifeEvent, StatedAt.At(at));

    /// <summary>The same, as exactly as the registry says when.</summary>
    internal LifeOutcome State(DriverKey driver, LifeEvent lifeEvent, StatedAt at) => Store.Write("statement", db => LifeBook.Record(db, driver, lifeEvent, Test, Now, at));

    internal LicenceRow Find(string licence) => Store.Read(db => LicenceTable.Find(db, licence))!;

    internal DriverStanding Standing(DriverKey driver) => Store.Read(db => DriverStanding.Load(db, driver))!;

    internal IReadOnlyList<LifeRow> Events(DriverKey driver) => Store.Read(db => LifeTable.OfDriver(db, driver, 0, 1_000));

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await database.DisposeAsync();
        folder.Dispose();
    }
}
