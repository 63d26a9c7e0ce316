import type { DataProductGroupPk, UnixMilliseconds } from '../units/Brand';

export interface DataProductGroup {
  readonly pk: DataProductGroupPk;
  readonly name: string;
  readonly created: UnixMilliseconds;
}
