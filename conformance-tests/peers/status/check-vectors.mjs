// Reads the vectors of conformance-tests/vectors/status by the readers in this folder, which were written from SPEC.md §7.
// In: nothing. Out: {"checked": n, "disagreements": [text …]}.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeDelta, decodeSnapshot } from './gap-codec.mjs';
import { headsRoot, readChunkProof, stateRoot } from './state.mjs';
import { readHead, readPackage, rebuildHead } from './heads.mjs';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'vectors', 'status');
const read = name => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
const hex = text => Buffer.from(text, 'hex');
const disagreements = [];
let checked = 0;

const same = (name, got, expected) => {
  checked++;
  if (JSON.stringify(got) !== JSON.stringify(expected)) disagreements.push(`${name}: ${JSON.stringify(got).slice(0, 200)} is not ${JSON.stringify(expected).slice(0, 200)}`);
};
const faultOf = act => { try { act(); return null; } catch (e) { return e.fault ?? `${e}`; } };
// A vector lists its entries, or where they are many, their number and a digest by the state root.
const summary = (decoded, vector) => vector.entries
  ? { blocks: decoded.blocks, entries: decoded.entries }
  : { blocks: decoded.blocks, count: decoded.entries.length };
const expected = vector => vector.entries ? { blocks: vector.blocks, entries: vector.entries } : { blocks: vector.blocks, count: vector.count };

for (const vector of read('snapshots.json').vectors) {
  const decoded = decodeSnapshot(hex(vector.payload));
  same(vector.name, summary(decoded, vector), expected(vector));
  same(`${vector.name}: root`, stateRoot(decoded.blocks, decoded.entries).toString('hex'), vector.stateRoot);
}
for (const vector of read('deltas.json').vectors) {
  const decoded = decodeDelta(hex(vector.payload));
  same(vector.name, summary(decoded, vector), expected(vector));
  if (vector.stateRoot) same(`${vector.name}: root`, stateRoot(decoded.blocks, decoded.entries).toString('hex'), vector.stateRoot);
}
for (const vector of read('refused-payloads.json').vectors)
  same(vector.name, faultOf(() => (vector.kind === 'snapshot' ? decodeSnapshot : decodeDelta)(hex(vector.payload))), vector.fault);

const proofs = read('chunk-proofs.json');
for (const vector of proofs.vectors) {
  const verify = () => readChunkProof(hex(vector.proof), hex(vector.stateRoot), vector.blocks, vector.entry);
  if (vector.fault) same(vector.name, faultOf(verify), vector.fault);
  else same(vector.name, verify(), vector.value);
}

const heads = read('heads.json');
for (const vector of heads.vectors) {
  const verify = () => readHead(hex(vector.head), vector.region, heads.keys, vector.now);
  if (vector.fault) { same(vector.name, faultOf(verify), vector.fault); continue; }
  const head = verify();
  same(vector.name, [head.version, head.issued, head.blocks, head.stateRoot.toString('hex'), head.previous.toString('hex'), head.hash.toString('hex')],
    [vector.version, vector.issued, vector.blocks, vector.stateRoot, vector.previous, vector.hash]);
}

for (const vector of read('packages.json').vectors) {
  if (vector.fault) { same(vector.name, faultOf(() => readPackage(hex(vector.package))), vector.fault); continue; }
  const read = readPackage(hex(vector.package));
  const states = Object.fromEntries(Object.entries(vector.before ?? {}).map(([code, entries]) => [code, new Map(entries)]));
  const delta = read.kind === 'rollup' ? decodeDelta(read.payloads[0]) : null;
  let first = 0;
  const hashes = [];
  read.heads.forEach((compact, i) => {
    let entries = [];
    if (read.kind === 'snapshot') entries = decodeSnapshot(read.payloads[i]).entries;
    if (read.kind === 'rollup') {
      const end = first + compact.blocks * 2 ** 20;
      const state = states[compact.region] ?? new Map();
      for (const [entry, value] of delta.entries) if (entry >= first && entry < end) state.set(entry - first, value);
      first = end;
      entries = [...state].sort(([a], [b]) => a - b);
    }
    const root = read.kind === 'heads' ? compact.stateRoot : stateRoot(compact.blocks, entries);
    const head = readHead(rebuildHead({ ...compact, stateRoot: root }), compact.region, heads.keys, vector.now);
    hashes.push([compact.region, head.hash]);
  });
  const all = [...hashes, ...read.others].sort(([a], [b]) => a < b ? -1 : 1);
  same(vector.name, [read.kind, read.fromEpoch, headsRoot(all).toString('hex')], [vector.kind, vector.fromEpoch, vector.headsRoot]);
}
console.log(JSON.stringify({ checked, disagreements }));
