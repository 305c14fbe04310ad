using System.Net;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Applications;

public sealed class PhotoOfRecordTests
{
    [Fact]
    public async Task Rejects_an_application_without_any_photo_and_keeps_a_photo_that_was_put_before()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var record = SyntheticDriver.Record(1);
        record.Remove("portrait");
        Assert.Equal(HttpStatusCode.Created, (await office.PutAsync(SyntheticDriver.FileNumber(1), record)).Status);
        var refused = await office.ApplyAsync(1);
        Assert.Equal("NotEligible", refused.Problem);
        Assert.Equal("NoPhoto", Assert.Single(refused.Json["reasons"]!.AsArray())!.GetValue<string>());

        Assert.Equal(HttpStatusCode.NoContent, (await office.PutAsync(1)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await office.PutAsync(SyntheticDriver.FileNumber(1), record)).Status);
        Assert.Equal(HttpStatusCode.Created, (await office.ApplyAsync(1)).Status);
    }
}
