using System.Net;
using Federation.Hosting;
using StackExchange.Redis;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>Where the instances' Redis is, and how it is spoken with: the operator's words and the house's bounds.</summary>
internal static class RedisPlace
{
    /// <summary>What connecting may take.</summary>
    private const int ConnectMilliseconds = 2_000;

    /// <summary>What is wrong with a connection string, one line an error; none: it can be used.</summary>
    public static IEnumerable<string> Errors(string text)
    {
        if (Parse(text) is not { } options)
        {
            yield return "is not a connection string of StackExchange.Redis";
            yield break;
        }
        if (options.EndPoints.Count != 1) yield return "must name one server, as host:port";
        if (!string.IsNullOrEmpty(options.Password)) yield return "must hold no password: it stands in a file of its own";
        if (!options.Ssl && !options.EndPoints.All(IsHere)) yield return "a server elsewhere needs ssl=true";
    }

    /// <summary>Reads a connection string that has no <see cref="Errors"/>.</summary>
    /// <exception cref="StartRefusedException">The password cannot be read.</exception>
    public static ConfigurationOptions Of(string text, string passwordFile)
    {
        var options = Parse(text)!;
        options.AbortOnConnectFail = false; // It comes back by itself.
        options.ConnectTimeout = ConnectMilliseconds;
        options.ConnectRetry = 1;
        options.KeepAlive = 5;
        options.AllowAdmin = false;
        options.ClientName = "federation-gateway";
        options.SslProtocols = options.Ssl ? System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13 : null;
        if (passwordFile.Length > 0) options.Password = ReadPassword(passwordFile);
        return options;
    }

    private static ConfigurationOptions? Parse(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static bool IsHere(EndPoint point) => point switch
    {
        IPEndPoint at => IPAddress.IsLoopback(at.Address),
        DnsEndPoint named => named.Host is "localhost",
        _ => false,
    };

    private static string ReadPassword(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault("").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Redis password '{file}': {e.Message}");
        }
    }
}
