using Federation.Hosting.Tls;

namespace Federation.Hosting.Tests.Tls;

public sealed class TlsRotationTests : IDisposable
{
    private readonly TlsKeyScene _scene = new();

    private TlsKey Key => _scene.Key;

    private List<string> Published => [.. Key.PublishedPins];

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Accepts_the_next_key_once_its_pin_was_published_for_the_overlap_and_forgets_the_old_one_an_overlap_later()
    {
        var old = Key.Now.Pin;
        var next = _scene.Put(TlsIdentity.CreateKeyPem());
        Assert.Equal([old, next], Published);
        Step(10 * TlsKeyScene.Overlap);
        Assert.Equal(old, Key.Now.Pin); // Not published: it waits for as long as that takes.
        _scene.List.Add(next);
        Step(0);
        Step(TlsKeyScene.Overlap - 1);
        Assert.Equal(old, Key.Now.Pin);
        Step(1);
        Assert.Equal(next, Key.Now.Pin);
        Assert.Equal([next, old], Published);
        Assert.False(File.Exists(_scene.NextFile));
        Step(0);
        Step(TlsKeyScene.Overlap - 1);
        Assert.Equal([next, old], Published);
        Step(1);
        Assert.Equal([next], Published);
        Assert.DoesNotContain(old, string.Concat(Directory.EnumerateFiles(Path.GetDirectoryName(_scene.KeyFile)!).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_list_that_takes_the_pin_back_before_its_time()
    {
        var (old, next) = (Key.Now.Pin, _scene.Put(TlsIdentity.CreateKeyPem()));
        _scene.List.Add(next);
        Step(0);
        Step(TlsKeyScene.Overlap - 1);
        _scene.List.Clear();
        Step(0);
        _scene.List.Add(next);
        Step(1);
        Step(TlsKeyScene.Overlap - 1);
        Assert.Equal(old, Key.Now.Pin);
        Step(1);
        Assert.Equal(next, Key.Now.Pin);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public void Survives_a_clock_that_jumps_by_days_while_a_key_waits(int days)
    {
        var (old, next) = (Key.Now.Pin, _scene.Put(TlsIdentity.CreateKeyPem()));
        _scene.List.Add(next);
        Step(0);
        _scene.Time.Wall += TimeSpan.FromDays(days);
        Step(TlsKeyScene.Overlap - 1);
        Assert.Equal(old, Key.Now.Pin);
        Step(1);
        Assert.Equal(next, Key.Now.Pin);
    }

    [Fact]
    public void Survives_a_restart_at_every_step()
    {
        var (old, next) = (Key.Now.Pin, _scene.Put(TlsIdentity.CreateKeyPem()));
        _scene.Restart();
        _scene.List.Add(next);
        Step(0);
        Step(0);
        Assert.Equal([old, next], Published);
        Step(TlsKeyScene.Overlap);
        Assert.Equal([next, old], Published);
        _scene.Restart();
        Assert.Equal([next, old], Published);
        Step(0);
        Step(TlsKeyScene.Overlap);
        _scene.Restart();
        Assert.Equal([next], Published);
    }

    [Fact]
    public void Survives_a_crash_between_the_old_pin_and_the_new_key()
    {
        var next = _scene.Put(TlsIdentity.CreateKeyPem());
        File.WriteAllText(_scene.KeyFile + ".old", Key.Now.Pin);
        _scene.Restart();
        _scene.List.Add(next);
        Step(0);
        Step(0);
        Step(TlsKeyScene.Overlap);
        Assert.Equal(next, Key.Now.Pin);
    }

    [Fact]
    public void Rejects_another_change_before_the_old_pin_is_forgotten()
    {
        var first = _scene.Put(TlsIdentity.CreateKeyPem());
        _scene.List.Add(first);
        Step(0);
        Step(TlsKeyScene.Overlap);
        var second = _scene.Put(TlsIdentity.CreateKeyPem());
        _scene.List.Add(second);
        Step(TlsKeyScene.Overlap - 1);
        Assert.Equal(first, Key.Now.Pin);
        Step(1);
        Step(0);
        Step(TlsKeyScene.Overlap);
        Assert.Equal(second, Key.Now.Pin);
    }

    [Fact]
    public void Accepts_a_renewed_certificate_of_the_same_key_at_once()
    {
        var until = _scene.Time.Wall.AddDays(90);
        _scene.Put(TlsKeyScene.Pair(_scene.Time.Wall.AddDays(-1), until, File.ReadAllText(_scene.KeyFile)));
        Assert.Equal(until, Key.Now.NotAfter);
        Assert.Null(Key.Old);
    }

    [Fact]
    public void Rejects_a_file_while_it_is_written_in_the_middle_of_any_byte()
    {
        var (old, whole) = (Key.Now.Pin, TlsKeyScene.Pair(_scene.Time.Wall.AddDays(-1), _scene.Time.Wall.AddDays(9)));
        var ofTheKey = whole.IndexOf("-----BEGIN CERTIFICATE", StringComparison.Ordinal);
        foreach (var length in Enumerable.Range(0, whole.Length / 7).Select(n => n * 7))
        {
            File.WriteAllText(_scene.NextFile, whole[..length]);
            Step(0);
            Assert.True(Key.Next is null, $"{length} bytes at the first look");
            Step(0);
            var isWholeKey = length >= ofTheKey - 2 && length <= ofTheKey + 10; // A key alone is whole too; what is being written changes before the overlap is over.
            Assert.True(isWholeKey || (Key.Next is null && Key.Refused is not null), $"{length} bytes");
            Assert.Equal(old, Key.Now.Pin);
        }
        Assert.NotEqual("", _scene.Put(whole));
        Assert.Null(Key.Refused);
    }

    [Theory]
    [InlineData("certificate of another key", "of another key")]
    [InlineData("certificate alone", "No supported key")]
    [InlineData("expired", "expired")]
    [InlineData("to come", "not valid before")]
    [InlineData("encrypted", "in the clear")]
    [InlineData("P-384", "P-256")]
    [InlineData("huge", "too large")]
    public void Rejects_what_no_connection_could_prove_and_says_why(string what, string reason)
    {
        var (now, old) = (_scene.Time.Wall, Key.Now.Pin);
        var good = TlsKeyScene.Pair(now.AddDays(-1), now.AddDays(9));
        var certificate = good[good.IndexOf("-----BEGIN CERTIFICATE", StringComparison.Ordinal)..];
        using var wide = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        _scene.Put(what switch
        {
            "certificate of another key" => TlsIdentity.CreateKeyPem() + "\n" + certificate,
            "certificate alone" => certificate,
            "expired" => TlsKeyScene.Pair(now.AddDays(-9), now),
            "to come" => TlsKeyScene.Pair(now.AddSeconds(1), now.AddDays(9)),
            "encrypted" => wide.ExportEncryptedPkcs8PrivateKeyPem("secret", new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1)),
            "P-384" => wide.ExportPkcs8PrivateKeyPem(),
            _ => good + new string(' ', 70_000),
        });
        Assert.Contains(reason, Key.Refused, StringComparison.Ordinal);
        Assert.Equal([old], Published);
        _scene.Put(good); // Mended, it is taken.
        Assert.Null(Key.Refused);
        Assert.Equal(2, Key.PublishedPins.Length);
    }

    [Fact]
    public void Accepts_a_certificate_whose_day_comes_while_it_lies_there()
    {
        _scene.Put(TlsKeyScene.Pair(_scene.Time.Wall.AddDays(1), _scene.Time.Wall.AddDays(9)));
        Assert.Null(Key.Next);
        _scene.Time.Wall += TimeSpan.FromDays(1);
        Step(0);
        Assert.NotNull(Key.Next);
    }

    [Fact]
    public void Accepts_that_the_operator_takes_the_next_key_away_again()
    {
        var old = Key.Now.Pin;
        _scene.Put(TlsIdentity.CreateKeyPem());
        File.Delete(_scene.NextFile);
        Step(0);
        Assert.Equal([old], Published);
    }

    private void Step(int seconds)
    {
        _scene.Time.Pass(seconds);
        _scene.Rotation.Step();
    }
}
