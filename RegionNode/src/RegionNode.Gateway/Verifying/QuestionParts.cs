namespace RegionNode.Gateway.Verifying;

/// <summary>What a caller wrote, decoded and not judged yet.</summary>
internal sealed record QuestionParts
{
    /// <summary>The DeviceResponse; null: none was given.</summary>
    public byte[]? Presentation { get; init; }

    /// <summary>The code's text; null: none was given.</summary>
    public string? QrText { get; init; }

    /// <summary>The reference to a presentation; null: none was given.</summary>
    public string? Reference { get; init; }

    /// <summary>The session transcript; null: none was given.</summary>
    public byte[]? Transcript { get; init; }

    /// <summary>The challenge that this gateway gave, as written; null: none. Never beside a DeviceResponse.</summary>
    public string? Challenge { get; init; }

    /// <summary>The caller's own challenge; null: none. Never beside a DeviceResponse.</summary>
    public byte[]? Nonce { get; init; }

    /// <summary>As written.</summary>
    public required string? Acceptor { get; init; }

    /// <summary>As written.</summary>
    public required string? Purpose { get; init; }

    /// <summary>Whether the home region is to be asked.</summary>
    public bool Live { get; init; }

    /// <summary>As written; null: strict.</summary>
    public string? Profile { get; init; }
}
