const drawings = {
  Accepted: ['M13 25 21 33 36 16'],
  Refused: ['M15 15 33 33', 'M33 15 15 33'],
  Undecided: ['M17 19a7 7 0 1 1 10 6c-2 1-3 2-3 4', 'M24 35v.2'],
};

/** A sign beside the word, so that colour is not all that tells verdicts apart. */
export function mark(outcome) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 48 48');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'mark');
  for (const line of ['M24 3a21 21 0 1 1 0 42a21 21 0 1 1 0-42z', ...drawings[outcome]]) {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', line);
    svg.append(path);
  }
  return svg;
}
