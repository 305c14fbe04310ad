using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Tests.Vectors;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>What codes do to verdicts, beyond the forgeries.</summary>
public sealed class CodeVerdictTests
{
    [Theory]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.SM2)]
    public void Accepts_the_honest_code_without_a_warning(SignatureAlgorithm algorithm)
    {
        var scene = new Scene(algorithm);
        SceneCode.In(scene);
        var verdict = scene.Decide();

        Assert.Empty(verdict.Reasons);
        Assert.Empty(verdict.Warnings);
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Equal("310000", verdict.Issuer!.Region);
        Assert.Equal("yrd-2020", verdict.RestsOn.AgreementId);
        Assert.Equal(600, verdict.RestsOn.Status!.AgeSeconds);
        Assert.Equal(PresentationKind.QrDynamic, verdict.Presented.Kind);
        Assert.Matches("^[0-9a-f]{64}$", verdict.Presented.ReplayId);
        Assert.Equal(Scene.Shown.AddSeconds(-5 + 60 + 30), verdict.Presented.ReplayUntil);
        Assert.Contains("\"presented\":{\"kind\":\"QrDynamic\",", verdict.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_a_static_code_with_the_warning_that_it_proves_no_possession()
    {
        var scene = new Scene { Question = request => request with { Challenge = null } };
        SceneCode.In(scene).Static = true;
        var verdict = scene.Decide();

        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Equal([Reason.QrStaticOnly], verdict.Warnings.Select(finding => finding.Reason));
        Assert.Equal(new Presented(PresentationKind.QrStatic), verdict.Presented);
    }

    [Fact]
    public void Says_of_the_licence_what_the_licence_itself_says()
    {
        var scene = new Scene();
        var whole = scene.Decide();
        SceneCode.In(scene);
        var code = scene.Decide();

        Assert.Equal(PresentationKind.DeviceResponse, whole.Presented.Kind);
        var said = code.Disclosed.SelectMany(space => space.Value.Select(element => (Space: space.Key, Name: element.Key, element.Value))).ToList();
        Assert.Equal(8, said.Count);
        foreach (var (space, name, value) in said)
            Assert.Equal(whole.Disclosed[space][name].Encoded.ToArray(), value.Encoded.ToArray());
    }

    [Fact]
    public void Says_of_long_term_and_several_classes_what_the_licence_says()
    {
        var scene = new Scene();
        var data = SampleLicence.Data(1_000) with { ExpiryDate = null, Classes = [new("A1", new(1970, 1, 1), null), new("C2", new(1969, 12, 31), new(2030, 1, 2))], BirthDate = new(1931, 2, 3) };
        scene.Issue = scene.Issue with { Elements = data.ToElements() };
        var whole = scene.Decide();
        SceneCode.In(scene);
        var code = scene.Decide();

        Assert.Equal(Outcome.Accepted, code.Outcome);
        foreach (var (space, name) in new[] { (MdocNames.IsoNamespace, "birth_date"), (MdocNames.IsoNamespace, "expiry_date"), (MdocNames.IsoNamespace, "driving_privileges"), (MdocNames.NationalNamespace, "classes") })
            Assert.Equal(whole.Disclosed[space][name].Encoded.ToArray(), code.Disclosed[space][name].Encoded.ToArray());
    }

    [Fact]
    public void Withholds_what_the_purpose_may_not_see()
    {
        var scene = new Scene();
        scene.Policy = scene.Policy with { Disclosure = scene.Policy.Disclosure.SetItem(Purpose.Roadside, [$"{MdocNames.IsoNamespace}/family_name", $"{MdocNames.NationalNamespace}/classes"]) };
        SceneCode.In(scene);
        var verdict = scene.Decide();

        Assert.Equal(["family_name", "classes"], verdict.Disclosed.SelectMany(space => space.Value.Keys));
        Assert.Equal(6, verdict.Withheld.Length);
    }

    [Theory]
    [InlineData(StatusValue.Valid, null)]
    [InlineData(StatusValue.Suspended, Reason.Suspended)]
    public void Decides_by_the_staple_where_the_verifier_has_no_status(StatusValue value, Reason? reason)
    {
        var scene = new Scene { StatusAt = null };
        SceneCode.In(scene).Staple = hash =>
            SampleLive.Sign(scene.Home, new LiveStatusQuestion(scene.Home.Code, scene.StatusUri, Scene.StatusIndex, hash), value, "", Scene.Shown.AddMinutes(-1));
        var verdict = scene.Decide();

        Assert.Equal(reason, verdict.Reason);
        Assert.True(verdict.RestsOn.Live!.Stapled);
    }

    [Fact]
    public void Ignores_an_answer_to_somebodys_question_as_a_staple()
    {
        var scene = new Scene { StatusAt = null };
        SceneCode.In(scene).Staple = hash =>
            SampleLive.Sign(scene.Home, new LiveStatusQuestion(scene.Home.Code, scene.StatusUri, Scene.StatusIndex, hash.Reverse().ToArray()), StatusValue.Valid, "", Scene.Shown);
        var verdict = scene.Decide();

        Assert.Contains(verdict.Warnings, finding => finding.Reason == Reason.StapleMismatch);
        Assert.Equal(Reason.StatusListMissing, verdict.Reason);
    }

    [Fact]
    public void Knows_a_code_again_however_its_signature_is_spelled()
    {
        var scene = new Scene();
        var code = SceneCode.In(scene);
        var text = code.Write();
        var message = (CborList)CborNode.Parse(Base45.Decode(text.AsSpan(6)).Value);
        message[3] = CborNode.Bytes(RawCbor.OtherS(message[3].ToBytes()));
        var verifier = scene.Verifier();
        var (first, again) = (verifier.Verify(scene.Ask(text)), verifier.Verify(scene.Ask("CNDD1:" + Base45.Encode(message.Encode()))));
        code.MadeAt += TimeSpan.FromSeconds(1);

        Assert.Equal((Outcome.Accepted, Outcome.Accepted), (first.Outcome, again.Outcome));
        Assert.Equal(first.Presented.ReplayId, again.Presented.ReplayId);
        Assert.NotEqual(first.Presented.ReplayId, verifier.Verify(scene.Ask(code.Write())).Presented.ReplayId);
    }

    [Fact]
    public void Counts_in_its_last_second_and_half_a_minute_ahead()
    {
        var scene = new Scene();
        var code = SceneCode.In(scene);
        var verifier = scene.Verifier();
        foreach (var madeAt in new[] { Scene.Shown.AddSeconds(-59), Scene.Shown.AddSeconds(30) })
        {
            code.MadeAt = madeAt;
            Assert.Equal(Outcome.Accepted, verifier.Verify(scene.Ask(code.Write())).Outcome);
        }
    }

    [Theory]
    [InlineData(-59, null)]
    [InlineData(-60, Reason.QrExpired)]
    public void Judges_a_codes_age_by_when_it_came_to_the_verifier(int madeAt, Reason? reason)
    {
        var scene = new Scene { Question = request => request with { ShownAt = Scene.Shown, Now = Scene.Shown.AddSeconds(5) } };
        SceneCode.In(scene).MadeAt = Scene.Shown.AddSeconds(madeAt);
        var verdict = scene.Decide();

        Assert.Equal(reason, verdict.Reason);
        Assert.Equal(Scene.Shown.AddSeconds(5), verdict.At);
    }

    [Fact]
    public void Refuses_again_what_was_refused_for_more_and_passes_nothing_on()
    {
        var scene = new Scene();
        SceneCode.In(scene).Purpose = "rental";
        var verdict = CredentialVerifier.Replayed(scene.Decide());

        Assert.Equal(Reason.QrReplayed, verdict.Reason);
        Assert.Equal([Reason.QrReplayed, Reason.PurposeMismatch], verdict.Reasons.Select(finding => finding.Reason));
        Assert.Empty(verdict.Disclosed);
    }

    [Fact]
    public void Checks_a_code_against_its_signers_certificate_given_by_hand()
    {
        var scene = new Scene();
        scene.Anchors = [scene.Home.Iaca, scene.Certificate];
        SceneCode.In(scene);
        var verdict = scene.Decide();

        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Contains(verdict.Warnings, finding => finding.Reason == Reason.SignerPinned);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rejects_whatever_was_mutated(bool isStatic)
    {
        var scene = new Scene { Question = request => request with { Challenge = isStatic ? null : request.Challenge } };
        SceneCode.In(scene).Static = isStatic;
        var good = scene.Code!.Write();
        var (prefix, bytes) = (good[..6], Base45.Decode(good.AsSpan(6)).Value);
        var verifier = scene.Verifier();
        Assert.Equal(Outcome.Accepted, verifier.Verify(scene.Ask(good)).Outcome);
        var refused = 0;
        Mutations.Of(bytes, 1, 2_000, mutant =>
        {
            if (!mutant.SequenceEqual(bytes) && verifier.Verify(scene.Ask(prefix + Base45.Encode(mutant))).Outcome != Outcome.Accepted) refused++;
        });
        Assert.InRange(refused, 2_000 * 95 / 100, 2_000);
    }

    [Fact]
    public void Wallet_shows_what_a_verifier_accepts()
    {
        var scene = new Scene();
        var licence = MdocIssuer.Issue(scene.Issue);
        var compact = CompactIssuer.Issue(licence, scene.Home.Code, scene.Issue.Signer, Scene.Shown.AddDays(-1));
        var wallet = new CodeWallet(scene.DeviceKey, compact);
        var verifier = scene.Verifier();

        Assert.Equal(Outcome.Accepted, verifier.Verify(scene.Ask(wallet.ShowDynamic(Purpose.Roadside, Scene.Shown, SceneCode.Challenge))).Outcome);
        Assert.Equal(Outcome.Accepted, verifier.Verify(scene.Ask(wallet.ShowStatic()) with { Challenge = null }).Outcome);
        Assert.Equal(scene.Issue.ValidUntil, wallet.ValidUntil);
        Assert.Throws<ArgumentException>(() => new CodeWallet(SoftwareSigner.Create(SignatureAlgorithm.ES256), compact));
        Assert.Throws<ArgumentException>(() => new CodeWallet(scene.DeviceKey, licence));
        Assert.Throws<ArgumentException>(() => wallet.ShowDynamic(Purpose.Roadside, Scene.Shown, new byte[15]));
        Assert.Throws<ArgumentException>(() => wallet.ShowDynamic(Purpose.Roadside, Scene.Shown, staple: new byte[15]));
    }

    [Fact]
    public void Names_the_challenge_that_a_verifier_shows()
    {
        var text = QrText.OfChallenge(SceneCode.Challenge.Span);
        Assert.StartsWith("CNDC1:", text, StringComparison.Ordinal);
        Assert.Equal(SceneCode.Challenge.ToArray(), QrText.ReadChallenge(text).Value);
        Assert.False(QrText.ReadChallenge("CNDC1:" + Base45.Encode(new byte[15])).Ok);
        Assert.False(QrText.ReadChallenge("CNDL1:" + text[6..]).Ok);
        Assert.Throws<ArgumentException>(() => QrText.OfChallenge(new byte[65]));
    }
}
