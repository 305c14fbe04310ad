using System.CommandLine;
using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Sync;
using TrustList.Sync.Status;

namespace Trustctl;

/// <summary>What a verdict is asked of and for, whatever form the licence is shown in; the answer, and the exit code that is the verdict.</summary>
internal sealed class VerdictQuestion
{
    private readonly Option<string?> state = new("--state") { Description = "Folder that `trustctl sync` keeps" };
    private readonly Option<string[]> iaca = new("--iaca") { Description = "IACA certificate (or a document signer to pin), instead of a trust list", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> acceptor = new("--acceptor") { Description = "Region where the licence is shown, six digits" };
    private readonly Option<string?> purpose = new("--purpose") { Description = "roadside, rental, insurance, counter or employment" };
    private readonly Option<string> profile = new("--profile") { Description = "strict or lenient", DefaultValueFactory = _ => "strict" };
    private readonly Option<string?> now = Arguments.Now();
    private readonly Option<bool> json = Arguments.Json();

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        purpose.AcceptOnlyFromAmong([.. Enum.GetNames<Purpose>().Select(name => name.ToLowerInvariant())]);
        profile.AcceptOnlyFromAmong("strict", "lenient");
        foreach (var option in new Option[] { state, iaca, acceptor, purpose, profile, now, json }) command.Options.Add(option);
    }

    /// <summary>Decides and prints.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="shown">Adds what is shown.</param>
    /// <param name="after">What the command makes of the verdict; null: nothing.</param>
    public int Decide(ParseResult parsed, Func<VerificationRequest, VerificationRequest> shown, Func<Verdict, Verdict>? after = null)
    {
        var (instant, simulated) = Arguments.Instant(parsed.GetValue(now));
        var verifier = Verifier(parsed.GetValue(state), parsed.GetValue(iaca) ?? [], instant);
        var verdict = verifier.Verify(shown(new VerificationRequest
        {
            Acceptor = CheckedCode(parsed.GetValue(acceptor)),
            Purpose = parsed.GetValue(purpose) is { } word ? Enum.Parse<Purpose>(word, ignoreCase: true) : null,
            Profile = parsed.GetValue(profile) == "lenient" ? VerificationProfile.Lenient : VerificationProfile.Strict,
            Now = instant,
            SimulatedClock = simulated,
            Status = parsed.GetValue(state) is { } folder && verifier.State is { } trust ? Status(folder, trust, instant) : null,
        }));
        verdict = after?.Invoke(verdict) ?? verdict;
        if (parsed.GetValue(json)) Console.WriteLine(verdict.ToJson());
        else VerdictText.Write(Console.Out, verdict);
        return verdict.Outcome switch
        {
            Outcome.Accepted => ExitCode.Accepted,
            Outcome.Refused => ExitCode.Refused,
            _ => ExitCode.Undecided,
        };
    }

    private static CredentialVerifier Verifier(string? state, string[] iaca, DateTimeOffset now)
    {
        if (state is null == (iaca.Length == 0)) throw new UsageException("Give either --state DIR or --iaca CERT.");
        if (state is null) return CredentialVerifier.ForAnchors([.. iaca.Select(path => Certificates.Read(path))]);
        if (!Directory.Exists(state)) throw new UsageException($"--state {state}: no such folder; make it by trustctl sync");
        var loaded = TrustClient.Load(TrustStore.Open(state), now);
        if (loaded.State is null) Console.Error.WriteLine($"No trust list: {loaded.Fault} {loaded.Detail}".TrimEnd());
        return new CredentialVerifier(loaded.State);
    }

    // A folder without any is an ordinary one: then status lists decide alone.
    private static DeviceStatus? Status(string folder, TrustState trust, DateTimeOffset now)
    {
        var loaded = StatusStore.Open(folder).Load(trust, now);
        if (loaded.Fault is not (null or LoadFault.Empty)) Console.Error.WriteLine($"The status stored is not used: {loaded.Fault} {loaded.Detail}");
        return loaded.Status;
    }

    private static string? CheckedCode(string? code) =>
        code is null || RegionCode.IsValid(code) ? code : throw new UsageException($"--acceptor {code}: want six digits, for example 320000");
}
