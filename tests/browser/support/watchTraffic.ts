import type { BrowserContext } from '@playwright/test';

export interface Traffic {
  readonly violations: string[];
  readonly outside: string[];
  readonly missing: string[];
}

/** Collects what no page of the app may cause: policy violations, and requests that leave `home` or fail. */
export async function watchTraffic(context: BrowserContext, home: string): Promise<Traffic> {
  const traffic: Traffic = { violations: [], outside: [], missing: [] };
  await context.exposeFunction('reportViolation', (violation: string) => traffic.violations.push(violation));
  await context.addInitScript(() => {
    const { reportViolation } = globalThis as unknown as { reportViolation: (violation: string) => void };
    addEventListener('securitypolicyviolation', (event) =>
      reportViolation(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`
      )
    );
  });
  context.on('request', (request) => {
    if (!/^(?:blob|data):/.test(request.url()) && !request.url().startsWith(home)) {
      traffic.outside.push(request.url());
    }
  });
  context.on('response', (response) => {
    if (response.status() >= 400) traffic.missing.push(response.url());
  });
  return traffic;
}
