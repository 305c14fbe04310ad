using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Status;
using TrustList.Testing;

namespace Federation.Tests.Faults;

/// <summary>Ends issuer or hub with SIGKILL at a random point and starts it again.</summary>
internal sealed class Killer(Country country, SeededGenerator random, BusyOffice office)
{
    private const int LongestPauseMs = 700;

    /// <summary>One kill: one time in three while a program is still starting, else while submissions are under way.</summary>
    public async Task KillOne(CancellationToken cancel)
    {
        if (random.Next(3) != 0) await Progress(cancel);
        await Task.Delay(random.Next(LongestPauseMs), cancel);
        if (random.Next(2) == 0)
        {
            await country.Hub.Kill();
            country.Hub.Launch();
        }
        else
        {
            await country[Region.Shanghai].KillIssuer();
            country[Region.Shanghai].StartIssuer();
        }
    }

    private async Task Progress(CancellationToken cancel)
    {
        var acknowledged = office.Acknowledged;
        await Wait.Until("the issuer acknowledges changes again", () => Task.FromResult(office.Acknowledged > acknowledged), cancel, seconds: 120);
        var admitted = await ListVersion(cancel);
        await Wait.Until("the hub admits lists again", async () => await ListVersion(cancel) > admitted, cancel, seconds: 120);
    }

    private async Task<long> ListVersion(CancellationToken cancel)
    {
        try
        {
            var token = StatusListToken.ReadCwt(await country.Http.GetByteArrayAsync(new Uri(country.Hub.PublicUrl, "status/310000/0"), cancel));
            return token.Ok ? token.Value.Claims.ListVersion : 0;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
