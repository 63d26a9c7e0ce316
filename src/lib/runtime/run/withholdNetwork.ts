/**
 * Takes from a worker what reaches beyond it: network, database, files of the browser, other tabs, and workers in which all
 * of that would be there again. A pipeline gets its files, and gives its outputs, through its run alone. To be called before
 * any pipeline is loaded.
 */
export function withholdNetwork(): void {
  for (const name of GLOBALS) withhold(globalThis, name);
  for (const name of OF_NAVIGATOR) withhold(navigator, name);
}

const GLOBALS = [
  'BroadcastChannel',
  'EventSource',
  'FontFace',
  'SharedWorker',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'Worker',
  'XMLHttpRequest',
  'caches',
  'cookieStore',
  'fetch',
  'fetchLater',
  'fonts',
  'importScripts',
  'indexedDB',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemSyncURL',
  'webkitResolveLocalFileSystemURL'
];

const OF_NAVIGATOR = ['locks', 'sendBeacon', 'serviceWorker', 'storage', 'storageBuckets'];

/** From an object and from all that it inherits from, for good. */
function withhold(owner: object, name: string): void {
  for (let holder: object | null = owner; holder; holder = Object.getPrototypeOf(holder) as object | null)
    if (holder === owner || Object.hasOwn(holder, name))
      Object.defineProperty(holder, name, { value: undefined, writable: false, configurable: false });
}
