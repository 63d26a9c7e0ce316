import type { UnixMilliseconds } from '../domain/units/Brand';
import type { DataProductGroup } from '../domain/rows/DataProductGroup';
import type { PipelineProcess } from '../domain/rows/PipelineProcess';
import type { Warning } from '../domain/rows/Warning';

/** Times are UNIX seconds, addresses are relative to the page. */
interface ProcessStatusJson {
  readonly identifier: string;
  readonly created: number;
  readonly status: string;
  readonly terminal_timestamp: number | null;
  readonly failure_message: string | null;
  readonly view_url: string;
}

export interface AsyncStatusJson {
  readonly timestamp: number;
  readonly processes: readonly (ProcessStatusJson & { readonly process_type: string })[];
}

export interface PipelineProcessJson extends ProcessStatusJson {
  readonly warnings: readonly Warning[];
  readonly logs: string;
  readonly group_name: string | null;
  readonly group_url: string | null;
}

/** The state of processes, newest first, in the shape of tom_education's interface. */
export function asyncStatusJson(
  processes: readonly PipelineProcess[],
  pipelineLabel: (id: string) => string,
  now: UnixMilliseconds
): AsyncStatusJson {
  return {
    timestamp: toSeconds(now),
    processes: [...processes]
      .sort((a, b) => b.created - a.created || b.pk - a.pk)
      .map((process) => ({ ...statusJson(process), process_type: pipelineLabel(process.pipelineId) }))
  };
}

/** One process with its log and the group of its outputs, in the shape of tom_education's interface. */
export function pipelineProcessJson(
  process: PipelineProcess,
  logs: string,
  group: DataProductGroup | null
): PipelineProcessJson {
  return {
    ...statusJson(process),
    warnings: process.warnings,
    logs,
    group_name: group?.name ?? null,
    group_url: group && `#/groups/${group.pk}`
  };
}

const statusJson = (process: PipelineProcess): ProcessStatusJson => ({
  identifier: process.identifier,
  created: toSeconds(process.created),
  status: process.status,
  terminal_timestamp: process.terminalTimestamp === null ? null : toSeconds(process.terminalTimestamp),
  failure_message: process.failureMessage,
  view_url: `#/pipeline/${process.pk}`
});

const toSeconds = (time: UnixMilliseconds): number => time / 1000;
