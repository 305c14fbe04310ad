using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header: text, or bytes where the key ends in "-bin".</summary>
    public class Entry
    {
        private readonly string? text;
        private readonly byte[]? bytes;

        public Entry(string key, string value)
        {
            Key = Normalized(key);
            ArgumentNullException.ThrowIfNull(value);
            if (IsBinary)
            {
                throw new ArgumentException("A key of a text value does not end in -bin.", nameof(key));
            }

            text = value;
        }

        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalized(key);
            ArgumentNullException.ThrowIfNull(valueBytes);
            if (!IsBinary)
            {
                throw new ArgumentException("A key of a binary value ends in -bin.", nameof(key));
            }

            bytes = (byte[])valueBytes.Clone();
        }

        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The text; only text entries have one.</summary>
        public string Value => text ?? throw new InvalidOperationException("The entry is binary.");

        /// <summary>A copy of the bytes; of a text entry its ASCII.</summary>
        public byte[] ValueBytes => bytes is null ? Encoding.ASCII.GetBytes(Value) : (byte[])bytes.Clone();

        public override string ToString() =>
            $"[Entry: key={Key}, {(bytes is null ? "value=" + text : "valueBytes=" + bytes.Length + " bytes")}]";

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string Normalized(string key)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            var lower = key.ToLowerInvariant();
            return lower.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.')
                ? lower
                : throw new ArgumentException("A key holds only letters, digits, '_', '-' and '.'.", nameof(key));
        }
    }
}
