using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using PublicKey = TrustList.Format.Signing.PublicKey;

namespace Federation.Ceremonies;

/// <summary>The steps of a key's life, each an entry that nobody takes back (SPEC.md §5.3).</summary>
public static partial class IssuerRecords
{
    /// <summary>Declares a key active: from now on, or from the beginning of its window where that is later.</summary>
    /// <exception cref="ArgumentException">No such key, or the step is not a legal one.</exception>
    public static IssuersDocument Activate(IssuersDocument issuers, string key, string reason, DateTimeOffset now)
    {
        now = Instants.WholeSeconds(now);
        return Step(issuers, key, record => new(KeyState.Active, record.SignFrom > now ? record.SignFrom : now, reason));
    }

    /// <summary>Ends a key's signing (it still verifies), or its verifying where it signs no more.</summary>
    /// <exception cref="ArgumentException">No such key, or it is retired or compromised already, or not in use yet.</exception>
    public static IssuersDocument Retire(IssuersDocument issuers, string key, string reason, DateTimeOffset from)
    {
        from = Instants.WholeSeconds(from);
        return Step(issuers, key, record => new(
            KeyLifecycle.StateAt(record, from) == KeyState.Retiring ? KeyState.Retired : KeyState.Retiring, from, reason));
    }

    /// <summary>Declares a key lost. What a document signer signed after <paramref name="distrustAfter"/> is refused; what claims to be older, as policy says.</summary>
    /// <param name="issuers">The present document.</param>
    /// <param name="key">Thumbprint or status key id.</param>
    /// <param name="distrustAfter">The start of the suspected compromise; a status key has none.</param>
    /// <param name="reason">For the history.</param>
    /// <param name="now">From when on.</param>
    /// <exception cref="ArgumentException">No such key, or it is compromised already.</exception>
    public static IssuersDocument Compromise(IssuersDocument issuers, string key, DateTimeOffset distrustAfter, string reason, DateTimeOffset now)
    {
        now = Instants.WholeSeconds(now);
        var distrust = Instants.WholeSeconds(distrustAfter);
        if (issuers.Find(key) is { } certificate)
            issuers = issuers with { Certificates = issuers.Certificates.Replace(certificate, certificate with { DistrustAfter = distrust }) };
        return Step(issuers, key, _ => new(KeyState.Compromised, now, reason));
    }

    /// <summary>Disowns leaves of the issuance log that the region never made, on the record of the lost key. Those it names already are passed over.</summary>
    /// <param name="issuers">The present document.</param>
    /// <param name="key">Thumbprint of a certificate whose loss is declared.</param>
    /// <param name="leaves">Leaf hashes, 32 bytes each, as <c>RegionNode.Issuer open</c> found them.</param>
    /// <exception cref="ArgumentException">No such certificate, its loss is not declared, or a leaf has another length.</exception>
    public static IssuersDocument Disown(IssuersDocument issuers, string key, IEnumerable<byte[]> leaves)
    {
        if (issuers.Find(key) is not { } record)
            throw new ArgumentException($"region {issuers.Region} lists no certificate {key}", nameof(key));
        var named = record.Disowned.Select(leaf => Convert.ToHexStringLower(leaf.Span)).ToHashSet(StringComparer.Ordinal);
        var added = leaves.Where(leaf => named.Add(Convert.ToHexStringLower(leaf))).Select(leaf => new ReadOnlyMemory<byte>(leaf));
        var disowning = issuers with { Certificates = issuers.Certificates.Replace(record, record with { Disowned = record.Disowned.AddRange(added) }) };
        // What cannot be read again is not drafted: a leaf of another length is refused here.
        return disowning.Check() is { } refusal ? throw new ArgumentException(refusal.ToString(), nameof(leaves))
            : IssuersDocument.Read(disowning.Write()) is { Ok: false } unreadable ? throw new ArgumentException(unreadable.Detail, nameof(leaves))
            : disowning;
    }

    /// <summary>
    /// Publishes another status key, which may sign after the usual notice; the present ones sign no more then. With a reason for
    /// short notice it may sign at once, and nothing but the loss of another status key makes the hub take that.
    /// </summary>
    public static IssuersDocument AddStatusKey(IssuersDocument issuers, PublicKey statusKey, DateTimeOffset now, WrittenReason? shortNotice = null)
    {
        now = Instants.WholeSeconds(now);
        var from = BeginsAt(now, shortNotice);
        return issuers with
        {
            StatusKeys =
            [
                .. issuers.StatusKeys.Select(key => KeyLifecycle.MaySign(key, from)
                    ? key with { History = key.History.Add(new(KeyState.Retiring, from, "followed by the next status key")) }
                    : key),
                StatusRecord(statusKey, now, from) with { ShortNotice = shortNotice },
            ],
        };
    }

    private static IssuersDocument Step(IssuersDocument issuers, string key, Func<IKeyRecord, StateChange<KeyState>> step)
    {
        if (issuers.Find(key) is { } certificate)
            issuers = issuers with { Certificates = issuers.Certificates.Replace(certificate, certificate with { History = certificate.History.Add(step(certificate)) }) };
        else if (issuers.FindStatusKey(key) is { } statusKey)
            issuers = issuers with { StatusKeys = issuers.StatusKeys.Replace(statusKey, statusKey with { History = statusKey.History.Add(step(statusKey)) }) };
        else
            throw new ArgumentException($"region {issuers.Region} lists no key {key}", nameof(key));
        return issuers.Check() is { } refusal ? throw new ArgumentException(refusal.ToString(), nameof(key)) : issuers;
    }

    private static StatusKey StatusRecord(PublicKey key, DateTimeOffset now, DateTimeOffset from) => new()
    {
        KeyId = key.Thumbprint,
        Spki = key.SubjectPublicKeyInfo,
        PublishedAt = now,
        SignFrom = from,
        SignUntil = from.AddDays(730),
        ValidUntil = from.AddDays(760),
        History = [new(KeyState.Pending, now, "published")],
    };

    private static DateTimeOffset BeginsAt(DateTimeOffset now, WrittenReason? shortNotice) =>
        shortNotice is null ? now + KeyLifecycle.MinimumNotice + TimeToAdmission : now;
}
