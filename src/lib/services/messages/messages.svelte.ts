export interface Message {
  readonly id: number;
  readonly kind: 'success' | 'error' | 'info';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => Promise<void> };
}

const AUTO_DISMISS_MS = 8000;

/** Messages to the user: shown as they come, and kept in a list until the tab is closed. */
class Messages {
  all = $state.raw<readonly Message[]>([]);
  /** Those not yet dismissed. */
  shown = $state.raw<readonly Message[]>([]);
  #nextId = 1;

  add(kind: Message['kind'], text: string, action?: Message['action']): void {
    const message = { id: this.#nextId++, kind, text, ...(action && { action }) };
    this.all = [message, ...this.all];
    this.shown = [...this.shown.filter((shown) => shown.text !== text), message];
    // Good news goes away by itself; an error, or something that can be undone, waits for the user.
    if (kind !== 'error' && !action) setTimeout(() => this.dismiss(message.id), AUTO_DISMISS_MS);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((message) => message.id !== id);
  }
}

export const messages = new Messages();
