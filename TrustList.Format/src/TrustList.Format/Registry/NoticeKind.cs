namespace TrustList.Format.Registry;

/// <summary>What an emergency notice takes out of trust. In JSON: the name in lower case.</summary>
public enum NoticeKind
{
    /// <summary>One certificate or status key of a region.</summary>
    Key,

    /// <summary>Everything that a region says.</summary>
    Region,
}
