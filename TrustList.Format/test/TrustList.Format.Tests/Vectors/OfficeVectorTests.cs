using System.Text.Json.Nodes;
using TrustList.Format.Audit;
using TrustList.Format.Status;
using TrustList.Format.Tests.Audit;
using TrustList.Format.Tests.Credentials;
using TrustList.Format.Tests.Credentials.Qr;
using TrustList.Format.Tests.Disputes;
using TrustList.Format.Tests.Transfers;
using TrustList.Format.Transfers;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace TrustList.Format.Tests.Vectors;

/// <summary>
/// The test values of SPEC.md §6.8, §6.10 to §6.12, §7.15, §14 and §15: the files are what the code writes and answers, and readers in JavaScript
/// that were written from SPEC.md agree on each. To write the files anew set WRITE_OFFICE_VECTORS=1; released ones must not change.
/// </summary>
public sealed class OfficeVectorTests
{
    private const int LeastChecked = 400;

    private static readonly Dictionary<string, Func<string>> Files =
        new[] { TransferVectors.Files, TransferProofVectors.Files, DisputeVectors.Files, AuditVectors.Files, HolderVectors.Files, QrVectors.Files }
        .SelectMany(files => files).ToDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Files.Keys];

    /// <summary>The faults of each closed list that bytes can meet, and the files that must hold one of each.</summary>
    public static TheoryData<string, string[]> Faults => new()
    {
        { "transfers", Enum.GetNames<TransferFault>() },
        { "audit/exports", Enum.GetNames<AuditFault>() },
        { "audit/checkpoints", [nameof(StatusFault.Malformed), nameof(StatusFault.WrongType), nameof(StatusFault.UnknownKey), nameof(StatusFault.BadSignature)] },
        { "disputes/records", [nameof(StatusFault.Malformed), nameof(StatusFault.WrongType), nameof(StatusFault.UnknownKey), nameof(StatusFault.BadSignature), nameof(StatusFault.FromTheFuture)] },
        {
            "disputes/answers",
            [nameof(StatusFault.Malformed), nameof(StatusFault.WrongType), nameof(StatusFault.UnknownKey), nameof(StatusFault.BadSignature), nameof(StatusFault.WrongSubject), nameof(StatusFault.FromTheFuture)]
        },
        {
            "holders/assertions",
            [
                nameof(StatusFault.Malformed), nameof(StatusFault.WrongType), nameof(StatusFault.UnknownKey), nameof(StatusFault.BadSignature), nameof(StatusFault.TooLong),
                nameof(StatusFault.WrongSubject), nameof(StatusFault.WrongNonce), nameof(StatusFault.FromTheFuture), nameof(StatusFault.Expired),
            ]
        },
        {
            "qr/codes",
            [
                nameof(Reason.QrMalformed), nameof(Reason.QrExpired), nameof(Reason.QrFromFuture), nameof(Reason.PurposeMismatch), nameof(Reason.ChallengeWrong), nameof(Reason.DeviceKeyInvalid),
                nameof(Reason.DeviceSignatureInvalid), nameof(Reason.IssuerSignatureInvalid), nameof(Reason.Expired), nameof(Reason.NotYetValid), nameof(Reason.SignerNotListed),
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_are_what_the_code_writes(string name)
    {
        var path = Path.Combine(RepositoryPaths.Root!, "conformance-tests", "vectors", name);
        var written = Files[name]();
        if (Environment.GetEnvironmentVariable("WRITE_OFFICE_VECTORS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, written);
        }
        Assert.Equal(File.ReadAllText(path), written);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Holds_a_vector_for_every_fault_and_some_for_none(string room, string[] faults)
    {
        var met = Files.Where(file => file.Key.StartsWith(room, StringComparison.Ordinal))
            .SelectMany(file => JsonNode.Parse(file.Value())!["vectors"]!.AsArray()).Select(vector => (string?)vector!["fault"]).ToList();
        Assert.Empty(faults.Except(met));
        Assert.Contains(null, met);
    }

    [NodeFact]
    public async Task Readers_in_JavaScript_agree_on_every_vector()
    {
        var result = JsonNode.Parse(await NodePeer.RunAsync("office", "check-vectors.mjs", string.Empty))!;
        Assert.Empty(result["disagreements"]!.AsArray().Select(text => text!.GetValue<string>()));
        Assert.InRange(result["checked"]!.GetValue<int>(), LeastChecked, int.MaxValue);
    }
}
