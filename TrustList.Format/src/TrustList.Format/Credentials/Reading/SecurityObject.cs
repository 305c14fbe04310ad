namespace TrustList.Format.Credentials.Reading;

/// <summary>A mobile security object as presented (ISO/IEC 18013-5 §9.1.2.4). Nothing in it is proved until the signature is.</summary>
internal sealed record SecurityObject
{
    public required string Version { get; init; }

    public required string DigestAlgorithm { get; init; }

    public required string DocType { get; init; }

    /// <summary>Digests by namespace and number.</summary>
    public required Dictionary<string, Dictionary<long, ReadOnlyMemory<byte>>> Digests { get; init; }

    /// <summary>The encoded COSE_Key.</summary>
    public required ReadOnlyMemory<byte> DeviceKey { get; init; }

    /// <summary>What the device may sign itself.</summary>
    public required KeyAuthorizations Authorizations { get; init; }

    public required DateTimeOffset Signed { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The entry in a status list; null when there is none.</summary>
    public required StatusReference? Status { get; init; }
}

/// <summary>The status_list member of a status (Token Status List §6.3).</summary>
internal sealed record StatusReference(string Uri, long Index);

/// <summary>The elements that a device key may sign.</summary>
internal sealed class KeyAuthorizations
{
    private readonly HashSet<string> namespaces = [];
    private readonly HashSet<(string, string)> elements = [];

    public void AddNamespace(string name) => namespaces.Add(name);

    public void AddElement(string name, string element) => elements.Add((name, element));

    public bool Allows(string name, string element) => namespaces.Contains(name) || elements.Contains((name, element));
}
