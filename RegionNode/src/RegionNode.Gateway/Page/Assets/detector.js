import { desk } from './desk.js';

const formats = ['qr_code'];
let made = null;

/** Whether codes can be read here: by the browser's own detector, or by the one that this gateway serves. */
export const possible = async () => (await own()) !== null || (await desk())?.codes === true;

/** The first code's text in a picture or a video; null where there is none. Throws where no detector can be had. */
export async function text(source) {
  const found = await (await (made ??= make())).detect(source);
  return found[0]?.rawValue ?? null;
}

/** The browser's own detector, where it knows QR codes. */
async function own() {
  const native = globalThis.BarcodeDetector;
  return native && (await native.getSupportedFormats()).includes(formats[0]) ? native : null;
}

async function make() {
  // npm `qr` has the same interface; it is fetched when the first code is read.
  const Detector = (await own()) ?? (await import('./qr/decode.js')).BarcodeDetector;
  return new Detector({ formats });
}
