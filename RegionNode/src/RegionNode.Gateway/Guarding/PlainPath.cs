namespace RegionNode.Gateway.Guarding;

/// <summary>
/// The only paths that are passed on: letters, digits, dot, dash and underscore between single
/// slashes, no segment of dots alone. Nothing that a second server could read differently.
/// </summary>
internal static class PlainPath
{
    /// <summary>True when every server reads this path alike.</summary>
    public static bool Is(string? path)
    {
        if (path is null || path.Length is 0 or > 256 || path[0] != '/') return false;
        foreach (var segment in path[1..].Split('/'))
        {
            if (segment.Length == 0 || segment.All(c => c == '.')) return false;
            if (!segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) return false;
        }
        return true;
    }
}
