using System.Collections.Immutable;

namespace TrustList.Format.Registry;

/// <summary>The dates and history that every published key of a region has; <see cref="KeyLifecycle"/> reads them.</summary>
public interface IKeyRecord
{
    /// <summary>When the record was first published.</summary>
    DateTimeOffset PublishedAt { get; }

    /// <summary>The first instant at which the key may sign.</summary>
    DateTimeOffset SignFrom { get; }

    /// <summary>From this instant on the key signs no more.</summary>
    DateTimeOffset SignUntil { get; }

    /// <summary>From this instant on its signatures verify no more.</summary>
    DateTimeOffset VerifyUntil { get; }

    /// <summary>
    /// Why the key may sign before verifiers have known it for 48 hours; null for every key that waits. Only where another
    /// key of its kind is lost to the region (<see cref="Registry.ShortNotice"/>).
    /// </summary>
    WrittenReason? ShortNotice { get; }

    /// <summary>What the region's operators declared, oldest first, at least one. Only ever appended to.</summary>
    ImmutableArray<StateChange<KeyState>> History { get; }
}
