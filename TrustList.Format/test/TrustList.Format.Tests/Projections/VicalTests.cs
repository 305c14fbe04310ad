using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Projections;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Projections;

public sealed class VicalTests
{
    private readonly ProjectionBed bed = new();

    [Fact]
    public void Reads_back_identically_what_was_made_of_a_trust_state()
    {
        var (vical, leftOut) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        var bytes = bed.Sign(vical);
        var read = SignedVical.Read(bytes).Value;
        Assert.Null(read.Verify([bed.Root], bed.Now));
        Assert.Equal(vical.Encode(), read.Content.Encode());
        Assert.Equal((vical.Provider, vical.Date, vical.IssueId, vical.NextUpdate), (read.Content.Provider, read.Content.Date, read.Content.IssueId, read.Content.NextUpdate));
        Assert.Equal([bed.Shanghai.Iaca, bed.Jiangsu.Iaca], read.Content.Entries.Select(entry => entry.Certificate.ToArray()));
        foreach (var (before, after) in vical.Entries.Zip(read.Content.Entries))
        {
            Assert.Equal((before.SerialNumber, before.NotBefore, before.NotAfter), (after.SerialNumber, after.NotBefore, after.NotAfter));
            Assert.Equal(("CN", before.StateOrProvinceName, before.IssuingAuthority), (after.IssuingCountry, after.StateOrProvinceName, after.IssuingAuthority));
            Assert.Equal(MdocNames.DocType, Assert.Single(after.DocTypes));
            Assert.Equal(before.SubjectKeyIdentifier.ToArray(), after.SubjectKeyIdentifier.ToArray());
            Assert.Equal(before.Subject!.Value.ToArray(), after.Subject!.Value.ToArray());
        }
        Assert.Empty(leftOut);
        var report = ProjectionLint.Check(bytes, bed.Now);
        Assert.Equal((LintKind.Vical, 2), (report.Kind, report.Entries));
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Leaves_out_a_region_that_does_not_count_and_a_key_that_is_out_of_use()
    {
        bed.Shanghai.Record = bed.Shanghai.Record with { History = bed.Shanghai.Record.History.Add(new(RegionState.Suspended, ProjectionBed.Start, "Test")) };
        bed.Jiangsu.Issuers = bed.Jiangsu.Issuers with
        {
            Certificates = [bed.Jiangsu.Issuers.Certificates[0] with
            {
                History = bed.Jiangsu.Issuers.Certificates[0].History.Add(new(KeyState.Compromised, ProjectionBed.Start, "Test")),
                DistrustAfter = ProjectionBed.Start,
            }, bed.Jiangsu.Issuers.Certificates[1]],
        };
        var (vical, leftOut) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        Assert.Empty(vical.Entries);
        Assert.Equal([("310000", LeftOutReason.RegionNotActive), ("320000", LeftOutReason.KeyNotInUse)], leftOut.Select(key => (key.Region, key.Reason)));
    }

    [Fact]
    public void Rejects_to_make_one_of_an_expired_list()
    {
        var state = bed.State();
        Assert.Throws<ArgumentException>(() => VicalProjection.Of(state, "Test provider", state.ValidUntil));
    }

    [Fact]
    public void Rejects_what_was_altered_or_signed_by_another_key()
    {
        var (vical, _) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        var bytes = bed.Sign(vical);
        var at = bytes.AsSpan().IndexOf("Test region"u8);
        bytes[at] ^= 1;
        Assert.Equal(VicalFault.BadSignature, SignedVical.Read(bytes).Value.Verify([bed.Root], bed.Now)!.Fault);
        var other = SignedVical.Sign(vical, SoftwareSigner.Create(SignatureAlgorithm.ES256), [bed.Certificate, bed.Root]);
        Assert.Equal(VicalFault.BadSignature, SignedVical.Read(other).Value.Verify([bed.Root], bed.Now)!.Fault);
    }

    [Fact]
    public void Rejects_a_chain_to_another_root_and_one_that_is_missing_or_out_of_time()
    {
        var (vical, _) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        var read = SignedVical.Read(bed.Sign(vical)).Value;
        Assert.Equal(VicalFault.ChainNotTrusted, read.Verify([new ProjectionBed().Root], bed.Now)!.Fault);
        Assert.Equal(VicalFault.ChainNotTrusted, read.Verify([], bed.Now)!.Fault);
        Assert.Equal(VicalFault.ChainExpired, read.Verify([bed.Root], bed.Now.AddYears(5))!.Fault);
        Assert.Equal(VicalFault.ChainExpired, read.Verify([bed.Root], bed.Now.AddYears(-2))!.Fault);
        Assert.Equal(VicalFault.ChainMissing, SignedVical.Read(SignedVical.Sign(vical, bed.Key, [])).Value.Verify([bed.Root], bed.Now)!.Fault);
        // The chain may leave the root out: the reader has it.
        Assert.Null(SignedVical.Read(SignedVical.Sign(vical, bed.Key, [bed.Certificate])).Value.Verify([bed.Root], bed.Now));
    }

    [Fact]
    public void Rejects_a_certificate_of_the_same_root_that_is_not_for_vicals()
    {
        var (vical, _) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        var signed = SignedVical.Sign(vical, bed.Shanghai.SignerKey, [bed.Shanghai.SignerCertificate, bed.Shanghai.Iaca]);
        Assert.Equal(VicalFault.SignerUsage, SignedVical.Read(signed).Value.Verify([bed.Shanghai.Iaca], bed.Now)!.Fault);
    }

    [Fact]
    public void Rejects_one_that_is_held_back_or_older_than_the_one_before()
    {
        var (vical, _) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        var read = SignedVical.Read(bed.Sign(vical)).Value;
        Assert.Equal(VicalFault.Expired, read.Verify([bed.Root], vical.NextUpdate!.Value)!.Fault);
        Assert.Equal(VicalFault.FromTheFuture, read.Verify([bed.Root], vical.Date.AddSeconds(-1))!.Fault);
        Assert.Null(read.CheckSuccessor(vical));
        Assert.Equal(VicalFault.RolledBack, read.CheckSuccessor(vical with { IssueId = vical.IssueId + 1 })!.Fault);
        Assert.Equal(VicalFault.RolledBack, read.CheckSuccessor(vical with { Date = vical.Date.AddSeconds(1) })!.Fault);
        Assert.Equal(VicalFault.OtherProvider, read.CheckSuccessor(vical with { Provider = "Another" })!.Fault);
        var unnumbered = SignedVical.Read(bed.Sign(vical with { IssueId = null })).Value;
        Assert.Equal(VicalFault.RolledBack, unnumbered.CheckSuccessor(vical)!.Fault);
    }

    [Fact]
    public void Accepts_a_chain_of_rsa_and_p384_above_the_signer()
    {
        using var rsa = RSA.Create(3072);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var (from, until) = (bed.Now.AddYears(-1), bed.Now.AddYears(1));
        var rootRequest = new CertificateRequest("CN=Test RSA root", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = rootRequest.CreateSelfSigned(from, until);
        var middleRequest = new CertificateRequest("CN=Test P-384 intermediate", p384, HashAlgorithmName.SHA384);
        middleRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        using var middle = middleRequest.Create(root.SubjectName, X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1), from, until, [1]);
        var signerRequest = new CertificateRequest(new X500DistinguishedName("CN=Test signer"), bed.Key.PublicKey.ToX509PublicKey(), HashAlgorithmName.SHA384);
        signerRequest.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.0.18013.5.1.8")], true));
        using var signer = signerRequest.Create(middle.SubjectName, X509SignatureGenerator.CreateForECDsa(p384), from, until, [2]);
        var (vical, _) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        var read = SignedVical.Read(SignedVical.Sign(vical, bed.Key, [signer.RawData, middle.RawData])).Value;
        Assert.Null(read.Verify([root.RawData], bed.Now));
        Assert.Equal(VicalFault.ChainNotTrusted, SignedVical.Read(SignedVical.Sign(vical, bed.Key, [signer.RawData])).Value.Verify([root.RawData], bed.Now)!.Fault);
    }

    [Fact]
    public void Survives_mutations()
    {
        var (vical, _) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        Mutations.Of(bed.Sign(vical), 21, 400, mutant =>
        {
            if (SignedVical.Read(mutant) is { Ok: true, Value: var read } && !read.Content.Encode().AsSpan().SequenceEqual(vical.Encode()))
                Assert.NotNull(read.Verify([bed.Root], bed.Now));
            Assert.NotNull(ProjectionLint.Check(mutant, bed.Now));
        });
    }

    [Fact]
    public void Rejects_content_of_the_wrong_shape()
    {
        Assert.Equal(DecodeFault.Empty, Vical.Read(default).Fault);
        Assert.Equal(DecodeFault.WrongType, Vical.Read((byte[])[0x80]).Fault);
        Assert.Equal(DecodeFault.MissingField, Vical.Read((byte[])[0xA0]).Fault);
        Assert.Equal(DecodeFault.DuplicateKey, Vical.Read((byte[])[0xA2, 0x61, 0x61, 1, 0x61, 0x61, 2]).Fault);
    }
}
