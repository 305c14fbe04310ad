import { texts } from './texts.js';

const stored = 'language';
const changed = new Set();
let at = remembered() ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

/** The language of the page: zh or en. */
export const language = () => at;

/** Which of a pair of texts is read: the first is Chinese, the second English. */
export const pick = (pair) => pair[at === 'zh' ? 0 : 1];

/** A text of the page in both languages; what it has no words for says its own name: answers may come to say more. */
export const words = (name) => (Object.hasOwn(texts, name) ? texts[name] : [name, name]);

/** A text of the page with its gaps filled. */
export const say = (name, ...values) => pick(words(name)).replace(/\{(\d)\}/g, (_, gap) => values[gap]);

/** Runs once now and again whenever another language was chosen. */
export function whenSpoken(write) {
  changed.add(write);
  write();
}

/** Wires the two buttons, and writes the page's own texts. */
export function start() {
  const buttons = document.querySelectorAll('[data-language]');
  for (const button of buttons) {
    button.addEventListener('click', () => {
      at = button.dataset.language;
      remember(at);
      for (const write of changed) write();
    });
  }
  whenSpoken(() => {
    document.documentElement.lang = at === 'zh' ? 'zh-CN' : 'en';
    document.title = say('title');
    for (const element of document.querySelectorAll('[data-text]')) element.textContent = say(element.dataset.text);
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.language === at));
  });
}

function remembered() {
  try {
    const value = localStorage.getItem(stored);
    return value === 'zh' || value === 'en' ? value : null;
  } catch {
    return null; // a browser that keeps nothing
  }
}

function remember(value) {
  try {
    localStorage.setItem(stored, value);
  } catch {
    // then it is chosen again next time
  }
}
