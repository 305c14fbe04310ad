using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

public class LibCryptoP256KeyTests
{
    [LibCryptoFact]
    public void Rejects_points_that_are_not_on_the_curve_by_itself_too()
    {
        var (x, y) = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey.Point;
        Assert.NotNull(LibCryptoP256Key.Import([.. x, .. y]));
        y[31] ^= 1;
        Assert.Null(LibCryptoP256Key.Import([.. x, .. y]));
        Assert.Null(LibCryptoP256Key.Import(new byte[64]));
        Assert.Null(LibCryptoP256Key.Import(Enumerable.Repeat((byte)0xFF, 64).ToArray()));
    }

    [LibCryptoFact]
    public void Survives_imports_and_verifications_by_many_threads_while_keys_are_collected()
    {
        var signer = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var signature = signer.Sign("content"u8, SignatureForm.P1363);
        var (x, y) = signer.PublicKey.Point;
        var wrong = 0;
        Parallel.For(0, 4_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var key = PublicKey.FromEcPoint(x, y).Value;
            if (!key.Verify("content"u8, signature, SignatureForm.P1363) || key.Verify("contend"u8, signature, SignatureForm.P1363))
                Interlocked.Increment(ref wrong);
            if (i % 500 == 0)
                GC.Collect();
        });
        Assert.Equal(0, wrong);
    }

    /// <summary>Reported as skipped where OpenSSL 3 is not there.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class LibCryptoFactAttribute : FactAttribute
    {
        public LibCryptoFactAttribute()
        {
            if (!LibCryptoP256Key.IsAvailable)
                Skip = "needs libcrypto.so.3";
        }
    }
}
