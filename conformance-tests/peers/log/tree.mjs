// SPEC.md §12.1: whole trees, consistency proofs. SPEC.md §12.10: tiles and entry bundles of a tree.
import { leafHash, nodeHash, sha256 } from '../issuance/merkle.mjs';

export const emptyRoot = sha256();

export function rootOf(leaves) {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

// RFC 9162 §2.1.4.2.
export function isConsistent(size1, root1, size2, root2, path) {
  if (size1 < 0n || size1 > size2 || path.some(hash => hash.length !== 32)) return false;
  if (size1 === size2) return path.length === 0 && root1.equals(root2) && (size1 > 0n || root1.equals(emptyRoot));
  if (size1 === 0n) return path.length === 0 && root1.equals(emptyRoot) && root2.length === 32;
  if (path.length === 0 || root1.length !== 32) return false;
  const whole = (size1 & (size1 - 1n)) === 0n;
  const [start, ...rest] = whole ? [root1, ...path] : path;
  let fn = size1 - 1n, sn = size2 - 1n, first = start, second = start;
  while (fn & 1n) { fn >>= 1n; sn >>= 1n; }
  for (const hash of rest) {
    if (sn === 0n) return false;
    if ((fn & 1n) || fn === sn) {
      first = nodeHash(hash, first);
      second = nodeHash(hash, second);
      while (!(fn & 1n) && fn !== 0n) { fn >>= 1n; sn >>= 1n; }
    } else {
      second = nodeHash(second, hash);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && first.equals(root1) && second.equals(root2);
}

const width = 256;
const segments = n => n < 1000 ? `${n}`.padStart(3, '0') : segments(Math.floor(n / 1000)).replace(/(\d{3})(?=\/|$)/g, 'x$1').replaceAll('xx', 'x') + `/${`${n % 1000}`.padStart(3, '0')}`;
const partial = count => count === width ? '' : `.p/${count}`;
const bundle = entries => Buffer.concat(entries.map(entry => Buffer.concat([Buffer.of(entry.length >> 8, entry.length & 255), entry])));

// {path: bytes} of every file of a tree with these entries.
export function filesOf(entries) {
  const files = {};
  const chunks = list => Array.from({ length: Math.ceil(list.length / width) }, (_, i) => list.slice(i * width, (i + 1) * width));
  chunks(entries).forEach((chunk, i) => { files[`tile/entries/${segments(i)}${partial(chunk.length)}`] = bundle(chunk); });
  let hashes = entries.map(leafHash);
  for (let level = 0; hashes.length > 0; level++) {
    const tiles = chunks(hashes);
    tiles.forEach((tile, i) => { files[`tile/${level}/${segments(i)}${partial(tile.length)}`] = Buffer.concat(tile); });
    hashes = tiles.filter(tile => tile.length === width).map(rootOf);
  }
  return files;
}
