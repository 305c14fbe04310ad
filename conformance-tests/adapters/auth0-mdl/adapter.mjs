// Adapter of @auth0/mdl (ADAPTER.md), called as its README shows.
import { serveMdoc } from '../mdoc.mjs';
import { Verifier } from '@auth0/mdl';
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('node_modules/@auth0/mdl/package.json', import.meta.url)));

const pem = der => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n').trim()}\n-----END CERTIFICATE-----\n`;

// A COSE_Key of EC2, P-256, with its private part; the library takes no JWK here.
function coseKey({ x, y, d }) {
  const part = (label, text) => [label, 0x58, 32, ...Buffer.from(text, 'base64url')];
  return Buffer.from([0xa5, 0x01, 0x02, 0x20, 0x01, ...part(0x21, x), ...part(0x22, y), ...part(0x23, d)]);
}

await serveMdoc({ name: '@auth0/mdl', version }, ({ response, transcript, readerKey, authorities }) =>
  new Verifier(authorities.map(pem)).verify(Buffer.from(response), {
    encodedSessionTranscript: transcript && Buffer.from(transcript),
    ephemeralReaderKey: readerKey && coseKey(readerKey),
  }));
