using System.Collections.Immutable;

namespace RegionNode.Issuer.Callers;

/// <summary>Roles as text: lower-case names with one space between.</summary>
internal static class RoleNames
{
    /// <summary>The roles; null where a word is none, or stands twice.</summary>
    internal static ImmutableHashSet<Role>? Parse(string text)
    {
        var roles = ImmutableHashSet.CreateBuilder<Role>();
        foreach (var word in text.Split(' '))
        {
            if (!ByName.TryGetValue(word, out var role) || !roles.Add(role))
                return null;
        }
        return roles.ToImmutable();
    }

    internal static string Of(Role role) => role.ToString().ToLowerInvariant();

    private static readonly Dictionary<string, Role> ByName = Enum.GetValues<Role>().ToDictionary(Of, StringComparer.Ordinal);
}
