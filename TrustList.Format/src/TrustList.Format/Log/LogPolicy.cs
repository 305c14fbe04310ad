using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace TrustList.Format.Log;

/// <summary>
/// The optional member <c>log</c> of policy.json (SPEC.md §5.2, §12.8): which log, which witnesses, how many of them. Where
/// policy names a log, nothing counts that it does not show.
/// </summary>
public sealed record LogPolicy
{
    /// <summary>The log's name: a note key name, usually the hub's host and path without scheme.</summary>
    public required string Origin { get; init; }

    /// <summary>The log's Ed25519 key.</summary>
    public required PublicKey Key { get; init; }

    /// <summary>The witnesses, 1 to <see cref="Limits.Witnesses"/>.</summary>
    public required ImmutableArray<Witness> Witnesses { get; init; }

    /// <summary>How many witnesses must cosign: more than half of them, at most all.</summary>
    public required int Quorum { get; init; }

    /// <summary>How long the hub may leave something admitted out of the log, one minute to one day.</summary>
    public TimeSpan MergeDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Reads the member <c>log</c> of policy.json; one that was read keeps every rule of SPEC.md §12.8.</summary>
    /// <param name="json">The member's object.</param>
    /// <returns>The policy; else <see cref="DecodeFault.BadValue"/> where a rule is broken, or the first fault of its form.</returns>
    public static Decoded<LogPolicy> Read(JsonObject json)
    {
        var fields = JsonFields.Of(json, "log");
        if (LogPolicyJson.Read(fields) is not { } policy)
            return fields.Finish(0).As<LogPolicy>();
        return policy.Check() is { } broken ? Decoded<LogPolicy>.Fail(DecodeFault.BadValue, broken.Detail) : Decoded<LogPolicy>.Of(policy);
    }

    /// <summary>The member <c>log</c> of policy.json.</summary>
    public JsonObject Write() => LogPolicyJson.Write(this);

    /// <summary>The first rule that it breaks, or null.</summary>
    internal RegistryRefusal? Check()
    {
        if (!NoteKey.IsName(Origin))
            return new(RegistryFault.IncompletePolicy, "log: origin is not a name");
        if (Witnesses.Length is 0 or > Limits.Witnesses)
            return new(RegistryFault.IncompletePolicy, $"log: 1 to {Limits.Witnesses} witnesses");
        var keys = new HashSet<PublicKey> { Key };
        var regions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var witness in Witnesses)
        {
            if (!RegionCode.IsValid(witness.Region))
                return new(RegistryFault.BadRegionCode, $"log: {Printable.Of(witness.Region)}");
            if (witness.Name != Witness.NameOf(Origin, witness.Region))
                return new(RegistryFault.IncompletePolicy, $"log: the witness of {witness.Region} is named origin/witness/{witness.Region}");
            if (!regions.Add(witness.Region) || !keys.Add(witness.Key))
                return new(RegistryFault.DuplicateRecord, $"log: witness {witness.Region}");
        }
        if (Quorum * 2 <= Witnesses.Length || Quorum > Witnesses.Length)
            return new(RegistryFault.IncompletePolicy, $"log: a quorum of more than half of {Witnesses.Length}, and at most all");
        return MergeDelay < TimeSpan.FromMinutes(1) || MergeDelay > TimeSpan.FromDays(1)
            ? new(RegistryFault.IncompletePolicy, "log: mergeDelay: 60 to 86400 seconds")
            : null;
    }
}
