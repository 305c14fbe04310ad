import { element } from './element.js';
import { language, pick, say, words } from './language.js';
import { texts } from './texts.js';
import { basis, freshness } from './basis.js';
import { licence } from './licence.js';
import { mark } from './mark.js';

/** The verdict as a person reads it: the word first, then why, then the licence, then what it rests on. */
export function verdict(answer) {
  return [
    element('div', { class: `word ${answer.outcome}` },
      mark(answer.outcome),
      element('h2', { id: 'answer-word', tabindex: '-1' }, both(texts[answer.outcome])),
      element('p', { class: 'because' }, both([answer.text.zh, answer.text.en])),
      freshness(answer)),
    findings('reasons', answer.reasons.filter(({ name }) => name !== answer.reason)),
    findings('warnings', [...answer.warnings, ...answer.degraded.map(less)]),
    licence(answer),
    basis(answer),
  ].filter((part) => part !== null);
}

/** What the answer had to do without, in the page's own words. */
function less(name) {
  const [zh, en] = words(name);
  return { zh, en };
}

/** Both languages, that of the page first and large. */
function both([zh, en]) {
  const parts = [element('span', { lang: 'zh-CN' }, zh), element('span', { lang: 'en' }, en)];
  if (language() === 'en') parts.reverse();
  parts[1].className = 'beside';
  const pair = document.createDocumentFragment();
  pair.append(parts[0], ' ', parts[1]);
  return pair;
}

function findings(name, list) {
  if (list.length === 0) return null;
  return element('section', { class: name },
    element('h3', {}, say(name)),
    element('ul', {}, ...list.map((finding) => element('li', {}, pick([finding.zh, finding.en])))));
}
