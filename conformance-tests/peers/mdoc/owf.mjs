// @owf/mdoc: verifies a DeviceResponse, issues a licence, presents one.
import { CoseKey, DateOnly, DeviceKey, DeviceRequest, DocRequest, Holder, Issuer, ItemsRequest, Verifier } from '@owf/mdoc';
import { context } from './owf-context.mjs';

// -7 is ES256 (RFC 9053); the private keys carry it so that the library writes it into the protected header.
const es256 = -7;
const signing = jwk => CoseKey.fromJwk({ ...jwk, alg: 'ES256' });

export async function verify({ response, transcript, iaca }) {
  await Verifier.verifyDeviceResponse({ deviceResponse: response, sessionTranscript: transcript, trustedCertificates: [iaca] }, context);
}

export async function issue({ docType, namespaces, signerKey, certificate, deviceKey, signed, validUntil }) {
  const issuer = new Issuer(docType, context);
  for (const [name, elements] of Object.entries(namespaces))
    issuer.addIssuerNamespace(name, elements);
  return issuer.sign({
    signingKey: signing(signerKey),
    algorithm: es256,
    digestAlgorithm: 'SHA-256',
    validityInfo: { signed, validFrom: signed, validUntil },
    deviceKeyInfo: { deviceKey: DeviceKey.fromJwk({ ...deviceKey, d: undefined }) },
    certificates: [certificate],
  });
}

export async function present(options) {
  const issuerSigned = await issue(options);
  const wanted = Object.fromEntries(Object.entries(options.namespaces)
    .map(([name, elements]) => [name, Object.fromEntries(Object.keys(elements).map(element => [element, false]))]));
  const itemsRequest = ItemsRequest.create({ docType: options.docType, namespaces: wanted });
  const response = await Holder.createDeviceResponseForDeviceRequest({
    deviceRequest: DeviceRequest.create({ docRequests: [DocRequest.create({ itemsRequest })] }),
    sessionTranscript: options.transcript,
    issuerSigned: [issuerSigned],
    signature: { signingKey: signing(options.deviceKey) },
  }, context);
  return response.encode();
}

export const encode = issuerSigned => issuerSigned.encode();
export const date = text => new DateOnly(text);
