import type { Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';

/** Prints what the benchmarks measured, and nothing else but what went wrong. */
export default class TableReporter implements Reporter {
  onTestEnd(test: TestCase, { status, error }: TestResult): void {
    if (status !== 'passed') console.log(`${test.title}: ${status}\n${error?.stack ?? error?.message ?? ''}`);
    for (const { type, description } of test.annotations) {
      if (type === 'measured') console.log(description);
    }
  }

  /** Of no test: the server does not start, for its port is taken. */
  onError({ stack, message }: TestError): void {
    console.log(stack ?? message ?? '');
  }
}
