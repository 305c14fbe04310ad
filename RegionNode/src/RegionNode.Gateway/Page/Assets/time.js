import { language, say } from './language.js';

const locale = () => (language() === 'zh' ? 'zh-CN' : 'en-GB');

/** An instant in the reader's own time. */
export const instant = (text) => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(text));

/** How long ago that is. */
export function ago(seconds) {
  if (seconds < 120) return say('seconds', seconds);
  if (seconds < 7200) return say('minutes', Math.floor(seconds / 60));
  if (seconds < 172_800) return say('hours', Math.floor(seconds / 3600));
  return say('days', Math.floor(seconds / 86_400));
}
