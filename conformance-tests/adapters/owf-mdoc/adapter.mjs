// Adapter of @owf/mdoc (ADAPTER.md). The library leaves cryptography and certificates to its host: context.mjs.
import { serveMdoc } from '../mdoc.mjs';
import { CoseKey, Verifier } from '@owf/mdoc';
import { context } from './context.mjs';
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('node_modules/@owf/mdoc/package.json', import.meta.url)));

await serveMdoc({ name: '@owf/mdoc', version }, ({ response, transcript, readerKey, authorities, now }) =>
  Verifier.verifyDeviceResponse({
    deviceResponse: response,
    sessionTranscript: transcript,
    ephemeralReaderKey: readerKey && CoseKey.fromJwk(readerKey),
    trustedCertificates: authorities,
    now,
  }, context));
