namespace Trustctl;

/// <summary>The command was called in a way that cannot work: a file that is not there, a value out of its set.</summary>
public sealed class UsageException(string message) : Exception(message);
