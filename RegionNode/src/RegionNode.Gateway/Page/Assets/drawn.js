const namespace = 'http://www.w3.org/2000/svg';

/** A text as a QR code, one path of dark squares. Throws where this gateway serves no module for it. */
export async function drawn(text) {
  const { encodeQR } = await import('./qr/index.js');
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`);
  svg.setAttribute('shape-rendering', 'crispEdges');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join(''));
  svg.append(path);
  return svg;
}
