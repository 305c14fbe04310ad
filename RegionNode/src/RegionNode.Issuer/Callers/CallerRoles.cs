using System.Collections.Immutable;

namespace RegionNode.Issuer.Callers;

/// <summary>Which roles a system has, or may give to its people: what <see cref="NodeOptions.CallerRoles"/> says of its pin or name, else all.</summary>
internal sealed class CallerRoles(NodeOptions options)
{
    private readonly Dictionary<string, ImmutableHashSet<Role>> limited =
        options.CallerRoles.ToDictionary(entry => entry.Key, entry => RoleNames.Parse(entry.Value) ?? [], StringComparer.Ordinal);

    /// <summary>Those of a TLS key; none where it is no system of the province.</summary>
    internal ImmutableHashSet<Role> OfPin(string pin) =>
        options.ProvinceSystemPins.Contains(pin) ? limited.GetValueOrDefault(pin, CallerId.AllRoles) : [];

    /// <summary>Those that a system whose tokens are taken may give.</summary>
    internal ImmutableHashSet<Role> OfSystem(string name) => limited.GetValueOrDefault(name, CallerId.AllRoles);
}
