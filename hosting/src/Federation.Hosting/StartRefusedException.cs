namespace Federation.Hosting;

/// <summary>
/// The host must not start: its configuration or its stored data is wrong. The message has one line an error.
/// <see cref="FederationHost.RunAsync"/> prints them and ends with exit code <see cref="FederationHost.ExitRefused"/>.
/// </summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>Refuses for one reason.</summary>
    public StartRefusedException(string error) : this([error]) { }

    /// <summary>Refuses for all of the reasons.</summary>
    public StartRefusedException(IReadOnlyList<string> errors) : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>Whether the same start may succeed a little later: another program has what is needed.</summary>
    public bool MayPass { get; init; }

    /// <summary>Every error found, one a line.</summary>
    public IReadOnlyList<string> Errors { get; }
}
