import { setAttribute, setText } from './element.js';

const KEY = 'nestjs-plugin-system.theme';
const THEMES = ['auto', 'light', 'dark'] as const;

type Theme = (typeof THEMES)[number];

/** Lets a button choose between the theme of the system, light and dark, and remembers it where the browser allows that. */
export function useTheme(button: HTMLButtonElement): void {
  let theme = remembered();
  const show = () => {
    setAttribute(document.documentElement, 'data-theme', theme === 'auto' ? null : theme);
    setText(button, `Theme: ${theme}`);
  };
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    remember(theme);
    show();
  });
  show();
}

function remembered(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === stored) ?? 'auto';
  } catch {
    // Storage is forbidden: then it is chosen for this visit only.
    return 'auto';
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // As above; or it is full.
  }
}
