namespace TrustList.Format.Encoding;

/// <summary>Every bound on untrusted input, in one place (SPEC.md §1.2). Bytes unless the name says otherwise.</summary>
public static class Limits
{
    /// <summary>The largest metadata file of any role.</summary>
    public const int MetadataBytes = 5_000_000;
    /// <summary>The largest root file.</summary>
    public const int RootBytes = 512_000;
    /// <summary>The largest timestamp file.</summary>
    public const int TimestampBytes = 16_384;
    /// <summary>The longest life of a timestamp of this federation's hub.</summary>
    public static readonly TimeSpan TimestampLife = TimeSpan.FromHours(24);
    /// <summary>The largest snapshot file.</summary>
    public const int SnapshotBytes = 2_000_000;
    /// <summary>The largest targets file, delegated or not.</summary>
    public const int TargetsBytes = 5_000_000;
    /// <summary>The largest target file (registry, policy, issuers, node).</summary>
    public const int TargetFileBytes = 5_000_000;
    /// <summary>The largest parties.json.</summary>
    public const int PartiesBytes = 1 << 22;
    /// <summary>Values and member names in one parties.json.</summary>
    public const int PartiesItems = 800_000;
    /// <summary>Relying parties of one region, those whose time is over included.</summary>
    public const int PartiesPerRegion = 10_000;
    /// <summary>TLS pins of one relying party, and assertion keys.</summary>
    public const int PartyKeys = 16;
    /// <summary>The most questions a second that a party may be given.</summary>
    public const int PartyPerSecond = 100_000;
    /// <summary>The most questions a day that a party may be given.</summary>
    public const int PartyPerDay = 1_000_000_000;
    /// <summary>Root rotations followed in one run.</summary>
    public const int RootRotations = 256;
    /// <summary>Delegated roles of one role, and visited in one search.</summary>
    public const int Delegations = 1_000;
    /// <summary>Keys listed by one metadata file.</summary>
    public const int MetadataKeys = 4_000;
    /// <summary>Files listed by one snapshot or targets file.</summary>
    public const int MetadataEntries = 20_000;
    /// <summary>Signatures on one metadata file.</summary>
    public const int MetadataSignatures = 64;
    /// <summary>Characters of a role name, target path or path pattern.</summary>
    public const int PathCharacters = 512;
    /// <summary>Path patterns or hash prefixes of one delegation.</summary>
    public const int DelegationPaths = 1_000;
    /// <summary>Nesting of JSON.</summary>
    public const int JsonDepth = 16;
    /// <summary>Values and member names in one JSON text.</summary>
    public const int JsonItems = 200_000;
    /// <summary>Characters of one JSON string where no other limit is stated: a target file carried as text.</summary>
    public const int JsonStringCharacters = 65_536;
    /// <summary>The largest message from one region's issuer to another: a driver's sealed record with its photo.</summary>
    public const int RegionMessageBytes = 1 << 20;
    /// <summary>The largest presentation (DeviceResponse).</summary>
    public const int PresentationBytes = 1 << 20;
    /// <summary>Characters of a QR code: what the largest one holds (version 40, level L, alphanumeric).</summary>
    public const int QrCharacters = 4_296;
    /// <summary>Nesting of CBOR, tags included.</summary>
    public const int CborDepth = 16;
    /// <summary>Data items in one CBOR item, itself included.</summary>
    public const int CborItems = 10_000;
    /// <summary>The largest certificate.</summary>
    public const int CertificateBytes = 16_384;
    /// <summary>Certificates in one chain header.</summary>
    public const int ChainCertificates = 4;
    /// <summary>The largest status list token, CWT or JWT.</summary>
    public const int StatusTokenBytes = 2_000_000;
    /// <summary>Entries of one status list.</summary>
    public const int StatusListEntries = 1 << 20;
    /// <summary>The largest inflated status list, at 8 bits an entry.</summary>
    public const int StatusListBytes = StatusListEntries;
    /// <summary>The largest public key, PEM text included.</summary>
    public const int PublicKeyBytes = 4_096;
    /// <summary>The largest signature in any form.</summary>
    public const int SignatureBytes = 1_024;
    /// <summary>The largest JOSE or COSE header.</summary>
    public const int HeaderBytes = 65_536;
    /// <summary>Regions of the registry.</summary>
    public const int RegionRecords = 1_000;
    /// <summary>Prefixes or exceptions of one territory.</summary>
    public const int TerritoryPrefixes = 400;
    /// <summary>Document types of one record.</summary>
    public const int DocTypes = 16;
    /// <summary>Entries of one history.</summary>
    public const int HistoryEntries = 100;
    /// <summary>Certificates that one region publishes, and thumbprints pinned for it.</summary>
    public const int CertificatesPerRegion = 1_000;
    /// <summary>Status keys that one region publishes.</summary>
    public const int StatusKeysPerRegion = 1_000;
    /// <summary>Status lists of one region.</summary>
    public const int StatusListsPerRegion = 256;
    /// <summary>Recognition agreements, and members of one side of one.</summary>
    public const int Agreements = 1_000;
    /// <summary>Elements that one purpose may have disclosed, and vehicle classes of one agreement.</summary>
    public const int DisclosedElements = 200;
    /// <summary>Endpoints, or pins of one kind, of one node or hub.</summary>
    public const int NodeEndpoints = 32;
    /// <summary>Emergency notices there ever were.</summary>
    public const int Notices = 1_000;
    /// <summary>Decisions on emergency notices: two of each at most.</summary>
    public const int NoticeDecisions = 2 * Notices;
    /// <summary>The largest trust bundle.</summary>
    public const int BundleBytes = 256_000_000;
    /// <summary>Files in one trust bundle.</summary>
    public const int BundleFiles = 50_000;
    /// <summary>The largest file in a trust bundle: none that a client asks for is larger.</summary>
    public const int BundleFileBytes = StatusPackageBytes;
    /// <summary>The largest VICAL.</summary>
    public const int VicalBytes = 2_000_000;
    /// <summary>CBOR data items in one VICAL: about 40 a certificate.</summary>
    public const int VicalItems = 200_000;
    /// <summary>Certificates in one VICAL, and keys or certificates in one projection of another form.</summary>
    public const int ProjectedCertificates = 5_000;
    /// <summary>The largest proposal file of a ceremony: what is in force and what is proposed, in base64.</summary>
    public const int ProposalBytes = 32_000_000;
    /// <summary>The largest application of a region.</summary>
    public const int ApplicationBytes = 262_144;
    /// <summary>Licences of one issuance batch.</summary>
    public const int IssuanceBatchLeaves = 65_536;
    /// <summary>The largest issuance proof, as carried in a licence.</summary>
    public const int IssuanceProofBytes = 65_536;
    /// <summary>The most bytes of a live assertion (SPEC.md §7.6).</summary>
    public const int LiveAssertionBytes = 4_096;
    /// <summary>The largest batch with its leaves and its place in the log.</summary>
    public const int LoggedBatchBytes = 2_162_688;
    /// <summary>Leaves that one certificate's record disowns.</summary>
    public const int DisownedLeaves = 10_000;
    /// <summary>The largest leaf of the log.</summary>
    public const int EpochBytes = 1_024;
    /// <summary>Issuance batches that one epoch covers.</summary>
    public const int EpochBatches = 65_536;
    /// <summary>Transfers that one epoch covers.</summary>
    public const int EpochTransfers = 1_024;
    /// <summary>The largest record of a transfer with both signatures.</summary>
    public const int SignedTransferBytes = 2_048;
    /// <summary>The largest list of one epoch's transfers.</summary>
    public const int LoggedTransfersBytes = LoggedBatchBytes;
    /// <summary>The largest proof of one transfer.</summary>
    public const int TransferProofBytes = 65_536;
    /// <summary>The largest acceptance of a driver who moves.</summary>
    public const int TransferAcceptanceBytes = 1_024;
    /// <summary>The largest sealed dossier of a driver who moves.</summary>
    public const int DossierBytes = 786_432;
    /// <summary>The longest time between the signing of a transfer and its deadline.</summary>
    public static readonly TimeSpan TransferLife = TimeSpan.FromHours(24);
    /// <summary>The largest signed note.</summary>
    public const int NoteBytes = 32_768;
    /// <summary>Signature lines of one note, as other tools have it.</summary>
    public const int NoteSignatures = 100;
    /// <summary>Witnesses that policy names: their lines and the log's fit one note.</summary>
    public const int Witnesses = 96;
    /// <summary>Hashes of one inclusion proof.</summary>
    public const int MerklePath = 64;
    /// <summary>The largest proof of one epoch.</summary>
    public const int LogProofBytes = 40_960;
    /// <summary>Opened status blocks of one region, of 2^20 entries each.</summary>
    public const int StatusBlocks = 128;
    /// <summary>Blocks of all regions of one status package: 2^30 entries.</summary>
    public const int StatusPackageBlocks = 1_024;
    /// <summary>The largest status package.</summary>
    public const int StatusPackageBytes = 64_000_000;
    /// <summary>The largest snapshot or delta of status in its coded form.</summary>
    public const int StatusPayloadBytes = StatusPackageBytes;
    /// <summary>Changes of one delta or rollup; for more, a snapshot.</summary>
    public const int StatusDeltaChanges = 1 << 22;
    /// <summary>The largest status head.</summary>
    public const int StatusHeadBytes = 1_024;
    /// <summary>The largest proof of one status chunk.</summary>
    public const int ChunkProofBytes = 16_384;
    /// <summary>The largest delta of one status head that a hub admits.</summary>
    public const int StatusDeltaBytes = 8_000_000;
    /// <summary>The largest delta that an event of the feed carries.</summary>
    public const int FeedDeltaBytes = 262_144;
    /// <summary>The largest audit checkpoint.</summary>
    public const int AuditCheckpointBytes = 1_024;
    /// <summary>The longest line of an audit export.</summary>
    public const int AuditLineBytes = 16_384;
    /// <summary>The largest dispute record, and the largest answer to one.</summary>
    public const int DisputeBytes = 2_048;
}
