import { execFileSync } from 'node:child_process';

/** Whether a command is installed and succeeds. */
export function runs(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A Python that has astropy, if there is one. */
export const astropyPython = ['python3', '/usr/bin/python3'].find((command) =>
  runs(command, '-c', 'import astropy.io.fits')
);
