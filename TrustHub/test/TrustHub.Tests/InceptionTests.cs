using System.Text.Json;
using Federation.Hosting;
using Federation.Hosting.Clock;
using TrustHub.Inception;
using TrustHub.Publishing;
using TrustHub.Tests.Support;
using TrustList.Format.Signing;

namespace TrustHub.Tests;

public sealed class InceptionTests : HubTest
{
    [Fact]
    public async Task Refuses_to_begin_a_repository_unasked()
    {
        Operators.Incept(Data);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(null, "--Hub:Inception:Allow", "false"));
        Assert.Contains("Hub:Inception:Allow=true begins one", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_to_begin_and_names_every_missing_file()
    {
        Operators.Incept(Data);
        Directory.Delete(Path.Combine(Data, "inception"), recursive: true);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync());
        Assert.Equal(4, refused.Errors.Count);
    }

    [Fact]
    public async Task Refuses_a_root_that_does_not_name_this_hubs_keys()
    {
        Operators.Incept(Data);
        foreach (var file in KeyFolder.Find(Data, "snapshot"))
            File.WriteAllText(file, SoftwareSigner.Create(SignatureAlgorithm.ES256).ToPkcs8Pem());
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync());
        Assert.Contains("does not let this hub's keys sign snapshot", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_inception_files_that_do_not_verify()
    {
        Operators.Incept(Data);
        File.WriteAllText(Path.Combine(Data, "inception", "policy.json"), "{}");
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync());
        Assert.Contains("TargetFileMismatch", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_bad_configuration_with_every_error()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(
            null, "--Hub:DataDir", "", "--Hub:PublicUrl", "ftp://x", "--Hub:NodeUrl", "http://127.0.0.1:1", "--Hub:Colour", "red"));
        Assert.Equal(
            ["Hub:Colour", "Hub:DataDir", "Hub:NodeUrl", "Hub:PublicUrl"],
            refused.Errors.Select(error => error.Split(": ")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refuses_a_rehearsal_with_keys_that_are_not_marked_as_test_keys()
    {
        Operators.Incept(Data);
        foreach (var file in Directory.GetFiles(Path.Combine(Data, "keys")))
            File.Move(file, Path.Combine(Data, "keys", Path.GetFileName(file)[KeyFolder.TestPrefix.Length..]));
        var clockFile = Path.Combine(Data, "clock.json");
        ClockFile.Write(clockFile, Operators.Start);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => RunningHub.StartAsync(Data, RehearsalClock.Open(clockFile)));
        Assert.Equal(4, refused.Errors.Count);
    }

    [Fact]
    public async Task Refuses_a_database_that_is_older_than_the_public_folder()
    {
        var operators = Operators.Incept(Data);
        var copy = Path.Combine(Data, "backup");
        await using (var hub = await StartAsync())
            await hub.PublishedAsync();
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Data, "hub.db*"))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        await using (var hub = await StartAsync())
        {
            await hub.AdmitAsync(operators, operators.Shanghai);
            await hub.PublishedAsync();
        }
        foreach (var file in Directory.GetFiles(Data, "hub.db*"))
            File.Delete(file);
        foreach (var file in Directory.GetFiles(copy))
            File.Copy(file, Path.Combine(Data, Path.GetFileName(file)));
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync());
        Assert.Contains("older than the public folder", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_its_keys_once_and_prints_them_again()
    {
        using var first = new StringWriter();
        using var second = new StringWriter();
        Assert.Equal(0, InceptVerb.Run(["--data", Data], first, TextWriter.Null));
        Assert.Equal(0, InceptVerb.Run(["--data", Data, "--test"], second, TextWriter.Null));
        Assert.Equal(first.ToString(), second.ToString());
        using var printed = JsonDocument.Parse(first.ToString());
        Assert.True(PublicKey.FromSpki(printed.RootElement.GetProperty("snapshotKey").GetBytesFromBase64()).Ok);
        Assert.Equal(64, printed.RootElement.GetProperty("tlsPin").GetString()!.Length);
        if (!OperatingSystem.IsWindows())
            foreach (var file in Directory.GetFiles(Path.Combine(Data, "keys")))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(64, InceptVerb.Run(["--dta", Data], TextWriter.Null, TextWriter.Null));
    }
}
