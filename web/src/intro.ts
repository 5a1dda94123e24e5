import { storage } from './storage';

const NAME = 'depositary:intro';
const READ = 'read';

/** Lets the two lines about the page be hidden, and keeps them so. */
export function prepareIntro(intro: HTMLElement, hide: HTMLButtonElement) {
  const kept = storage ?? localStorage;
  if (kept.getItem(NAME) === READ) intro.classList.add(READ);
  hide.hidden = false;
  hide.addEventListener('click', () => {
    intro.classList.add(READ);
    try {
      kept.setItem(NAME, READ);
    } catch {
      // The browser's storage is full: the lines come back at the next visit.
    }
  });
}
