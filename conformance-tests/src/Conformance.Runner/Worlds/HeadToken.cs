using TrustList.Format.Status;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>Tokens of a status key other than lists, in the making: a head, a live assertion. They are bent as a <see cref="StatusToken"/> is.</summary>
internal static class HeadToken
{
    /// <summary>Labels of a head's claims (SPEC.md §7.8).</summary>
    public const long Region = 1, IssuedAt = 6, Version = -65_537, Blocks = -65_548, StateRoot = -65_549, Previous = -65_550;

    /// <summary>A head with these claims, signed by the home region, in the one form.</summary>
    public static StatusToken Of(Scene scene, StatusHeadClaims claims) => new(scene)
    {
        Type = StatusHead.MediaType,
        Content = map => Fill(map, new CborMap
        {
            Pairs =
            {
                (CborNode.Number(Region), CborNode.Text(claims.Region)),
                (CborNode.Number(IssuedAt), CborNode.Number(StatusToken.Seconds(claims.IssuedAt))),
                (CborNode.Number(Version), CborNode.Number(claims.Version)),
                (CborNode.Number(Blocks), CborNode.Number(claims.Blocks)),
                (CborNode.Number(StateRoot), CborNode.Bytes(claims.StateRoot.Span)),
                (CborNode.Number(Previous), CborNode.Bytes(claims.Previous.Span)),
            },
        }),
    };

    /// <summary>A live assertion with the claims of a signed one, to be signed again.</summary>
    public static StatusToken Again(Scene scene, byte[] assertion) => new(scene)
    {
        Type = LiveAssertion.MediaType,
        Content = map => Fill(map, (CborMap)CborNode.Parse(((CborList)((CborTagged)CborNode.Parse(assertion)).Content)[2].ToBytes())),
    };

    /// <summary>Puts a claim in another's place, or adds it at the end; null takes it away.</summary>
    public static void Set(this CborMap claims, long label, CborNode? value)
    {
        var key = CborNode.Number(label).Encode();
        var at = claims.Pairs.FindIndex(pair => pair.Key.Encode().AsSpan().SequenceEqual(key));
        if (value is null)
            claims.Pairs.RemoveAt(at);
        else if (at < 0)
            claims.Pairs.Add((CborNode.Number(label), value));
        else
            claims.Pairs[at] = (claims.Pairs[at].Key, value);
    }

    private static void Fill(CborMap map, CborMap claims)
    {
        map.Pairs.Clear();
        map.Pairs.AddRange(claims.Pairs);
    }
}
