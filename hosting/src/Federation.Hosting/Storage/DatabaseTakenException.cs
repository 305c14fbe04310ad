namespace Federation.Hosting.Storage;

/// <summary>Another program owns the database now: this one writes nothing more.</summary>
public sealed class DatabaseTakenException : IOException
{
    /// <summary>Makes one.</summary>
    public DatabaseTakenException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
