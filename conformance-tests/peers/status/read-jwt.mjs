// Reads a status list JWT as its users do: jose checks the signature, @sd-jwt/jwt-status-list reads the list.
// In: {"jwt", "jwk", "now", "indices"} on standard input. Out: {"header", "payload", "statuses"}.
import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list';
import { importJWK, jwtVerify } from 'jose';
import { text } from 'node:stream/consumers';

const { jwt, jwk, now, indices } = JSON.parse(await text(process.stdin));
const { protectedHeader, payload } = await jwtVerify(jwt, await importJWK(jwk, 'ES256'), {
  algorithms: ['ES256'], typ: 'statuslist+jwt', requiredClaims: ['sub', 'iat'], currentDate: new Date(now * 1000),
});
const list = getListFromStatusListJWT(jwt);
delete payload.status_list.lst;
console.log(JSON.stringify({
  header: protectedHeader, payload, length: list.statusList.length, statuses: indices.map(i => list.getStatus(i)),
}));
