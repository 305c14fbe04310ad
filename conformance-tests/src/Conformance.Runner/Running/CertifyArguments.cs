using System.Globalization;
using System.Security.Cryptography;
using Conformance.Cases;

namespace Conformance.Running;

/// <summary>The command line of a run.</summary>
internal sealed record CertifyArguments
{
    public const string Usage =
        """
        certify --adapter COMMAND --profile verifier-core|verifier-full|mdoc-library|tuf-client|status-library --out DIR
                [--exec] [--seed HEX] [--only ID-PREFIX]… [--expected FILE] [--jobs N] [--patience FACTOR]
                [--record DIR]   also writes each case that passed as a vector
                [--vectors DIR]  plays the vectors of a folder in place of cases made anew
        certify list [ID-PREFIX]…                the cases
        certify compare | statement | help       two runs, a signed statement; all usage
        """;

    public string Adapter { get; private init; } = string.Empty;

    public Profile? Profile { get; private init; }

    public string Out { get; private init; } = string.Empty;

    public string? Expected { get; private init; }

    public string? Record { get; private init; }

    public string? Vectors { get; private init; }

    public SuiteOptions Options { get; private init; } = new() { Command = string.Empty, Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) };

    /// <summary>Reads it; every error at once.</summary>
    public static (CertifyArguments Arguments, IReadOnlyList<string> Errors) Read(ReadOnlySpan<string> words)
    {
        var read = new CertifyArguments();
        var errors = new List<string>();
        var given = new HashSet<string>(StringComparer.Ordinal);
        while (words is [var name, .. var rest])
        {
            if (name != "--only" && !given.Add(name))
                errors.Add($"{name} stands twice");
            if (name == "--exec")
            {
                read = read with { Options = read.Options with { EachLine = true } };
                words = rest;
                continue;
            }
            if (rest is not [var value, .. var behind])
            {
                errors.Add($"{name} needs a value");
                break;
            }
            read = read.With(name, value, errors);
            words = behind;
        }
        if (read.Adapter.Length == 0)
            errors.Add("--adapter is missing");
        if (read.Profile is null)
            errors.Add($"--profile is one of {string.Join(", ", Running.Profile.All.Select(profile => profile.Name))}");
        if (read.Out.Length == 0)
            errors.Add("--out is missing");
        return (read, errors);
    }

    private CertifyArguments With(string name, string value, List<string> errors)
    {
        switch (name)
        {
            case "--adapter":
                return this with { Adapter = value, Options = Options with { Command = value } };
            case "--profile":
                return this with { Profile = Running.Profile.Find(value) };
            case "--out":
                return this with { Out = value };
            case "--expected":
                return this with { Expected = value };
            case "--record":
                return this with { Record = value };
            case "--vectors" when Directory.Exists(value):
                return this with { Vectors = value };
            case "--only" when Catalogue.All.Any(found => found.Id.StartsWith(value, StringComparison.Ordinal)):
                return this with { Options = Options with { Only = Options.Only.Add(value) } };
            case "--seed" when ulong.TryParse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var seed):
                return this with { Options = Options with { Seed = seed } };
            case "--jobs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is >= 1 and <= 16:
                return this with { Options = Options with { Jobs = jobs } };
            case "--patience" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor is >= 0.01 and <= 100:
                return this with { Options = Options with { Patience = factor } };
            default:
                errors.Add($"{name} {value}: not understood");
                return this;
        }
    }
}
