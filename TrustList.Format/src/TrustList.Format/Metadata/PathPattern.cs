namespace TrustList.Format.Metadata;

/// <summary>
/// Path patterns of delegations (SPEC.md §4.5): <c>*</c> stands for any characters but <c>/</c>, <c>?</c> for one of
/// them, everything else for itself. In time at most the product of both lengths.
/// </summary>
internal static class PathPattern
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < path.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' ? path[t] != '/' : pattern[p] == path[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0 && path[resume] != '/')
            {
                // Let the last star take one character more. Earlier stars need no retry within one path segment,
                // and a star cannot be left behind by crossing a slash.
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }
}
