using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>The targets roles loaded so far, each with the role whose delegation it was verified against. Immutable.</summary>
internal sealed class DelegationTree
{
    public static readonly DelegationTree Empty = new([], []);

    private readonly ImmutableDictionary<string, string> parents;

    private DelegationTree(ImmutableDictionary<string, SignedMetadata<TargetsRole>> files, ImmutableDictionary<string, string> parents)
        => (Files, this.parents) = (files, parents);

    public ImmutableDictionary<string, SignedMetadata<TargetsRole>> Files { get; }

    /// <summary>A tree of the top-level targets alone.</summary>
    public static DelegationTree Of(SignedMetadata<TargetsRole> targets) => Empty.With(RoleNames.Targets, RoleNames.Root, targets);

    /// <summary>The tree with a role put in or replaced; what was verified through it, directly or not, is dropped.</summary>
    public DelegationTree With(string role, string parent, SignedMetadata<TargetsRole> file)
    {
        if (!Files.ContainsKey(role)) // Nothing was verified through it yet.
            return new DelegationTree(Files.Add(role, file), parents.Add(role, parent));
        var descendants = parents.Keys.Where(name => name != role && IsAncestor(role, name)).ToArray();
        return new DelegationTree(Files.RemoveRange(descendants).SetItem(role, file), parents.RemoveRange(descendants).SetItem(role, parent));
    }

    /// <summary>Whether a role is the other one, or one of those that led to it.</summary>
    public bool IsAncestor(string role, string of)
    {
        for (var at = of; parents.TryGetValue(at, out var parent); at = parent)
        {
            if (at == role)
                return true;
        }
        return false;
    }

    /// <summary>
    /// Pre-order depth-first search (TUF §5.6.7.2): earlier delegations first, a terminating one ends the search, each
    /// role once. It stops at the first role that is not loaded: falling through would let a withheld role be overruled.
    /// </summary>
    /// <param name="path">The target path.</param>
    /// <param name="verify">Whether a file satisfies a delegation: null, or why not.</param>
    public TargetSearch Search(string path, Func<Delegations, string, SignedMetadata, MetadataFault?> verify)
    {
        var pending = new Stack<(string Role, string Parent)>();
        pending.Push((RoleNames.Targets, RoleNames.Root));
        var visited = new HashSet<string>(StringComparer.Ordinal);
        while (visited.Count < Limits.Delegations && pending.TryPop(out var next))
        {
            if (!visited.Add(next.Role))
                continue;
            if (!IsTrustedThrough(next.Role, next.Parent, verify, out var file))
                return new TargetSearch(null, next.Role, next.Parent);
            if (file.Targets.TryGetValue(path, out var target))
                return new TargetSearch(target, next.Role, null);
            Follow(pending, next.Role, file.Delegations, path);
        }
        return new TargetSearch(null, null, null);
    }

    private static void Follow(Stack<(string Role, string Parent)> pending, string parent, Delegations? delegations, string path)
    {
        var children = new List<(string, string)>();
        foreach (var child in delegations?.Roles ?? [])
        {
            if (!child.Covers(path))
                continue;
            children.Add((child.Name, parent));
            if (!child.Terminating)
                continue;
            pending.Clear();
            break;
        }
        for (var i = children.Count - 1; i >= 0; i--)
            pending.Push(children[i]);
    }

    // A role may be delegated to twice. Loaded through one delegator it must satisfy the other as well.
    private bool IsTrustedThrough(
        string role, string parent, Func<Delegations, string, SignedMetadata, MetadataFault?> verify, [NotNullWhen(true)] out TargetsRole? signed)
    {
        signed = null;
        if (!Files.TryGetValue(role, out var file))
            return false;
        signed = file.Signed;
        return parents[role] == parent
            || (Files[parent].Signed.Delegations is { } delegations && verify(delegations, role, file) is null);
    }
}
