// Reads conformance-tests/vectors/log by the readers in this folder, which were written from SPEC.md §12.
// In: nothing. Out: {"checked": n, "disagreements": [text …]}.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { leafHash, isIncluded, sha256 } from '../issuance/merkle.mjs';
import { keyOf, readEpoch, verifyCheckpoint, verifyProof } from './notes.mjs';
import { filesOf, isConsistent, rootOf } from './tree.mjs';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'vectors', 'log');
const read = name => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
const bytes = text => Buffer.from(text, 'base64');
const disagreements = [];
let checked = 0;

const same = (name, got, expected) => {
  checked++;
  if (JSON.stringify(got) !== JSON.stringify(expected)) disagreements.push(`${name}: ${JSON.stringify(got).slice(0, 300)} is not ${JSON.stringify(expected).slice(0, 300)}`);
};
const outcome = (act, tell) => { try { return tell(act()); } catch (e) { return { fault: e.fault ?? `${e.stack}` }; } };
const expected = ({ name, bytes, now, policy, ...rest }) => rest;
const b64 = value => value.toString('base64');

for (const vector of read('keys.json').vectors)
  same(vector.name, { vkey: keyOf(vector.keyName, vector.kind, bytes(vector.spki)).vkey }, { vkey: vector.vkey });

for (const vector of read('epochs.json').vectors)
  same(vector.name, outcome(() => readEpoch(bytes(vector.bytes)), epoch => ({ fault: null, number: epoch.number, time: epoch.time,
    snapshotSha256: b64(epoch.snapshotSha256), headsRoot: b64(epoch.headsRoot), heads: epoch.heads, issuanceRoot: b64(epoch.issuanceRoot),
    batches: epoch.batches, ...epoch.transfers > 0 && { transfersRoot: b64(epoch.transfersRoot), transfers: epoch.transfers }, leafHash: b64(leafHash(bytes(vector.bytes))) })), expected(vector));

const checkpoints = read('checkpoints.json');
for (const vector of checkpoints.vectors)
  same(vector.name, outcome(() => verifyCheckpoint(bytes(vector.bytes), checkpoints.policies[vector.policy], vector.now),
    checkpoint => ({ fault: null, size: Number(checkpoint.size), root: b64(checkpoint.root), cosigned: checkpoint.cosigned, loggedAt: checkpoint.loggedAt })), expected(vector));

const proofs = read('proofs.json');
for (const vector of proofs.vectors)
  same(vector.name, outcome(() => verifyProof(bytes(vector.bytes), proofs.policies[vector.policy], vector.now),
    proof => ({ fault: null, number: proof.number, size: proof.size, newest: proof.newest, loggedAt: proof.loggedAt })), expected(vector));

const merkle = read('merkle.json');
const leaves = merkle.leaves.map(data => leafHash(bytes(data)));
merkle.roots.forEach((root, size) => same(`root of ${size}`, b64(rootOf(leaves.slice(0, size))), root));
for (const vector of merkle.inclusion)
  same(vector.name, isIncluded(bytes(vector.leafHash), vector.index, vector.size, vector.path.map(bytes), bytes(vector.root)), vector.accepted);
for (const vector of merkle.consistency)
  same(vector.name, isConsistent(BigInt(vector.size1), bytes(vector.root1), BigInt(vector.size2), bytes(vector.root2), vector.path.map(bytes)), vector.accepted);

for (const vector of read('tiles.json').vectors) {
  const files = filesOf(Array.from({ length: vector.size }, (_, i) => Buffer.from(`entry ${i}`)));
  same(vector.name, Object.fromEntries(Object.keys(files).sort().map(name => [name, sha256(files[name]).toString('hex')])), vector.files);
}

console.log(JSON.stringify({ checked, disagreements }));
