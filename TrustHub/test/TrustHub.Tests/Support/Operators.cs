using TrustHub.Inception;
using TrustHub.Publishing;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Protocol;
using TrustList.Testing;

namespace TrustHub.Tests.Support;

/// <summary>
/// The people and nodes who sign for one hub under test: national operators, one or more regions with their nodes.
/// Real keys, made for the test; the hub's own keys are made by its own inception.
/// </summary>
public sealed class Operators
{
    public static readonly DateTimeOffset Start = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly Uri StatusHost = new("http://hub.test/");

    private Operators(SimulatedRepository repository, IReadOnlyList<NodeIdentity> nodes) => (Repository, Nodes) = (repository, nodes);

    public SimulatedRepository Repository { get; }

    public IReadOnlyList<NodeIdentity> Nodes { get; }

    /// <summary>The first region, Shanghai.</summary>
    public NodeIdentity Shanghai => Nodes[0];

    /// <summary>Makes the hub's keys and the files of a new repository in its data folder.</summary>
    public static Operators Incept(string dataDir, params string[] codes)
    {
        InceptVerb.Run(["--data", dataDir, "--test"], TextWriter.Null, TextWriter.Null);
        var nodes = (codes.Length == 0 ? ["310000"] : codes).Select(code => new NodeIdentity(code, Start.AddDays(-10), StatusHost)).ToList();
        var repository = new SimulatedRepository(Start, nodes.Select(node => node.Region))
        {
            SnapshotKey = HubKey(dataDir, RoleNames.Snapshot),
            TimestampKey = HubKey(dataDir, RoleNames.Timestamp),
        };
        repository.PublishRoot(repository.NewRoot(1), repository.RootKeys.AsSpan()[..3]);
        var operators = new Operators(repository, nodes);
        operators.WriteInception(Path.Combine(dataDir, "inception"));
        return operators;
    }

    /// <summary>The same, with a policy that names this hub's log and its witnesses.</summary>
    public static Operators InceptLogged(string dataDir, out LogWitnesses witnesses, params string[] codes)
    {
        var operators = Incept(dataDir, codes);
        witnesses = new LogWitnesses(dataDir);
        operators.Repository.Policy = operators.Repository.Policy with { Log = witnesses.Policy };
        operators.Repository.Publish();
        operators.WriteInception(Path.Combine(dataDir, "inception"));
        return operators;
    }

    /// <summary>The submission of a role's file, with all its target files.</summary>
    public SubmitMetadataRequest Metadata(string role, long version = 1, string? id = null)
    {
        var file = Repository.Files[$"{version}.{role}.json"];
        var request = new SubmitMetadataRequest
        {
            SubmissionId = id ?? $"test:{role}:{version}",
            Role = role,
            Metadata = Google.Protobuf.ByteString.CopyFrom(file),
        };
        if (role == RoleNames.Root)
            return request;
        foreach (var (path, listed) in MetadataReader.Targets(file).Value.Signed.Targets)
            request.Targets.Add(new TargetFileBytes { Path = path, Content = Google.Protobuf.ByteString.CopyFrom(Target(path, listed.Sha256)) });
        return request;
    }

    /// <summary>The bytes of a target file.</summary>
    public byte[] Target(string path, string sha256)
    {
        var cut = path.LastIndexOf('/') + 1;
        return Repository.Files[$"targets/{path[..cut]}{sha256}.{path[cut..]}"];
    }

    private static ISigner HubKey(string dataDir, string role) =>
        SoftwareSigner.FromPkcs8Pem(File.ReadAllText(KeyFolder.Find(dataDir, role)[0])).Value;

    private void WriteInception(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "1.root.json"), Repository.Files["1.root.json"]);
        var name = $"{Repository.TargetsVersion}.targets.json";
        File.WriteAllBytes(Path.Combine(folder, name), Repository.Files[name]);
        var targets = MetadataReader.Targets(Repository.Files[name]).Value.Signed.Targets;
        foreach (var document in new[] { RegistryDocument.Path, PolicyDocument.Path })
            File.WriteAllBytes(Path.Combine(folder, document), Target(document, targets[document].Sha256));
    }
}
