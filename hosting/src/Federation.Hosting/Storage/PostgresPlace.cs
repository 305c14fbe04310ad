using Npgsql;

namespace Federation.Hosting.Storage;

/// <summary>Where a PostgreSQL database is, and how this program speaks with it: the operator's words and the house's bounds.</summary>
public sealed class PostgresPlace
{
    private const int MostConnections = 16;
    private const int ConnectSeconds = 5;
    private const int StatementSeconds = 60;
    private const int IdleSeconds = 300;

    /// <summary>What a connection holds each way: COPY and large values go in pieces of this size.</summary>
    public const int BufferBytes = 64 * 1024;

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresPlace(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>Host, port and database, for people; no secret.</summary>
    public string Name => $"{_settings.Host}:{_settings.Port}/{_settings.Database}";

    /// <summary>What is wrong with a connection string, one line an error; none: it can be used.</summary>
    public static IEnumerable<string> Errors(string text)
    {
        NpgsqlConnectionStringBuilder settings;
        string? unreadable = null;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            (settings, unreadable) = (new NpgsqlConnectionStringBuilder(), e.Message);
        }
        if (unreadable is not null)
        {
            yield return $"is not a connection string of Npgsql: {unreadable}";
            yield break;
        }
        if (string.IsNullOrEmpty(settings.Host) || string.IsNullOrEmpty(settings.Database) || string.IsNullOrEmpty(settings.Username))
            yield return "must name Host, Database and Username";
        if (!string.IsNullOrEmpty(settings.Password))
            yield return "must hold no password: it stands in a file of its own";
        if (!IsHere(settings.Host) && settings.SslMode != SslMode.VerifyFull)
            yield return "a server elsewhere needs SSL Mode=VerifyFull";
    }

    /// <summary>Reads a connection string that has no <see cref="Errors"/>.</summary>
    /// <param name="text">The operator's words; pool and timeouts may be set there, the pool to at most 16.</param>
    /// <param name="passwordFile">A file whose first line is the password; empty: none is needed.</param>
    /// <param name="isPatient">Statements may take as long as they take: for an operator's tool that reads all there is, not for a program that serves.</param>
    /// <exception cref="StartRefusedException">The password cannot be read.</exception>
    public static PostgresPlace Of(string text, string passwordFile, bool isPatient = false)
    {
        var given = new NpgsqlConnectionStringBuilder(text);
        var (statement, idle) = isPatient ? (0, 0) : (StatementSeconds, IdleSeconds);
        var settings = new NpgsqlConnectionStringBuilder(text)
        {
            MaxPoolSize = Math.Min(given.MaxPoolSize, MostConnections),
            Timeout = Math.Min(given.Timeout, ConnectSeconds),
            CommandTimeout = statement,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            KeepAlive = 10,
            ReadBufferSize = BufferBytes,
            WriteBufferSize = BufferBytes,
            Enlist = false,
            IncludeErrorDetail = false, // It would name values.
            PersistSecurityInfo = false,
            ApplicationName = "federation-node",
            // A commit is durable before it is told; nothing waits for ever; a dead program's locks fall soon.
            Options = $"-c synchronous_commit=on -c statement_timeout={statement}s -c lock_timeout={ConnectSeconds}s -c idle_in_transaction_session_timeout={idle}s -c search_path=public -c timezone=UTC -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
        };
        if (passwordFile.Length > 0)
            settings.Password = ReadPassword(passwordFile);
        return new PostgresPlace(settings);
    }

    /// <summary>The same place under another name at the server.</summary>
    /// <param name="application">How the server's operator sees the connections.</param>
    /// <param name="seconds">What a statement may take; null: as before.</param>
    internal PostgresPlace Named(string application, int? seconds = null) => new(new NpgsqlConnectionStringBuilder(_settings.ToString())
    {
        ApplicationName = application,
        CommandTimeout = seconds ?? _settings.CommandTimeout,
        Timeout = Math.Min(_settings.Timeout, seconds ?? _settings.Timeout),
    });

    /// <summary>A pool of connections.</summary>
    internal NpgsqlDataSource Pool() => NpgsqlDataSource.Create(_settings);

    /// <summary>A pool of connections for statements that read what others wrote, each by itself.</summary>
    public NpgsqlDataSource ReadersPool() => Named("federation reader").Pool();

    /// <summary>A connection outside the pool, for what must live as long as the program.</summary>
    internal NpgsqlConnection Alone() => new(new NpgsqlConnectionStringBuilder(_settings.ToString()) { Pooling = false }.ToString());

    // A folder of a Unix socket, or loopback.
    private static bool IsHere(string? host) =>
        string.IsNullOrEmpty(host) || host.StartsWith('/') || host is "localhost" or "127.0.0.1" or "::1";

    private static string ReadPassword(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault("").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"database password '{file}': {e.Message}");
        }
    }
}
