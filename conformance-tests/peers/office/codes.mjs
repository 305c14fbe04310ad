// SPEC.md §6.10 to §6.12: licences as QR codes.
import crypto from 'node:crypto';
import { Fault } from '../issuance/cbor.mjs';
import { sha256 } from '../issuance/merkle.mjs';
import { isBytes, isRegion, isWhole, lastSecond, read, write } from './cbor.mjs';
import { isEs256, isSignedBy, readSign1 } from './cose.mjs';

const malformed = detail => { throw new Fault('QrMalformed', detail); };
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const life = 60, ahead = 30, mostCharacters = 4296;
const iso = 'org.iso.18013.5.1', national = 'cn.drivinglicence.1';

// RFC 9285.
function base45(text) {
  const bytes = [];
  if (text.length % 3 === 1) malformed('length');
  for (let at = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map(character => alphabet.indexOf(character));
    const number = group.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (group.includes(-1) || number >= (group.length === 3 ? 65536 : 256)) malformed('group');
    bytes.push(...group.length === 3 ? [number >> 8, number & 255] : [number]);
  }
  return Buffer.from(bytes);
}

function content(text, prefix) {
  if (text.length > mostCharacters || !text.startsWith(prefix)) malformed('prefix');
  return base45(text.slice(prefix.length));
}

export function readChallenge(text) {
  const challenge = content(text, 'CNDC1:');
  return isBytes(challenge, 16, 64) ? challenge : malformed('challenge');
}

// Whatever is wrong with the form is one fault here.
const wellFormed = open => { try { return open(); } catch (e) { return e instanceof Fault ? malformed(e.message) : (() => { throw e; })(); } };

const isText = (value, most) => typeof value === 'string' && value.length > 0 && Buffer.byteLength(value) <= most;
const isDay = value => isWhole(value, -719162, 2932896);
const isClass = value => Array.isArray(value) && (value.length === 2 || value.length === 3) && isText(value[0], 2) && isDay(value[1])
  && (value.length === 2 || value[2] === null || isDay(value[2]));

function readCompact(bytes) {
  const message = readSign1(bytes), kid = kidOf(message);
  if (!isBytes(kid, 8) || message.payload === null) malformed('kid or content');
  const claims = read(message.payload);
  if (!(claims instanceof Map)) malformed('claims');
  const status = claims.get(65535) instanceof Map ? claims.get(65535).get('status_list') : undefined;
  const key = claims.get(8) instanceof Map ? claims.get(8).get(1) : undefined;
  const licence = claims.get(-65580);
  if (!isRegion(claims.get(1)) || !isWhole(claims.get(4), 0, lastSecond) || !isWhole(claims.get(6), 0, lastSecond) || !(key instanceof Map)
    || !(status instanceof Map) || typeof status.get('uri') !== 'string' || !Number.isInteger(status.get('idx')) || !(licence instanceof Map)) malformed('a claim');
  const classes = licence.get(6);
  if (licence.get(0) !== 1 || ![1, 2, 3].every(member => isText(licence.get(member), 600)) || !isDay(licence.get(4)) || (licence.has(5) && !isDay(licence.get(5)))
    || !Array.isArray(classes) || classes.length < 1 || classes.length > 32 || !classes.every(isClass) || !isWhole(licence.get(7), 0, 999999) || !isBytes(licence.get(8), 16)) malformed('a member');
  return { message, kid, claims, status, key, licence };
}

// The protected header's kid is bytes here, not the name of a status key.
function kidOf(message) {
  const header = read(message.guarded);
  return header.get(4);
}

function readHolder(bytes) {
  const message = readSign1(bytes);
  if (message.payload === null) malformed('detached');
  const said = read(message.payload);
  if (!Array.isArray(said) || said.length !== 5 || !write(said).equals(message.payload)) malformed('statement');
  const [compact, madeAt, purpose, challenge, staple] = said;
  if (!isBytes(compact, 1, mostCharacters) || !isWhole(madeAt, 0, lastSecond - life - ahead) || typeof purpose !== 'string' || !/^[\x00-\x7f]{1,32}$/.test(purpose)
    || !(isBytes(challenge, 0) || isBytes(challenge, 16, 64)) || !isBytes(staple, 0, 4096)) malformed('statement');
  return { message, compact, madeAt, purpose, challenge };
}

// RFC 9053 §7.1.1: y, or its sign alone, which the platform reads as a compressed point.
function deviceKey(key) {
  const [x, y] = [key.get(-2), key.get(-3)], sign = { f4: 2, f5: 3 }[y?.simple];
  if (key.get(1) !== 2 || key.get(-1) !== 1 || !isBytes(x, 32) || !(isBytes(y, 32) || sign)) return null;
  try {
    const point = sign ? crypto.ECDH.convertKey(Buffer.concat([Buffer.of(sign), x]), 'prime256v1', null, null, 'uncompressed') : Buffer.concat([Buffer.of(4), x, y]);
    const spki = Buffer.concat([Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex'), point]);
    crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return spki.toString('base64');
  } catch { return null; }
}

const date = day => new Date(day * 86400000).toISOString().slice(0, 10);
const tag1004 = text => Buffer.concat([Buffer.from('d903ec', 'hex'), write(text)]);
const categories = { A1: 'D', A2: 'CE', A3: 'D', B1: 'D1', B2: 'C', C1: 'B', C2: 'B', C5: 'B', C6: 'BE', D: 'A', E: 'A', F: 'AM' };

// Maps in the order of §2.2, with dates in tag 1004.
function map(members) {
  const pairs = Object.entries(members).map(([name, value]) => [write(name), value]).sort(([a], [b]) => a.length - b.length || Buffer.compare(a, b));
  return Buffer.concat([Buffer.of(0xa0 | pairs.length), ...pairs.flat()]);
}
const array = items => Buffer.concat([items.length < 24 ? Buffer.of(0x80 | items.length) : Buffer.of(0x98, items.length), ...items]);

function elements(licence) {
  const end = licence.get(5), classes = licence.get(6).map(one => ({ code: one[0], issue: date(one[1]), expiry: one.length === 3 ? one[2] : end ?? null }));
  const last = day => tag1004(day === null || day === undefined ? '9999-12-31' : date(day));
  return {
    [`${iso}/family_name`]: write(licence.get(1)), [`${iso}/given_name`]: write(licence.get(2)), [`${iso}/birth_date`]: tag1004(date(licence.get(4))),
    [`${iso}/expiry_date`]: last(end), [`${iso}/document_number`]: write(licence.get(3)),
    [`${iso}/driving_privileges`]: array(classes.filter(one => categories[one.code]).map(one => map({
      vehicle_category_code: write(categories[one.code]), issue_date: tag1004(one.issue), expiry_date: last(one.expiry),
      ...one.code === 'C2' && { codes: array([map({ code: write('78') })]) },
    }))),
    [`${national}/classes`]: array(classes.map(one => map({ code: write(one.code), issue_date: tag1004(one.issue), ...one.expiry !== null && { expiry_date: last(one.expiry) } }))),
    [`${national}/issuing_office_code`]: write(String(licence.get(7)).padStart(6, '0')),
  };
}

// By the signers' keys alone; the reasons in the order of their numbers (§8.3), the first that refuses is the fault.
export function verifyCode(text, { now, purpose, challenge }, keys) {
  const { holder, compact } = wellFormed(() => {
    const holder = text.startsWith('CNDD1:') ? readHolder(content(text, 'CNDD1:')) : null;
    return { holder, compact: readCompact(holder ? holder.compact : content(text, 'CNDL1:')) };
  });
  const { message, claims, status, key, licence } = compact;
  const refuse = (reason, when) => { if (when) throw new Fault(reason, reason); };
  const signer = keys[claims.get(1)]?.[compact.kid.toString('hex')], device = deviceKey(key);
  const isOurs = holder && device && isEs256(write(['Signature1', holder.message.guarded, Buffer.from('federation-qr-1'), holder.message.payload]), holder.message.signature, device);
  refuse('NotYetValid', now < claims.get(6)); // 209
  refuse('Expired', now >= claims.get(4)); // 210
  refuse('ValidityInconsistent', claims.get(6) >= claims.get(4)); // 211
  refuse('IssuerSignatureInvalid', signer && !isSignedBy(message, message.payload, signer)); // 213
  refuse('DeviceKeyInvalid', device === null); // 403
  refuse('DeviceSignatureInvalid', holder && !isOurs); // 404
  refuse('QrExpired', holder && now - holder.madeAt >= life); // 411
  refuse('QrFromFuture', holder && holder.madeAt - now > ahead); // 412
  refuse('ChallengeWrong', challenge ? !holder?.challenge.equals(challenge) : holder?.challenge.length > 0); // 414
  refuse('PurposeMismatch', holder && holder.purpose !== purpose); // 415
  refuse('SignerNotListed', !signer); // 506
  return {
    region: claims.get(1), uri: status.get('uri'), index: status.get('idx'),
    elements: Object.fromEntries(Object.entries(elements(licence)).map(([name, value]) => [name, value.toString('base64')])),
    warnings: holder ? holder.challenge.length ? [] : ['NoVerifierChallenge'] : ['QrStaticOnly'],
    replayId: holder ? sha256(holder.message.payload).toString('hex') : null,
  };
}
