// Reads a VICAL by cbor-x and the platform's own crypto: a COSE_Sign1 with x5chain (ISO/IEC 18013-5 Annex C).
// In: {"vical" (hex), "root" (hex)} on standard input. Out: {"verified", "provider", "date", "issue", "entries"}.
import { Decoder, Encoder } from 'cbor-x';
import crypto from 'node:crypto';
import { text } from 'node:stream/consumers';

const decoder = new Decoder({ mapsAsObjects: false, useRecords: false });
const encoder = new Encoder({ mapsAsObjects: false, useRecords: false, tagUint8Array: false });
const { vical, root } = JSON.parse(await text(process.stdin));
const [guarded, header, payload, signature] = decoder.decode(Buffer.from(vical, 'hex'));
const chain = [header.get(33)].flat().map(der => new crypto.X509Certificate(der));
const anchor = new crypto.X509Certificate(Buffer.from(root, 'hex'));
const [signer] = chain;
const covered = encoder.encode(['Signature1', guarded, Buffer.alloc(0), payload]);
const verified = decoder.decode(guarded).get(1) === -7 && signer.verify(anchor.publicKey)
  && crypto.verify('sha256', covered, { key: signer.publicKey, dsaEncoding: 'ieee-p1363' }, signature);
const list = decoder.decode(payload);
console.log(JSON.stringify({
  verified,
  provider: list.get('vicalProvider'),
  date: list.get('date').toISOString(),
  issue: list.get('vicalIssueID'),
  entries: list.get('certificateInfos').map(entry => {
    const certificate = new crypto.X509Certificate(entry.get('certificate'));
    return {
      serial: entry.get('serialNumber').toString(16).toUpperCase(),
      serialInCertificate: BigInt('0x' + certificate.serialNumber).toString(16).toUpperCase(),
      state: entry.get('stateOrProvinceName'),
      docTypes: entry.get('docType'),
      notAfter: entry.get('notAfter').toISOString(),
      notAfterInCertificate: new Date(certificate.validTo).toISOString(),
    };
  }),
}));
