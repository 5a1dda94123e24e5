import './workers';
import './styles';
import { createRoot } from 'react-dom/client';

import { Page } from './page';
import { prepareEditor } from './theme';

void prepareEditor();

const root = document.getElementById('page');
if (!root) throw new Error('index.html has no element "page"');
createRoot(root).render(<Page />);
