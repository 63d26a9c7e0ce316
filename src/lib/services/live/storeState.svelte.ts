import { openStore } from '../../store/openStore';
import { isStoreClosed, storeClosed } from '../../store/storeClosed';
import { errorSentence } from '../messages/errorSentence';

export type StoreState =
  | { readonly kind: 'opening' | 'open' }
  /** A newer version has taken it over, from another tab. What this tab shows is as it was. */
  | { readonly kind: 'takenOver' }
  /** It was made by a newer version: this one shows nothing of it. */
  | { readonly kind: 'newer' }
  /** The browser does not open it. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Whether anything can be stored here. */
export const store = $state<{ state: StoreState }>({ state: { kind: 'opening' } });

/** Opens the store: true once things can be read and written. Else the page says why not. */
export async function startStore(): Promise<boolean> {
  storeClosed.addEventListener('abort', () => (store.state = { kind: 'takenOver' }), { once: true });
  try {
    await openStore();
    store.state = { kind: 'open' };
    return true;
  } catch (error) {
    store.state = isStoreClosed(error)
      ? { kind: 'newer' }
      : { kind: 'refused', reason: errorSentence(error) };
    return false;
  }
}
