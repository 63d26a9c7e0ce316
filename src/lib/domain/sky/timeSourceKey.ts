import type { Brand } from '../units/Brand';
import type { TimeSource } from './TimeSource';

/** Names a source among others: equal for equal ones. */
export type TimeSourceKey = Brand<string, 'TimeSourceKey'>;

export const timeSourceKey = (source: TimeSource): TimeSourceKey => JSON.stringify(source) as TimeSourceKey;

export const timeSourceOfKey = (key: TimeSourceKey): TimeSource => JSON.parse(key) as TimeSource;
