// SPEC.md §6.8: proofs of possession. SPEC.md §7.6 and §7.15: live assertions, also as staples.
import { Fault } from '../issuance/cbor.mjs';
import { sha256 } from '../issuance/merkle.mjs';
import { clockSkew, isBytes, isRegion, isWhole, lastSecond, read } from './cbor.mjs';
import { isEs256, isSignedBy, readSign1 } from './cose.mjs';

const malformed = detail => { throw new Fault('Malformed', detail); };

export const subjectOf = (uri, index, more) => `${uri} ${index}${more === undefined ? '' : ` ${more}`}`;

export function isPossession({ act, region, nonce, subject, deviceKey, proof }) {
  if ([region, nonce, subject].some(line => line.includes('\n'))) return false;
  return isEs256(Buffer.from([`federation-holder-${act}-1`, region, nonce, subject].join('\n')), Buffer.from(proof, 'base64'), deviceKey);
}

// §7.1 and §7.2, from low to high.
const severities = [0x0, 0x3, 0xc, 0xd, 0x2, 0x1];
const severity = value => severities.indexOf(severities.includes(value) ? value : 0x1);
const valueOfLetter = letter => 'AHINPT'.includes(letter) ? 0x0 : 'BMS'.includes(letter) ? 0x3 : 'DJKLU'.includes(letter) ? 0x2 : letter === 'C' ? 0xd : 0x1;
const isText = (value, most) => typeof value === 'string' && value.length >= 1 && value.length <= most;
const isInstant = value => isWhole(value, 0, lastSecond);
const isDay = value => /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value && !value.startsWith('0000');

const rules = {
  1: [true, value => typeof value === 'string' && /^[0-9]{6}$/.test(value)], 2: [true, value => isText(value, 512)], 4: [true, isInstant], 6: [true, isInstant],
  10: [true, value => isBytes(value, 16, 64)], [-65538]: [true, value => isWhole(value, 0, 2 ** 20 - 1)], [-65539]: [true, value => isWhole(value, 0, 255)],
  [-65540]: [false, value => isText(value, 26) && /^[A-Z]+$/.test(value) && new Set(value).size === value.length], [-65541]: [true, value => isText(value, 32)],
  [-65542]: [false, value => isWhole(value, 0, 999)], [-65543]: [false, value => typeof value === 'string' && isDay(value)], [-65579]: [false, isRegion],
};

function readClaims(payload) {
  const claims = read(payload);
  if (!(claims instanceof Map)) malformed('claims');
  for (const [label, [wanted, test]] of Object.entries(rules)) {
    const value = claims.get(Number(label));
    if (value === undefined ? wanted : !test(value)) malformed(`claim ${label}`);
  }
  const letters = claims.get(-65540) ?? '', value = claims.get(-65539), life = claims.get(4) - claims.get(6);
  if (claims.get(-65541) === 'GA/T 16.25/1' && [...letters].some(letter => severity(valueOfLetter(letter)) > severity(value))) malformed('milder than its letters');
  if (claims.has(-65579) && (value !== 0xd || claims.get(-65579) === claims.get(1))) malformed('moved');
  if (life <= 0) malformed('no life');
  if (life > 600) throw new Fault('TooLong', `${life} s`);
  return claims;
}

// §7.6, in its order.
export function verifyAssertion(bytes, { region, uri, index, nonce }, keys, now) {
  if (bytes.length > 4096) malformed('length');
  const message = readSign1(bytes); // 1
  if (message.typ !== 'application/vnd.federation.live-status+cwt') throw new Fault('WrongType', `${message.typ}`); // 2
  const spki = keys[region]?.[message.kid];
  if (!spki) throw new Fault('UnknownKey', `${message.kid}`); // 3
  if (message.payload === null || !isSignedBy(message, message.payload, spki)) throw new Fault('BadSignature', message.kid); // 4
  const claims = readClaims(message.payload); // 5
  if (claims.get(1) !== region || claims.get(2) !== uri || claims.get(-65538) !== index) throw new Fault('WrongSubject', 'another licence'); // 6
  if (!claims.get(10).equals(nonce)) throw new Fault('WrongNonce', 'another question'); // 7
  if (claims.get(6) > now + clockSkew) throw new Fault('FromTheFuture', 'iat'); // 8
  if (claims.get(4) <= now) throw new Fault('Expired', 'exp'); // 9
  return { value: severities.includes(claims.get(-65539)) ? claims.get(-65539) : 1, letters: claims.get(-65540) ?? '', points: claims.get(-65542) ?? null, pointsClear: claims.get(-65543) ?? null, movedTo: claims.get(-65579) ?? null };
}

// §7.15: the nonce of a staple is the hash of the security object as signed.
export const verifyStaple = (bytes, { region, uri, index, securityObject }, keys, now) =>
  verifyAssertion(bytes, { region, uri, index, nonce: sha256(securityObject) }, keys, now);
