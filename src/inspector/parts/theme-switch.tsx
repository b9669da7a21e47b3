import { useState } from 'preact/hooks';
import { readStored, store } from '../data/stored.ts';

const THEMES = ['auto', 'light', 'dark'] as const;

type Theme = (typeof THEMES)[number];

const NAME = 'theme';

/** Chooses between light and dark, or leaves it to the system. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(storedTheme);
  const choose = (next: Theme) => {
    setTheme(next);
    applyTheme(next);
    store(NAME, next === 'auto' ? undefined : next, 'browser');
  };
  return (
    <select
      class="theme"
      aria-label="Colours"
      value={theme}
      onChange={(event) => choose(themeNamed(event.currentTarget.value))}
    >
      {THEMES.map((each) => (
        <option key={each} value={each}>
          {each[0]?.toUpperCase()}
          {each.slice(1)}
        </option>
      ))}
    </select>
  );
}

/** Takes up what was chosen before. */
export function applyStoredTheme(): void {
  applyTheme(storedTheme());
}

function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

function storedTheme(): Theme {
  return themeNamed(readStored(NAME, 'browser'));
}

function themeNamed(name: string | undefined): Theme {
  return THEMES.find((each) => each === name) ?? 'auto';
}
