using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>What each side does once it knows what became of a move, and what it says meanwhile.</summary>
public sealed class SettlementTests
{
    [Fact]
    [NamesRule(OfficeRule.MovedAppliesAgain)]
    public async Task Accepts_an_application_of_a_driver_who_moved_here_once_the_log_holds_it()
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        var move = new SampleMove(MoveSide.In, "320500000007", region.Clock.GetUtcNow());
        move.Take(Store(region), number: 7, points: 3);
        Assert.Equal(HttpStatusCode.NotFound, (await ApplyAsync(client, move)).Status); // Before the log says so, nobody here knows the driver.

        Settlement(region).Commit(move.Happened());

        Assert.Equal(HttpStatusCode.Created, (await ApplyAsync(client, move)).Status);
        var standing = await Answer.OfAsync(await client.GetAsync(new Uri($"/transfers/{move.Id}", UriKind.Relative)));
        Assert.Equal("Committed", standing.Json["state"]!.GetValue<string>());
        Assert.NotEmpty(standing.Json["proof"]!.GetValue<string>());
        Assert.Null(Store(region).Read(db => TransferTable.Find(db, move.Id))!.Dossier);
    }

    [Fact]
    public async Task Takes_a_driver_as_it_was_checked_whatever_the_settings_are_since()
    {
        await using var region = await TestRegion.StartAsync("--Node:OfficePrefixes:0=3102"); // The office of the dossier is 310100.
        using var office = Office.Of(region);
        var move = new SampleMove(MoveSide.In, SyntheticDriver.FileNumber(7), region.Clock.GetUtcNow());
        move.Take(Store(region), number: 7, points: 3);
        Settlement(region).Commit(move.Happened());
        Assert.Equal(3, (await office.GetAsync($"/drivers/{move.FileNumber}")).Json["points"]!.GetValue<int>());
        Assert.Equal(MoveState.Committed, Store(region).Read(db => TransferTable.Find(db, move.Id))!.State);
    }

    [Fact]
    [NamesRule(OfficeRule.MovedAppliesAgain)]
    public async Task Shows_TRANSFERRED_for_ever_and_refuses_an_application_where_the_driver_left()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var licence = await CollectAsync(region, office, 7);
        var move = new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(7), region.Clock.GetUtcNow());
        move.Prepare(Store(region));
        Assert.Equal("Valid", await ValueAsync(office, licence)); // Signed is not moved: the old side answers as before.
        Assert.Contains("TransferPending", (await office.ApplyAsync(7)).Text, StringComparison.Ordinal);

        Settlement(region).Commit(move.Happened());

        Assert.Equal("Transferred", await ValueAsync(office, licence));
        Assert.Contains("MovedAway", (await office.ApplyAsync(7)).Text, StringComparison.Ordinal);
        // No later word of this registry brings it back.
        await office.PutAsync(7, "A");
        Assert.Equal("Transferred", await ValueAsync(office, licence));
        Assert.Contains("MovedAway", (await office.ApplyAsync(7)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_everything_as_it_was_where_the_move_never_happened()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var licence = await CollectAsync(region, office, 7);
        var move = new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(7), region.Clock.GetUtcNow());
        move.Prepare(Store(region));

        Settlement(region).Abort(move.Id, MoveReason.NotLogged);
        Settlement(region).Commit(move.Happened()); // Decided is decided, whatever comes after.

        Assert.Equal("Valid", await ValueAsync(office, licence));
        Assert.Equal(HttpStatusCode.Created, (await office.ApplyAsync(7)).Status);
        Assert.Equal(MoveState.Aborted, Store(region).Read(db => TransferTable.Find(db, move.Id))!.State);
    }

    [Theory]
    [InlineData("commit transfer", false)]
    [InlineData("commit transfer", true)]
    public async Task Survives_a_crash_where_the_old_side_learns_it(string act, bool afterCommit)
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var licence = await CollectAsync(region, office, 7);
        var move = new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(7), region.Clock.GetUtcNow());
        move.Prepare(Store(region));
        using var faulty = new FaultyStore(Store(region), act, 1, afterCommit);
        Assert.Throws<CrashException>(() => ActivatorUtilities.CreateInstance<TransferSettlement>(region.Issuer.Services, faulty).Commit(move.Happened()));

        Settlement(region).Commit(move.Happened()); // What the keeper does after the restart.

        Assert.Equal("Transferred", await ValueAsync(office, licence));
        Assert.Equal(1, Store(region).Read(db => db.ExecuteScalar<long>("SELECT count(*) FROM life_events WHERE kind = 'MovedOut'")));
    }

    [Theory]
    [InlineData("D")]
    [InlineData("E")]
    [InlineData("F")]
    [InlineData("G")]
    [InlineData("J")]
    [InlineData("K")]
    [InlineData("L")]
    [InlineData("AZ")]
    public void Rejects_letters_that_forbid_moving(string letters) => Assert.False(MovingRules.MayMove(letters));

    [Theory]
    [InlineData("A")]
    [InlineData("AH")]
    [InlineData("BNP")]
    public void Accepts_letters_that_go_along(string letters) => Assert.True(MovingRules.MayMove(letters));

    [Fact]
    public async Task Rejects_a_move_where_no_trust_list_is_followed()
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        var answer = await Answer.OfAsync(await client.PostAsJsonAsync("/transfers", new JsonObject { ["fileNumber"] = SyntheticDriver.FileNumber(7), ["to"] = "320500" }));
        Assert.Equal("NotFollowingTrust", answer.Problem);
    }

    [Fact]
    public void Opens_a_dossier_with_the_key_it_was_sealed_to_for_the_transfer_it_was_sealed_for()
    {
        var ((own, point), (other, _)) = (SealedDossier.NewKey(), SealedDossier.NewKey());
        byte[] id = [1, 2, 3];
        var bytes = SealedDossier.Seal(point, id, "a record"u8)!;
        Assert.Equal("a record"u8.ToArray(), SealedDossier.Open(own, id, bytes));
        Assert.Null(SealedDossier.Open(other, id, bytes));
        Assert.Null(SealedDossier.Open(own, [1, 2, 4], bytes));
        bytes[^20] ^= 1;
        Assert.Null(SealedDossier.Open(own, id, bytes));
        Assert.Null(SealedDossier.Seal(new byte[65], id, "a record"u8));
    }

    private static async Task<string> CollectAsync(TestRegion region, Office office, int number)
    {
        var offer = await office.OfferAsync(number);
        using var phone = Phone.Of(region, SoftwareSigner.Create(SignatureAlgorithm.ES256));
        Assert.Equal(HttpStatusCode.OK, (await phone.CollectAsync(offer["offer"]!.GetValue<string>())).Item1.Status);
        return offer["licenceId"]!.GetValue<string>();
    }

    private static async Task<string> ValueAsync(Office office, string licence) => (await office.GetAsync($"/licences/{licence}")).Json["value"]!.GetValue<string>();

    private static async Task<Answer> ApplyAsync(HttpClient client, SampleMove move) =>
        await Answer.OfAsync(await client.PostAsJsonAsync("/licences", new JsonObject { ["fileNumber"] = move.FileNumber }));

    private static IDurableStore Store(TestRegion region) => region.Issuer.Services.GetRequiredService<IDurableStore>();

    private static TransferSettlement Settlement(TestRegion region) => region.Issuer.Services.GetRequiredService<TransferSettlement>();
}
