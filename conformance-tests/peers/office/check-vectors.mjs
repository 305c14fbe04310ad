// Reads conformance-tests/vectors/{transfers,disputes,audit,holders,qr} by the readers in this folder, which were written from
// SPEC.md §6.8, §6.10 to §6.12, §7.6, §7.15, §14 and §15. In: nothing. Out: {"checked": n, "disagreements": [text …]}.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { entryHash, verifyCheckpoint, verifyExport } from './audit.mjs';
import { verifyAnswer, verifyDispute } from './disputes.mjs';
import { isPossession, subjectOf, verifyAssertion, verifyStaple } from './holders.mjs';
import { readChallenge, verifyCode } from './codes.mjs';
import { personOf, readRecord, verifyAcceptance, verifyList, verifySigned, readSigned, verifyTransferProof } from './transfers.mjs';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'vectors');
const read = name => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
const bytes = text => Buffer.from(text, 'base64');
const disagreements = [];
let checked = 0;

// Bytes are told as base64, whole numbers beyond 2^53 as text.
const plain = said => Object.fromEntries(Object.entries(said).map(([name, value]) =>
  [name, Buffer.isBuffer(value) ? value.toString('base64') : typeof value === 'bigint' ? `${value}` : value]));

// What a vector says is its `fault`, or what follows in `says`.
function each(name, decide) {
  const file = read(name);
  for (const vector of file.vectors) {
    let answer;
    try { answer = { fault: null, says: plain(decide(vector, file)) }; } catch (e) { answer = { fault: e.fault ?? `${e.stack}`, ...e.line && { line: e.line } }; }
    const { fault, line, says } = vector;
    const wanted = { fault, ...line && { line }, ...says && { says } };
    checked++;
    if (JSON.stringify(answer) !== JSON.stringify(wanted)) disagreements.push(`${name}, ${vector.name}: ${JSON.stringify(answer).slice(0, 400)} is not ${JSON.stringify(wanted).slice(0, 400)}`);
  }
}

each('transfers/persons.json', vector => ({ person: personOf(bytes(vector.salt), vector.fileNumber) }));
each('transfers/records.json', vector => readRecord(bytes(vector.bytes)));
each('transfers/signed.json', (vector, { keys }) => verifySigned(readSigned(bytes(vector.bytes)), keys));
each('transfers/acceptances.json', (vector, { keys }) => verifyAcceptance(bytes(vector.bytes), vector.asked, keys, vector.now));
each('transfers/lists.json', (vector, { policy }) => verifyList(bytes(vector.bytes), policy, vector.now));
each('transfers/proofs.json', (vector, { keys, policy }) => verifyTransferProof(bytes(vector.bytes), keys, policy, vector.now));
each('disputes/records.json', (vector, { keys }) => verifyDispute(bytes(vector.bytes), keys, vector.now));
each('disputes/answers.json', (vector, { keys }) => verifyAnswer(bytes(vector.bytes), { ...vector.dispute, hash: bytes(vector.dispute.hash) }, keys, vector.now));
each('audit/entries.json', ({ entry }) => ({ hash: entryHash({ ...entry, seq: BigInt(entry.seq), at: BigInt(entry.at), previous: bytes(entry.previous) }) }));
each('audit/checkpoints.json', (vector, { keys }) => verifyCheckpoint(bytes(vector.bytes), keys));
each('audit/exports.json', (vector, { keys }) => verifyExport(vector.lines.map(line => typeof line === 'string' ? Buffer.from(line) : bytes(line.bytes)), keys));
each('qr/codes.json', (vector, { keys }) => verifyCode(vector.text, { now: vector.now, purpose: vector.purpose, challenge: vector.challenge && bytes(vector.challenge) }, keys));
each('qr/challenges.json', vector => ({ challenge: readChallenge(vector.text) }));
each('holders/proofs.json', vector => ({ accepted: isPossession({ ...vector, subject: vector.subject ?? subjectOf(vector.uri, vector.index, vector.more) }) }));
each('holders/assertions.json', (vector, { keys }) => verifyAssertion(bytes(vector.bytes), { ...vector, nonce: bytes(vector.nonce) }, keys, vector.now));
each('holders/staples.json', (vector, { keys }) => verifyStaple(bytes(vector.bytes), { ...vector, securityObject: bytes(vector.securityObject) }, keys, vector.now));

console.log(JSON.stringify({ checked, disagreements }));
