import { say, whenSpoken } from './language.js';

const line = document.getElementById('said');
let told = null;

/** Says one of the page's texts below the button, and to screen readers; null says nothing. */
export function tell(name) {
  told = name;
  line.textContent = name ? say(name) : '';
}

whenSpoken(() => tell(told));
