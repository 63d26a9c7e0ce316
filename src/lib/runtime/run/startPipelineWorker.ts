import scriptUrl from './pipeline.worker?worker&url';

let url: string | null = null;

/**
 * Starts a worker for pipelines. A worker whose script comes from the host is outside the policy of the page (its CSP), one
 * whose script the page made is not: nothing in it reaches another host, whatever a pipeline finds. It starts others from the
 * same address, which therefore stays.
 */
export function startPipelineWorker(): Worker {
  const script = `import ${JSON.stringify(new URL(scriptUrl, location.href).href)};`;
  url ??= URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return new Worker(url, { type: 'module', name: 'pipeline' });
}
