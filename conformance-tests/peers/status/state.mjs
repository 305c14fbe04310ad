// State roots, chunk proofs and the heads root (SPEC.md §7.7, §7.10; §12.1 for the tree).
import crypto from 'node:crypto';
import { readCbor } from './strict-cbor.mjs';
import { Refused } from './gap-codec.mjs';

const sha256 = (...parts) => crypto.createHash('sha256').update(Buffer.concat(parts)).digest();
const leafHash = data => sha256(Buffer.of(0), data);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

function treeRoot(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(treeRoot(leaves.slice(0, split)), treeRoot(leaves.slice(split)));
}

// RFC 9162 §2.1.3.2, step by step.
function provesInclusion(leaf, index, size, path, root) {
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else {
      r = nodeHash(r, p);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && r.equals(root);
}

export function stateRoot(blocks, entries) {
  const words = Array.from({ length: blocks * 256 }, () => []);
  for (const [entry, value] of entries) {
    if (value === 0) continue;
    const word = (entry % 4096) * 16 + value;
    words[Math.floor(entry / 4096)].push(word >> 8, word & 255);
  }
  return treeRoot(words.map(chunk => leafHash(Buffer.from(chunk))));
}

export const headsRoot = heads => treeRoot(heads.map(([code, hash]) => leafHash(Buffer.concat([Buffer.from(code, 'ascii'), hash]))));

export function readChunkProof(bytes, root, blocks, entry) {
  if (bytes.length > 16_384) throw new Refused('TooLarge', 'a chunk proof');
  if (!(entry >= 0 && entry < blocks * 2 ** 20)) throw new Refused('WrongSubject', 'no opened block');
  const proof = readCbor(bytes);
  const isForm = Array.isArray(proof) && proof.length === 4 && proof[0] === 'chunk-proof/1' && Number.isInteger(proof[1])
    && Buffer.isBuffer(proof[2]) && Array.isArray(proof[3]) && proof[3].every(hash => Buffer.isBuffer(hash) && hash.length === 32);
  if (!isForm) throw new Refused('Malformed', 'no chunk proof');
  const [, chunk, leaf, path] = proof;
  if (chunk !== Math.floor(entry / 4096)) throw new Refused('WrongSubject', 'another chunk');
  if (!provesInclusion(leafHash(leaf), chunk, blocks * 256, path, root)) throw new Refused('RootMismatch', 'path');
  if (leaf.length % 2 !== 0) throw new Refused('Malformed', 'leaf');
  let [value, before] = [0, -1];
  for (let i = 0; i < leaf.length; i += 2) {
    const word = leaf.readUInt16BE(i);
    if (word >> 4 <= before || word % 16 === 0) throw new Refused('Malformed', 'leaf');
    before = word >> 4;
    if (before === entry % 4096) value = word % 16;
  }
  return value;
}
