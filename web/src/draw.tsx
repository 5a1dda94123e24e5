import './workers';
import './styles';
import { createRoot } from 'react-dom/client';

import { Page } from './page';
import { prepareEditor } from './theme';

/**
 * Draws GraphiQL in place of what the page has to read while it loads.
 *
 * **Invariant:** Monaco has its themes before GraphiQL makes an editor. *Why:* an editor that is made with a theme that
 * is not defined yet keeps Monaco's own, white on a dark page. *Enforced by:* the order here.
 */
export async function draw(place: HTMLElement) {
  await prepareEditor();
  createRoot(place).render(<Page />);
}
