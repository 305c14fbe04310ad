namespace TrustList.Format.Registry;

/// <summary>
/// The 48 hours for which a new key is known before it signs, and the one way round them (SPEC.md §5.5): a stated reason,
/// where a key of the same kind is compromised or under an emergency notice. A region that lost its only key must not
/// stand still for two days; one that lost none has no hurry.
/// </summary>
internal static class ShortNotice
{
    /// <summary>A key that a version adds.</summary>
    /// <param name="Key">Its dates.</param>
    /// <param name="Name">Thumbprint or key id.</param>
    /// <param name="Kind">Certificate role; null for a status key.</param>
    internal readonly record struct AddedKey(IKeyRecord Key, string Name, CertificateRole? Kind);

    internal static RegistryRefusal? Check(
        IssuersDocument document, IssuersDocument previous, DateTimeOffset? admittedAt, Func<string, bool>? underNotice)
    {
        foreach (var (key, name, kind) in Added(document, previous))
        {
            // A date of publication is the region's claim: whoever knows the instant of admission does not rely on it.
            var known = admittedAt is { } now && now > key.PublishedAt ? now : key.PublishedAt;
            if (known + KeyLifecycle.MinimumNotice <= key.SignFrom)
                continue;
            if (key.ShortNotice is null)
                return new(RegistryFault.NoticeTooShort, name);
            if (!All(document).Any(other => other.Kind == kind && other.Name != name && IsLost(other, key.SignFrom, underNotice)))
                return new(RegistryFault.NoticeTooShort, $"{name}: no key of its kind is compromised or under notice");
        }
        return null;
    }

    internal static IEnumerable<AddedKey> Added(IssuersDocument document, IssuersDocument previous) =>
        All(document).Where(added => added.Kind is null ? previous.FindStatusKey(added.Name) is null : previous.Find(added.Name) is null);

    private static IEnumerable<AddedKey> All(IssuersDocument document) =>
        document.Certificates.Select(record => new AddedKey(record, record.Thumbprint, record.Role))
            .Concat(document.StatusKeys.Select(record => new AddedKey(record, record.KeyId, null)));

    private static bool IsLost(AddedKey key, DateTimeOffset by, Func<string, bool>? underNotice) =>
        key.Key.History.Any(step => step.State == KeyState.Compromised && step.Since <= by) || underNotice?.Invoke(key.Name) == true;
}
