// Writes a status list JWT by @sd-jwt/jwt-status-list and jose, with a key of its own.
// In: {"claims", "bits", "size", "entries", "kid"} on standard input. Out: {"jwt", "jwk"}.
import { StatusList, createHeaderAndPayload } from '@sd-jwt/jwt-status-list';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { text } from 'node:stream/consumers';

const { claims, bits, size, entries, kid } = JSON.parse(await text(process.stdin));
const statuses = new Array(size).fill(0);
for (const [index, value] of Object.entries(entries)) statuses[index] = value;
const { header, payload } = createHeaderAndPayload(new StatusList(statuses, bits), claims, { alg: 'ES256', kid });
const { publicKey, privateKey } = await generateKeyPair('ES256');
console.log(JSON.stringify({
  jwt: await new SignJWT(payload).setProtectedHeader(header).sign(privateKey), jwk: await exportJWK(publicKey),
}));
