// SPEC.md §3.3: COSE_Sign1 by an ES256 key.
import crypto from 'node:crypto';
import { Fault } from '../issuance/cbor.mjs';
import { Tagged, read, write } from './cbor.mjs';

const malformed = detail => { throw new Fault('Malformed', detail); };
const alg = 1, crit = 2, kid = 4, typ = 16, es256 = -7, mostHeaders = 16;

export function readSign1(bytes) {
  let message = read(bytes);
  if (message instanceof Tagged && message.tag === 18n) message = message.value;
  if (!Array.isArray(message) || message.length !== 4 || (bytes[0] === 0xd2 ? bytes[1] : bytes[0]) !== 0x84) malformed('not an array of four');
  const [guarded, open, payload, signature] = message;
  if (!Buffer.isBuffer(guarded) || !(open instanceof Map) || !(payload === null || Buffer.isBuffer(payload)) || !Buffer.isBuffer(signature)) malformed('a part');
  const closed = guarded.length === 0 ? new Map() : read(guarded);
  if (!(closed instanceof Map) || closed.size + open.size > mostHeaders) malformed('headers');
  for (const [label, value] of [...closed, ...open]) {
    if (typeof label === 'string' && label.startsWith("h'")) malformed('a label that is neither number nor text');
    if (label === crit || (closed.has(label) && open.has(label))) malformed(`header ${label}`);
    if (label === kid && !Buffer.isBuffer(value)) malformed('kid');
    if (label === typ && typeof value !== 'string' && !Number.isInteger(value)) malformed('typ');
  }
  if (!Number.isInteger(closed.get(alg)) || open.has(alg)) malformed('alg');
  const header = label => closed.get(label) ?? open.get(label);
  return { guarded, payload, signature, alg: closed.get(alg), kid: keyId(header(kid)), typ: header(typ) };
}

// §7.4: the id of a status key is text of 1 to 256 bytes.
function keyId(bytes) {
  if (!bytes || bytes.length < 1 || bytes.length > 256) return null;
  try { return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes); } catch { return null; }
}

// The key (base64 of its SubjectPublicKeyInfo) is ES256: a message of another algorithm is not its own.
export function isSignedBy(message, payload, spki) {
  if (message.alg !== es256) return false;
  const covered = write(['Signature1', message.guarded, Buffer.alloc(0), payload]);
  return isEs256(covered, message.signature, spki);
}

export function isEs256(data, signature, spki) {
  if (signature.length !== 64) return false; // §3.2: r and s, 32 bytes each
  const key = crypto.createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  return crypto.verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

// A statement of a region (§15.2): length and form, type, claims, key, signature, in this order. read makes claims of a payload;
// keyOf gets the key id and the claims.
export function openStatement(bytes, type, most, read, keyOf) {
  if (bytes.length > most) malformed(`${bytes.length} bytes`);
  const message = readSign1(bytes);
  if (message.typ !== type) throw new Fault('WrongType', `${message.typ}`);
  if (message.payload === null) malformed('detached');
  const claims = read(message.payload);
  const spki = message.kid === null ? undefined : keyOf(message.kid, claims);
  if (!spki) throw new Fault('UnknownKey', `${message.kid}`);
  if (!isSignedBy(message, message.payload, spki)) throw new Fault('BadSignature', message.kid);
  return { claims, payload: message.payload, keyId: message.kid };
}

// Claims of exactly these labels in the one form. rules: label -> [must be there, test].
export function readClaims(payload, rules) {
  const claims = read(payload);
  if (!(claims instanceof Map) || [...claims.keys()].some(label => !(label in rules)) || !write(claims).equals(payload)) malformed('claims');
  for (const [label, [wanted, test]] of Object.entries(rules)) {
    const value = claims.get(Number(label));
    if (value === undefined ? wanted : !test(value)) malformed(`claim ${label}`);
  }
  return claims;
}
