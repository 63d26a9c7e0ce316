export const THEMES = { system: 'Auto', light: 'Light', dark: 'Dark' } as const;
export type Theme = keyof typeof THEMES;

const THEME_KEY = 'pocket-tom:theme';

/** Dark for the dome, light for the classroom: the theme of the system, unless the user chooses one. */
class ThemePreference {
  current = $state<Theme>('system');

  restore(): void {
    const stored = storedTheme();
    if (stored !== null && Object.hasOwn(THEMES, stored)) this.#apply(stored as Theme);
  }

  set(theme: Theme): void {
    this.#apply(theme);
    try {
      localStorage.setItem(THEME_KEY, theme);
    } catch {
      // Nothing can be stored here: it holds until the page is left.
    }
  }

  #apply(theme: Theme): void {
    this.current = theme;
    document.documentElement.dataset.theme = theme;
  }
}

/** Null as well where the browser lets nothing be stored. */
function storedTheme(): string | null {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    return null;
  }
}

export const theme = new ThemePreference();
