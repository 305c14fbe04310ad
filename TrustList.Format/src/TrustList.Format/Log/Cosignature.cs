using System.Buffers.Binary;
using System.Globalization;
using TrustList.Format.Signing;

namespace TrustList.Format.Log;

/// <summary>
/// A witness's statement that it saw a checkpoint at an instant and that it is consistent with every one it cosigned before
/// (C2SP tlog-cosignature, cosignature/v1; SPEC.md §12.5). Holding one proves that the witness's key signed it.
/// </summary>
/// <param name="Witness">The witness's name.</param>
/// <param name="At">When it signed, whole seconds, by its own clock.</param>
/// <param name="Line">The signature line for the checkpoint's note, without line end.</param>
public sealed record Cosignature(string Witness, DateTimeOffset At, string Line)
{
    private const int TimeBytes = sizeof(ulong);

    /// <summary>Cosigns a checkpoint. The witness checks and records before (SPEC.md §12.6).</summary>
    /// <returns>The line for the checkpoint's note, without line end.</returns>
    public static string Sign(Checkpoint checkpoint, string name, ISigner signer, DateTimeOffset at)
    {
        var key = new NoteKey(name, NoteKeyKind.Cosignature, signer.PublicKey);
        var seconds = at.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seconds, nameof(at));
        var bytes = new byte[TimeBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seconds);
        return new NoteSignature(name, key.KeyId, (byte[])[.. bytes, .. signer.Sign(Covered(checkpoint, seconds), SignatureForm.P1363)]).Line;
    }

    /// <summary>Checks one line of a witness under a checkpoint.</summary>
    public static LogResult<Cosignature> Verify(Checkpoint checkpoint, string line, Witness witness) =>
        NoteSignature.Read(line) is not { } signature ? LogResult<Cosignature>.Fail(LogFault.Malformed, "not a signature line")
        : !witness.NoteKey.Names(signature) ? LogResult<Cosignature>.Fail(LogFault.BadSignature, $"not a line of {witness.Name}")
        : Verify(checkpoint, signature, witness.NoteKey);

    /// <summary>Checks a line that names this key.</summary>
    internal static LogResult<Cosignature> Verify(Checkpoint checkpoint, NoteSignature signature, NoteKey key)
    {
        if (signature.Signature.Length <= TimeBytes)
            return LogResult<Cosignature>.Fail(LogFault.Malformed, $"{key.Name}: cut short");
        var seconds = BinaryPrimitives.ReadInt64BigEndian(signature.Signature.Span);
        if (seconds is <= 0 or > LogCbor.LastSecond)
            return LogResult<Cosignature>.Fail(LogFault.Malformed, $"{key.Name}: no time");
        return key.Key.Verify(Covered(checkpoint, seconds), signature.Signature.Span[TimeBytes..], SignatureForm.P1363)
            ? LogResult<Cosignature>.Of(new Cosignature(key.Name, DateTimeOffset.FromUnixTimeSeconds(seconds), signature.Line))
            : LogResult<Cosignature>.Fail(LogFault.BadSignature, key.Name);
    }

    private static byte[] Covered(Checkpoint checkpoint, long seconds) =>
        System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{checkpoint.Text}"));
}
