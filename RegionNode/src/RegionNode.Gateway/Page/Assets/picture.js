import { text } from './detector.js';

const side = 2048;

/** The text of the code in a picture; null where none can be read. */
export async function codeIn(file) {
  try {
    const whole = await createImageBitmap(file);
    const times = side / Math.max(whole.width, whole.height);
    if (times >= 1) return await text(whole);
    // A photo of today's phones is larger than decoders take.
    return await text(await createImageBitmap(whole, { resizeWidth: Math.round(whole.width * times), resizeHeight: Math.round(whole.height * times), resizeQuality: 'high' }));
  } catch {
    return null;
  }
}
