using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Live;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>What the old region's live answer says of a driver who moved.</summary>
public sealed class WheretoTests
{
    [Fact]
    public async Task Names_the_new_region_once_the_log_holds_the_move_and_not_before()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var offer = await office.OfferAsync(7);
        using var phone = Phone.Of(region, SoftwareSigner.Create(SignatureAlgorithm.ES256));
        Assert.Equal(HttpStatusCode.OK, (await phone.CollectAsync(offer["offer"]!.GetValue<string>())).Item1.Status);
        var (uri, index) = (offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<long>());
        Assert.EndsWith("/0", uri, StringComparison.Ordinal);
        Task<LiveStatusClaims> AskAsync() => ClaimsAsync(region, uri, index);
        var before = await AskAsync();
        Assert.Equal((StatusValue.Valid, null), (before.Value, before.MovedTo));

        var move = new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(7), region.Clock.GetUtcNow(), index);
        move.Prepare(region.Issuer.Services.GetRequiredService<IDurableStore>());
        await Assert.ThrowsAsync<TransferPendingException>(AskAsync);
        region.Issuer.Services.GetRequiredService<TransferSettlement>().Commit(move.Happened());

        var after = await AskAsync();
        Assert.Equal((StatusValue.Transferred, "320500"), (after.Value, after.MovedTo));
    }

    private static async Task<LiveStatusClaims> ClaimsAsync(TestRegion region, string uri, long index)
    {
        var nonce = new byte[16];
        var answer = await region.Issuer.Services.GetRequiredService<LiveAnswers>().AnswerAsync(uri, index, Purpose.Employment, "320000", "320000", nonce, CancellationToken.None);
        var key = region.Issuer.Services.GetRequiredService<SigningKeys>().StatusKey(region.Clock.GetUtcNow())!;
        return LiveAssertion.Verify(answer, new LiveStatusQuestion(Province.Code, uri, index, nonce), _ => key.Signer.PublicKey, region.Clock.GetUtcNow()).Value.Claims;
    }
}
