// SPEC.md §15.5 and §15.6: disputes and their answers.
import { Fault } from '../issuance/cbor.mjs';
import { sha256 } from '../issuance/merkle.mjs';
import { clockSkew, isBytes, isRegion, isWhole, lastSecond } from './cbor.mjs';
import { openStatement, readClaims } from './cose.mjs';

const malformed = detail => { throw new Fault('Malformed', detail); };
const most = 2048, statusValues = [0x0, 0x1, 0x2, 0x3, 0xc, 0xd];
const isInstant = value => isWhole(value, 0, lastSecond);
const isStatus = value => statusValues.includes(value);
const hasLength = (value, least, longest) => typeof value === 'string' && value.length >= least && value.length <= longest;

const disputeRules = {
  1: [true, isRegion], 2: [true, value => hasLength(value, 1, 512)], 3: [true, isRegion], 6: [true, isInstant], 7: [true, value => isBytes(value, 16)],
  [-65538]: [true, value => isWhole(value, 0, 2 ** 20 - 1)], [-65539]: [true, isStatus], [-65573]: [true, isInstant],
  [-65574]: [true, value => isWhole(value, 1, 5)], [-65575]: [true, value => isWhole(value, 1, 3)], [-65576]: [false, value => isBytes(value, 32)],
};
const answerRules = {
  1: [true, isRegion], 3: [true, isRegion], 6: [true, isInstant], [-65577]: [true, value => isBytes(value, 32)],
  [-65578]: [true, value => isWhole(value, 1, 4)], [-65539]: [false, isStatus],
};

function readDispute(payload) {
  const claims = readClaims(payload, disputeRules);
  if (claims.get(-65573) > claims.get(6)) malformed('seen later than reported');
  return claims;
}

function readAnswer(payload) {
  const claims = readClaims(payload, answerRules);
  if ((claims.get(-65578) === 4) === claims.has(-65539)) malformed('a value belongs to every finding but 4');
  return claims;
}

export function verifyDispute(bytes, keys, now) {
  const { claims, payload, keyId } = openStatement(bytes, 'application/vnd.federation.dispute+cwt', most, readDispute, (kid, said) => keys[said.get(1)]?.[kid]);
  if (claims.get(6) > now + clockSkew) throw new Fault('FromTheFuture', 'iat');
  return {
    reporting: claims.get(1), home: claims.get(3), at: claims.get(6), id: claims.get(7), uri: claims.get(2), index: claims.get(-65538), seen: claims.get(-65539),
    seenAsOf: claims.get(-65573), fault: claims.get(-65574), reporter: claims.get(-65575), attachments: claims.get(-65576) ?? null, hash: sha256(payload), keyId,
  };
}

export function verifyAnswer(bytes, dispute, keys, now) {
  const { claims, keyId } = openStatement(bytes, 'application/vnd.federation.dispute-answer+cwt', most, readAnswer, kid => keys[dispute.home]?.[kid]);
  if (claims.get(1) !== dispute.home || claims.get(3) !== dispute.reporting || !claims.get(-65577).equals(dispute.hash)) throw new Fault('WrongSubject', 'another dispute');
  if (claims.get(6) > now + clockSkew) throw new Fault('FromTheFuture', 'iat');
  return { at: claims.get(6), finding: claims.get(-65578), value: claims.get(-65539) ?? null, keyId };
}
