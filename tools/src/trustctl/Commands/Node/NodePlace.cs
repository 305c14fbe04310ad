namespace Trustctl.Commands.Node;

/// <summary>Where a member goes.</summary>
internal enum NodePlace
{
    /// <summary>The JSON body.</summary>
    Body,

    /// <summary>The query.</summary>
    Query,
}
