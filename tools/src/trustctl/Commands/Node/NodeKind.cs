namespace Trustctl.Commands.Node;

/// <summary>What a member is.</summary>
internal enum NodeKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Given or not.</summary>
    Flag,

    /// <summary>Texts; the option is given again for each.</summary>
    List,

    /// <summary>JSON as it is written.</summary>
    Json,

    /// <summary>A file, its bytes in base64.</summary>
    FileBase64,
}
