// What both peers are given: one JSON object on standard input, bytes in base64.
import { createPrivateKey } from 'node:crypto';
import { text } from 'node:stream/consumers';

// Both take SessionTranscriptBytes: tag 24 around the transcript (shorter than 256 bytes here).
const tagged = transcript => Buffer.concat([Buffer.from([0xd8, 0x18, 0x58, transcript.length]), transcript]);
const bytes = encoded => new Uint8Array(Buffer.from(encoded, 'base64'));
const jwk = privateKeyPem => createPrivateKey(privateKeyPem).export({ format: 'jwk' });

export async function readInput(date) {
  const given = JSON.parse(await text(process.stdin));
  const portrait = bytes(given.portrait ?? '');
  return {
    ...given,
    response: given.response && bytes(given.response),
    transcript: given.transcript && new Uint8Array(tagged(bytes(given.transcript))),
    iaca: given.iaca && bytes(given.iaca),
    certificate: given.certificate && bytes(given.certificate),
    signerKey: given.signerKey && jwk(given.signerKey),
    deviceKey: given.deviceKey && jwk(given.deviceKey),
    signed: given.signed && new Date(given.signed),
    validUntil: given.validUntil && new Date(given.validUntil),
    docType: 'org.iso.18013.5.1.mDL',
    namespaces: {
      'org.iso.18013.5.1': {
        family_name: '合成', given_name: '样本', birth_date: date('1990-01-01'), issue_date: date('2018-05-20'),
        expiry_date: date('2028-05-20'), issuing_country: 'CN', issuing_authority: 'Synthetic authority',
        document_number: 'SYNTHETIC-1', portrait, un_distinguishing_sign: 'CHN', issuing_jurisdiction: 'CN-SH',
        driving_privileges: [{ vehicle_category_code: 'B' }], sex: 1, height: 170, nationality: 'CN', resident_city: 'Synthetic',
      },
    },
  };
}
