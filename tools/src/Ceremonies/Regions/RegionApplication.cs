using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Regions;

/// <summary>
/// What a province asks the national operators to admit, signed by its own operators (SPEC.md §11.4). Read, it proves that the
/// threshold of the operators it names signed it; that they are the province's is for the national operators to find out.
/// </summary>
public sealed record RegionApplication
{
    /// <summary>GB/T 2260, six digits.</summary>
    public required string Code { get; init; }

    /// <summary>The region's name.</summary>
    public required Sentence Name { get; init; }

    /// <summary>ISO 3166-2 code of the province that it is or lies in.</summary>
    public required string Iso3166 { get; init; }

    /// <summary>The root certificates to pin, DER.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Iaca { get; init; }

    /// <summary>Who will sign the region's metadata.</summary>
    public required OperatorGroup Operators { get; init; }

    /// <summary>The issuing offices it will answer for.</summary>
    public required Territory Territory { get; init; }

    /// <summary>The document types it will issue.</summary>
    public required ImmutableArray<string> DocTypes { get; init; }

    /// <summary>The longest time that one document-signer key will sign, in days.</summary>
    public required int SigningKeyDays { get; init; }

    /// <summary>Where its operators are reached; an office, not a person.</summary>
    public required string Contact { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The keys that signed it, all of <see cref="Operators"/>.</summary>
    public ImmutableArray<PublicKey> Signers { get; init; } = [];

    /// <summary>Whether enough of its operators have signed.</summary>
    public bool IsComplete => OperatorGroup.Counted(Operators.Keys, Signers) >= Operators.Threshold;

    /// <summary>The registry entry that it asks for.</summary>
    /// <param name="reason">One line for the region's history.</param>
    /// <param name="now">The instant of admission.</param>
    public RegionRecord ToRecord(string reason, DateTimeOffset now) => new()
    {
        Code = Code,
        NameZh = Name.Zh,
        NameEn = Name.En,
        Iso3166 = Iso3166,
        DocTypes = DocTypes,
        IacaThumbprints = [.. Iaca.Select(der => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(der.Span)))],
        Territory = Territory,
        SigningKeyDays = SigningKeyDays,
        History = [new(RegionState.Active, Instants.WholeSeconds(now), reason)],
    };
}
