namespace Federation.Hosting.Options;

/// <summary>A section of settings that knows its own rules.</summary>
public interface IValidatedOptions
{
    /// <summary>
    /// Every rule that the values break, each naming its setting: <c>"Code: must be six digits"</c>. Values are
    /// not quoted where they may be secret. Empty when all is well.
    /// </summary>
    IEnumerable<string> Errors();
}
