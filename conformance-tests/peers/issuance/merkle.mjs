// RFC 6962 and RFC 9162 §2.1: hashes and inclusion proofs.
import crypto from 'node:crypto';

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest();
export const leafHash = data => sha256(Buffer.from([0]), data);
export const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

// RFC 9162 §2.1.3.2.
export function isIncluded(leaf, index, size, path, root) {
  if (!(index >= 0 && index < size) || path.some(hash => hash.length !== 32)) return false;
  let fn = BigInt(index), sn = BigInt(size) - 1n, hash = leaf;
  for (const sibling of path) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      hash = nodeHash(sibling, hash);
      while ((fn & 1n) === 0n && fn !== 0n) { fn >>= 1n; sn >>= 1n; }
    } else {
      hash = nodeHash(hash, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && hash.equals(root);
}
