import { messages } from '../messages/messages.svelte';
import { ifNothingWorks } from './workLock';

/** Whether a newer version of the app is installed and waiting for the user to switch to it. */
export const update = $state({ waiting: false });

let registration: ServiceWorkerRegistration | undefined;

/**
 * Makes the app usable offline and watches for newer versions, which are offered and never forced.
 * Does nothing in development, nor where the browser has no service workers (plain http outside localhost).
 * If the browser or the host refuses, a message says so, and the app works online only.
 */
export async function registerServiceWorker(): Promise<void> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  try {
    registration = await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI));
    watch(registration);
  } catch {
    messages.add(
      'info',
      'Pocket TOM could not be saved on this device, so it opens only while you are online. To save it, allow this ' +
        'site to store data, or leave the private window.'
    );
  }
}

/**
 * Switches to the waiting version and reloads the page, unless a tab is at work: other tabs stay as they are, but store
 * nothing any more if the new version changes the store.
 * @returns whether it does
 */
export const applyUpdate = (): Promise<boolean> => ifNothingWorks(switchOver);

function switchOver(): void {
  const waiting = registration?.waiting;
  if (!waiting) return location.reload(); // another tab has already switched
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('skipWaiting');
}

function watch(registration: ServiceWorkerRegistration): void {
  update.waiting = registration.waiting !== null;
  offerOnceInstalled(registration);
  registration.addEventListener('updatefound', () => offerOnceInstalled(registration));
}

function offerOnceInstalled({ active, installing }: ServiceWorkerRegistration): void {
  if (!active) return; // the first version is not an update
  installing?.addEventListener('statechange', () => {
    if (installing.state === 'installed') update.waiting = true;
  });
}
