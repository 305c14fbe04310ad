namespace TrustList.Format.Registry;

/// <summary>The step from one <c>issuers.json</c> to the next: append-only, and narrowing (SPEC.md §5.5).</summary>
internal static class IssuersSuccession
{
    internal static RegistryRefusal? Check(
        IssuersDocument document, IssuersDocument previous, DateTimeOffset? admittedAt, Func<string, bool>? underNotice)
    {
        if (document.Region != previous.Region)
            return new(RegistryFault.WrongRegion, document.Region);
        foreach (var before in previous.Certificates)
            if (CheckCertificate(document.Find(before.Thumbprint), before) is { } refusal)
                return refusal;
        foreach (var before in previous.StatusKeys)
            if (CheckStatusKey(document.FindStatusKey(before.KeyId), before) is { } refusal)
                return refusal;
        return ShortNotice.Check(document, previous, admittedAt, underNotice);
    }

    private static RegistryRefusal? CheckCertificate(IssuerCertificate? after, IssuerCertificate before)
    {
        if (after is null)
            return new(RegistryFault.RecordDropped, before.Thumbprint);
        if (CheckKey(after, before, before.Thumbprint) is { } refusal)
            return refusal;
        var same = after.Role == before.Role && after.Alg == before.Alg && after.NotAfter == before.NotAfter;
        var narrowed = after.DocTypes.All(docType => before.DocTypes.Contains(docType))
            && (before.DistrustAfter is null || after.DistrustAfter <= before.DistrustAfter)
            && KeepsDisowned(after, before);
        return same && narrowed ? null : new(RegistryFault.RecordLoosened, before.Thumbprint);
    }

    private static bool KeepsDisowned(IssuerCertificate after, IssuerCertificate before) =>
        after.Disowned.Length >= before.Disowned.Length
        && before.Disowned.Zip(after.Disowned).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span));

    private static RegistryRefusal? CheckStatusKey(StatusKey? after, StatusKey before)
    {
        if (after is null)
            return new(RegistryFault.RecordDropped, before.KeyId);
        return CheckKey(after, before, before.KeyId)
            ?? (after.Spki.Span.SequenceEqual(before.Spki.Span) ? null : new(RegistryFault.RecordLoosened, before.KeyId));
    }

    /// <summary>Later use and an earlier end are narrower; everything else is not.</summary>
    private static RegistryRefusal? CheckKey(IKeyRecord after, IKeyRecord before, string name)
    {
        if (!Histories.Extends(after.History, before.History))
            return new(RegistryFault.HistoryRewritten, name);
        var narrowed = after.PublishedAt == before.PublishedAt && after.SignFrom >= before.SignFrom
            && after.SignUntil <= before.SignUntil && after.VerifyUntil <= before.VerifyUntil && after.ShortNotice == before.ShortNotice;
        return narrowed ? null : new(RegistryFault.RecordLoosened, name);
    }
}
