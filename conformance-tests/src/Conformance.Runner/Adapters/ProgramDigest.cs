using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TrustList.Format.Encoding;

namespace Conformance.Adapters;

/// <summary>What names the program that was tested.</summary>
internal static class ProgramDigest
{
    /// <summary>The digest of a command line without any file.</summary>
    internal static string OfNothing { get; } = LowerHex.Of(SHA256.HashData([]));

    /// <summary>SHA-256, lower hex, over the words of a command line that are files: name's last part, length (8 bytes), content.</summary>
    public static string Of(string command)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[8];
        foreach (var file in command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"', '\'')).Where(File.Exists))
        {
            var content = File.ReadAllBytes(file);
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            BinaryPrimitives.WriteInt64BigEndian(length, content.Length);
            hash.AppendData(length);
            hash.AppendData(content);
        }
        return LowerHex.Of(hash.GetHashAndReset());
    }
}
