export const THEMES = { system: 'Auto', light: 'Light', dark: 'Dark' } as const;
export type Theme = keyof typeof THEMES;

const THEME_KEY = 'pocket-tom:theme';

/** Dark for the dome, light for the classroom: the theme of the system, unless the user chooses one. */
class ThemePreference {
  current = $state<Theme>('system');

  restore(): void {
    const stored = localStorage.getItem(THEME_KEY);
    if (stored !== null && Object.hasOwn(THEMES, stored)) this.#apply(stored as Theme);
  }

  set(theme: Theme): void {
    localStorage.setItem(THEME_KEY, theme);
    this.#apply(theme);
  }

  #apply(theme: Theme): void {
    this.current = theme;
    document.documentElement.dataset.theme = theme;
  }
}

export const theme = new ThemePreference();
