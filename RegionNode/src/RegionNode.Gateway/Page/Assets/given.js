import { encode } from './base64.js';
import { possible } from './detector.js';
import { codeIn } from './picture.js';

const limit = 1 << 20;
const pictureLimit = 16 << 20;

/**
 * What the holder gave: a device response and, where there is one, the transcript of its session; or the text of a code
 * in a picture. CBOR tells the first two apart by their first byte: a map and an array (ISO/IEC 18013-5 §8.3.2, §9.1.5.1).
 */
export async function read(files) {
  const given = {};
  for (const file of files) {
    const picture = file.type.startsWith('image/') && (await possible());
    if (file.size > (picture ? pictureLimit : limit)) return { problem: 'fileTooLarge' };
    if (picture) {
      const code = await codeIn(file);
      return code ? { code } : { problem: 'noCodeInPicture' };
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const part = { 4: 'transcript', 5: 'response' }[bytes[0] >> 5];
    if (!part) return { problem: 'notPresentation' };
    given[part] = { name: file.name, content: encode(bytes) };
  }
  return given;
}
