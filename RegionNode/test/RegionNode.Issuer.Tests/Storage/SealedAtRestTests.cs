using System.Net;
using System.Security.Cryptography;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Storage;

public sealed class SealedAtRestTests
{
    [Fact]
    public async Task Holds_no_personal_value_of_a_driver_in_the_clear()
    {
        await using var region = await TestRegion.StartAsync();
        string licence;
        using (var office = Office.Of(region))
        using (var phone = Phone.Of(region))
        {
            var offer = await office.OfferAsync(7);
            await phone.LicenceAsync(offer);
            licence = offer["licenceId"]!.GetValue<string>();
            Assert.Equal(HttpStatusCode.OK, (await office.ChangeAsync(licence, "B")).Status);
        }
        await region.StopIssuerAsync();
        var content = await region.Database.ContentAsync();
        Assert.True(Holds(content, System.Text.Encoding.UTF8.GetBytes(licence)), "the search finds what is there");
        var record = SyntheticDriver.Record(7);
        var values = new[] { "familyName", "givenName", "birthDate", "documentNumber", "electronicId", "issuingOffice", "firstIssue" }
            .Select(name => record[name]!.GetValue<string>())
            .Append(SyntheticDriver.FileNumber(7))
            .Select(System.Text.Encoding.UTF8.GetBytes)
            .Append(Convert.FromBase64String(record["portrait"]!.GetValue<string>())[..64]);
        Assert.All(values, value => Assert.False(Holds(content, value), System.Text.Encoding.UTF8.GetString(value)));
    }

    [Fact]
    public async Task Rejects_a_sealed_value_that_was_changed_or_moved_to_another_row()
    {
        using var folder = new TestFolder();
        await using var database = await TestDatabase.NewAsync(folder.Path);
        using var store = IssuerDatabase.Open(database.Place);
        var (mine, other) = store.Write("put", db =>
        {
            var (first, second) = (db.KeyOf("310100000001"), db.KeyOf("310100000002"));
            DriverRecordTable.Put(db, first, "one"u8, "A", default);
            DriverRecordTable.Put(db, second, "two"u8, "A", default);
            return (first, second);
        });
        byte[] Stored(DriverKey driver) => store.Read(db => db.QuerySingle<byte[]>("SELECT body FROM driver_records WHERE driver = @driver", new { driver }));
        void Overwrite(byte[] body) => store.Write("attack", db => db.Execute("UPDATE driver_records SET body = @body WHERE driver = @mine", new { body, mine }));
        var honest = Stored(mine);

        Overwrite(Stored(other));
        Assert.ThrowsAny<CryptographicException>(() => store.Read(db => DriverRecordTable.Find(db, mine)));
        for (var at = 0; at < honest.Length; at++)
        {
            var changed = honest.ToArray();
            changed[at] ^= 1;
            Overwrite(changed);
            Assert.ThrowsAny<CryptographicException>(() => store.Read(db => DriverRecordTable.Find(db, mine)));
        }
        Overwrite(honest[..20]);
        Assert.ThrowsAny<CryptographicException>(() => store.Read(db => DriverRecordTable.Find(db, mine)));

        Overwrite(honest);
        Assert.Equal("one"u8, store.Read(db => DriverRecordTable.Find(db, mine))!.Value.Body);
    }

    // As it is, and as a dump writes bytes.
    private static bool Holds(byte[] content, byte[] value) =>
        content.AsSpan().IndexOf(value) >= 0 || content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(value))) >= 0
        || content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(value[..(value.Length / 3 * 3)]))) >= 0;
}
