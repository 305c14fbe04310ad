import { element } from './element.js';

/** Names and values under each other; rows without a value are left out, and so is a list without rows. */
export function rows(pairs) {
  const filled = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (filled.length === 0) return null;
  return element('dl', {}, ...filled.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}
