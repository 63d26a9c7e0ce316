export interface Message {
  readonly id: number;
  readonly kind: 'success' | 'error' | 'info';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => Promise<void> };
}

const GOOD_NEWS_MS = 8000;

/** What happened, told to the user: shown as it comes, and kept in a list until the tab is closed. */
class Messages {
  all = $state.raw<readonly Message[]>([]);
  /** Those not yet dismissed. */
  shown = $state.raw<readonly Message[]>([]);
  #nextId = 1;

  add(kind: Message['kind'], text: string, action?: Message['action']): void {
    const message = { id: this.#nextId++, kind, text, ...(action && { action }) };
    this.all = [message, ...this.all];
    this.shown = [...this.shown.filter((shown) => shown.text !== text), message];
    // Good news need no answer; what went wrong, or can be undone, waits for one.
    if (kind !== 'error' && !action) setTimeout(() => this.dismiss(message.id), GOOD_NEWS_MS);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((message) => message.id !== id);
  }
}

export const messages = new Messages();
