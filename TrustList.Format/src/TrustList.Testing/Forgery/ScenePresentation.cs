using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Testing.Credentials;

namespace TrustList.Testing.Forgery;

/// <summary>Writes the presentation of a scene: issued by the real issuer, taken apart, changed, and signed again.</summary>
internal static class ScenePresentation
{
    public static byte[] Write(Scene scene)
    {
        var issuerSigned = (CborMap)CborNode.Parse(MdocIssuer.Issue(scene.Issue));
        var issuerAuth = (CborList)issuerSigned["issuerAuth"];
        issuerSigned["issuerAuth"] = SignAgain(scene, CborNode.Parse(issuerAuth[2].ToBytes()).Unembed());
        scene.IssuerSigned?.Invoke(issuerSigned);

        var document = new CborMap
        {
            ["docType"] = CborNode.Text(scene.Issue.DocType),
            ["issuerSigned"] = issuerSigned,
            ["deviceSigned"] = DeviceSigned(scene),
        };
        scene.Document?.Invoke(document);
        var response = new CborMap
        {
            ["version"] = CborNode.Text("1.0"),
            ["documents"] = new CborList { Items = { document } },
            ["status"] = CborNode.Number(0),
        };
        scene.Response?.Invoke(response);
        var bytes = response.Encode();
        return scene.Bytes?.Invoke(bytes) ?? bytes;
    }

    private static CborList SignAgain(Scene scene, CborNode securityObject)
    {
        scene.SecurityObject?.Invoke((CborMap)securityObject);
        var payload = CborNode.Embed(securityObject).Encode();
        payload = scene.Payload?.Invoke(payload) ?? payload;
        var headers = new CoseHeaders { X5Chain = [scene.Certificate, .. scene.MoreCertificates.Select(der => new ReadOnlyMemory<byte>(der))] };
        var signed = (CborList)CborNode.Parse(CoseSign1.Sign(scene.SignerKey, headers, payload));
        scene.IssuerAuth?.Invoke(signed);
        return signed;
    }

    private static CborMap DeviceSigned(Scene scene)
    {
        var elements = CborNode.Embed(scene.DeviceElements);
        var authentication = CborNode.Embed(new CborList
        {
            Items =
            {
                CborNode.Text("DeviceAuthentication"), CborNode.Parse(Scene.Transcript), CborNode.Text(scene.Issue.DocType), elements,
            },
        }).Encode();
        var proof = new CborMap();
        if (scene.WithMac)
        {
            var transcriptBytes = CborNode.Embed(CborNode.Parse(Scene.Transcript)).Encode();
            proof["deviceMac"] = CborNode.Parse(CoseMac0.Seal(scene.Reader.MacKeyOf((SoftwareSigner)scene.DeviceKey, transcriptBytes), authentication));
        }
        else
        {
            proof["deviceSignature"] = CborNode.Parse(CoseSign1.Sign(scene.DeviceKey, CoseHeaders.None, authentication, detached: true));
        }
        return new CborMap { ["nameSpaces"] = elements, ["deviceAuth"] = proof };
    }
}
