import type { UnixMilliseconds } from '../../domain/units/Brand';

export const now = (): UnixMilliseconds => Date.now() as UnixMilliseconds;
