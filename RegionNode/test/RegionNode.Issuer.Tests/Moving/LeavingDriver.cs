using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Live;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Registry;
using TrustList.Protocol;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>A driver with a licence of the node under test, who asks to leave for the far region.</summary>
internal sealed class LeavingDriver(FarRegion far, JsonNode offer)
{
    internal const int Number = 7;

    internal JsonNode Offer => offer;

    internal string Licence => offer["licenceId"]!.GetValue<string>();

    internal string Id { get; private set; } = "";

    internal byte[] Acceptance { get; private set; } = [];

    internal PreparedTransfer? Prepared { get; private set; }

    internal static async Task<LeavingDriver> OfAsync(FarRegion far)
    {
        using var office = Office.Of(far.Near);
        using var phone = Phone.Of(far.Near);
        var offer = await office.OfferAsync(Number);
        await phone.LicenceAsync(offer);
        // Else a database put back from before the batch is one that signs no more, and never ready.
        await Eventually.TrueAsync(
            () => far.Near.Stored(db => db.ExecuteScalar<long>(
                "SELECT (SELECT count(*) FROM issuance_leaves WHERE batch IS NULL) + (SELECT count(*) FROM outbox WHERE state <> 1)")) == 0,
            "all that was signed of the licence is at the hub");
        return new LeavingDriver(far, offer);
    }

    internal async Task RequestAsync()
    {
        using var desk = new MovingDesk(far.Near);
        var answer = await desk.RequestAsync(Number);
        if (answer.Status != HttpStatusCode.Created)
            throw new HttpRequestException(answer.Text);
        Id = answer.Json["id"]!.GetValue<string>();
    }

    /// <summary>The old side signs; what both signed.</summary>
    internal Task<byte[]> PrepareAsync() => PrepareAsync(far.Accept(Id));

    internal async Task<byte[]> PrepareAsync(byte[] acceptance)
    {
        Acceptance = acceptance;
        Prepared = await far.AskAsync(Id, Acceptance);
        return far.Sign(Prepared);
    }

    /// <summary>What the node answers a verifier about the licence now: a value, or why it does not answer.</summary>
    internal async Task<string> LiveAsync()
    {
        var answers = far.Near.Issuer.Services.GetRequiredService<LiveAnswers>();
        try
        {
            var assertion = await answers.AnswerAsync(
                offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<long>(), Purpose.Roadside, FarRegion.Code, FarRegion.Code, new byte[16], CancellationToken.None);
            return assertion is null ? "Unknown" : Value();
        }
        catch (TransferPendingException)
        {
            return "Pending";
        }
        catch (DatabaseOldException)
        {
            return "Old";
        }

        string Value() => far.Near.Issuer.Services.GetRequiredService<IDurableStore>().Read(db => LicenceTable.Find(db, Licence)!.StatusValue).ToString();
    }

    internal Task AnswersAsync(string live) => Eventually.TrueAsync(async () => await LiveAsync() == live, $"the node answers {live}");
}
