// Reads a JWK set as web programs do: jose imports every key, and checks a signature by the set's key of that name.
// In: {"jwks", "jwt"} on standard input. Out: {"imported", "kid", "payload"}.
import { createLocalJWKSet, importJWK, jwtVerify } from 'jose';
import { text } from 'node:stream/consumers';

const { jwks, jwt } = JSON.parse(await text(process.stdin));
const imported = await Promise.all(jwks.keys.map(jwk => importJWK(jwk)));
const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet(jwks));
console.log(JSON.stringify({ imported: imported.length, kid: protectedHeader.kid, payload }));
