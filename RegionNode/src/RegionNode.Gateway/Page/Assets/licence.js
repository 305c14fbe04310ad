import { decode } from './base64.js';
import { element } from './element.js';
import { pick, say } from './language.js';
import { rows } from './rows.js';
import { elements } from './texts.js';

/** What the purpose may see of the licence, and the names of what it may not; null where there is neither. */
export function licence(answer) {
  const shown = Object.assign({}, ...Object.values(answer.disclosed));
  const { portrait, ...rest } = shown;
  const known = Object.keys(elements).filter((name) => name in rest);
  const others = Object.keys(rest).filter((name) => !(name in elements));
  const list = rows([...known, ...others].map((name) => [name in elements ? pick(elements[name]) : name, worded(rest[name])]));
  const withheld = answer.withheld.map((path) => path.slice(path.indexOf('/') + 1));
  if (!list && !portrait && withheld.length === 0) return null;
  return element('section', { class: 'licence' },
    element('h3', {}, say('licence')),
    element('div', { class: 'document' }, typeof portrait === 'string' ? picture(portrait) : null, list),
    withheld.length === 0 ? null
      : element('p', { class: 'withheld' }, `${say('withheld')}: ${withheld.map(named).join(say('comma'))}`));
}

const named = (name) => (name === 'portrait' ? say('portrait') : name in elements ? pick(elements[name]) : name);

/** Values as the answer writes them: text, numbers, or lists of classes. */
function worded(value) {
  if (Array.isArray(value)) return value.map((item) => item.code ?? item.vehicle_category_code ?? JSON.stringify(item)).join(' ');
  if (value === '9999-12-31') return say('longTerm');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function picture(text) {
  const url = URL.createObjectURL(new Blob([decode(text)], { type: 'image/jpeg' }));
  const shown = element('img', { class: 'portrait', alt: say('portrait'), src: url });
  const done = () => URL.revokeObjectURL(url);
  shown.addEventListener('load', done, { once: true });
  shown.addEventListener('error', () => { done(); shown.remove(); }, { once: true });
  return shown;
}
