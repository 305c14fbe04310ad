// @auth0/mdl: verifies a DeviceResponse, issues a licence, presents one.
import { DeviceResponse, Document, MDoc, Verifier } from '@auth0/mdl';
import { X509Certificate } from 'node:crypto';

const pem = der => new X509Certificate(der).toString();

const verifiers = new Map();
export async function verify({ response, transcript, iaca }) {
  const id = Buffer.from(iaca).toString('base64');
  if (!verifiers.has(id))
    verifiers.set(id, new Verifier([pem(iaca)]));
  await verifiers.get(id).verify(response, { encodedSessionTranscript: transcript });
}

export async function issue({ docType, namespaces, signerKey, certificate, deviceKey, signed, validUntil }) {
  const document = new Document(docType);
  for (const [name, elements] of Object.entries(namespaces))
    document.addIssuerNameSpace(name, elements);
  const { d, ...publicKey } = deviceKey;
  return document
    .useDigestAlgorithm('SHA-256')
    .addValidityInfo({ signed, validFrom: signed, validUntil })
    .addDeviceKeyInfo({ deviceKey: publicKey })
    .sign({ issuerPrivateKey: { ...signerKey, kid: 'test' }, issuerCertificate: certificate, alg: 'ES256' });
}

export async function present(options) {
  const issued = new MDoc([await issue(options)]);
  const fields = Object.entries(options.namespaces).flatMap(([name, elements]) =>
    Object.keys(elements).map(element => ({ path: [`$['${name}']['${element}']`], intent_to_retain: false })));
  const response = await DeviceResponse.from(issued)
    .usingPresentationDefinition({
      id: 'interoperability',
      input_descriptors: [{ id: options.docType, format: { mso_mdoc: { alg: ['ES256'] } }, constraints: { limit_disclosure: 'required', fields } }],
    })
    .usingSessionTranscriptBytes(Buffer.from(options.transcript))
    .authenticateWithSignature({ ...options.deviceKey, kid: 'test' }, 'ES256') // without a kid it writes undefined, which is no kid of RFC 9052
    .sign();
  return response.encode();
}

export const encode = issued => new MDoc([issued]).encode();
export const date = text => text;
