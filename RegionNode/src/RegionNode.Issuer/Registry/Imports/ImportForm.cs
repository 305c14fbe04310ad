using RegionNode.Issuer.Registry.Letters;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>How the lines of an import are written.</summary>
internal enum ImportFormat
{
    /// <summary>Comma-separated (RFC 4180) under a header of police field names; a line ends where the line ends, also inside quotes.</summary>
    Csv,

    /// <summary>One JSON object a line, members by police field names.</summary>
    Ndjson,
}

/// <summary>How its text is encoded.</summary>
internal enum ImportEncoding
{
    /// <summary>UTF-8.</summary>
    Utf8,

    /// <summary>GB 18030; CSV alone, since JSON is UTF-8.</summary>
    Gb18030,
}

/// <summary>What an import says of itself before its first byte.</summary>
internal sealed record ImportForm(ImportFormat Format, ImportEncoding Encoding, LetterTable Letters);
