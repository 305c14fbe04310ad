const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** The bytes of base45 (RFC 9285), each as a character; of a text that is none, no matter which. */
export function decode(text) {
  let bytes = '';
  for (let at = 0; at < text.length; at += 3) {
    const [first, second, third] = [...text.slice(at, at + 3)].map((letter) => letters.indexOf(letter));
    const value = first + 45 * second;
    bytes += third === undefined ? String.fromCharCode(value & 255) : String.fromCharCode(((value + 2025 * third) >> 8) & 255, (value + 2025 * third) & 255);
  }
  return bytes;
}
