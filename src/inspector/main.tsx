import { render } from 'preact';
import { App } from './app.tsx';
import { applyStoredTheme } from './parts/theme-switch.tsx';

const root = document.querySelector('#root');
applyStoredTheme();
if (root !== null) render(<App />, root);
