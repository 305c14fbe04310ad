namespace RegionNode.Issuer;

/// <summary>Signed instants have whole seconds; a fraction is dropped, never rounded into the future.</summary>
internal static class WholeSeconds
{
    internal static DateTimeOffset Of(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
