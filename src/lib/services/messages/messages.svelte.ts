import { isolateNames } from '../../domain/statement/isolateNames';
import { errorSentence } from './errorSentence';

/** Something that a message offers to do. */
export interface Action {
  readonly label: string;
  readonly run: () => Promise<void>;
}

export interface Message {
  readonly id: number;
  readonly kind: 'success' | 'error' | 'info';
  readonly text: string;
  readonly actions: readonly Action[];
}

const AUTO_DISMISS_MS = 8000;

/** Messages to the user: shown as they come. What they said, and nothing else of them, is kept until the tab is closed. */
class Messages {
  all = $state.raw<readonly Pick<Message, 'id' | 'text'>[]>([]);
  /** Those not yet dismissed. */
  shown = $state.raw<readonly Message[]>([]);
  #nextId = 1;

  add(kind: Message['kind'], sentence: string, ...actions: readonly Action[]): void {
    const text = isolateNames(sentence);
    const message = { id: this.#nextId++, kind, text, actions };
    this.all = [{ id: message.id, text }, ...this.all];
    this.shown = [...this.shown.filter((shown) => shown.text !== text), message];
    // Good news goes away by itself; an error, or something that can be undone, waits for the user.
    if (kind !== 'error' && actions.length === 0) setTimeout(() => this.dismiss(message.id), AUTO_DISMISS_MS);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((message) => message.id !== id);
  }

  /** Does what a message offers, and takes it away. */
  async act({ id }: Message, action: Action): Promise<void> {
    this.dismiss(id);
    try {
      await action.run();
    } catch (error) {
      this.add('error', errorSentence(error));
    }
  }

  /** Takes away the message that offers this. */
  withdraw(action: Action): void {
    this.shown = this.shown.filter(({ actions }) => !actions.includes(action));
  }

  /** Forgets all that was said, and offers nothing of it any more. */
  clear(): void {
    this.all = this.shown = [];
  }
}

export const messages = new Messages();
