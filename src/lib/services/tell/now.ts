import type { UnixMilliseconds } from '../../domain/Brand';

export const now = (): UnixMilliseconds => Date.now() as UnixMilliseconds;
