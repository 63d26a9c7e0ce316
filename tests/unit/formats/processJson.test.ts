import { expect, test } from 'vitest';
import type {
  DataProductGroupPk,
  PipelineProcessPk,
  TargetPk,
  UnixMilliseconds
} from '../../../src/lib/domain/units/Brand';
import type { PipelineProcess } from '../../../src/lib/domain/rows/PipelineProcess';
import { asyncStatusJson, pipelineProcessJson } from '../../../src/lib/formats/processJson';

const pipelineLabel = (id: string) => (id === 'timelapse' ? 'Timelapse' : 'Example pipeline');
const at = (seconds: number) => (1000 * seconds) as UnixMilliseconds;

const failed: PipelineProcess = {
  pk: 7 as PipelineProcessPk,
  identifier: 'tl_1_20190102030405',
  pipelineId: 'timelapse',
  created: at(300),
  status: 'failed',
  stage: 'finished',
  terminalTimestamp: at(360.5),
  failureMessage: 'Invalid FPS 0',
  warnings: [{ code: 'gainAssumed', parameters: { gain: 1 }, text: 'The gain is taken to be 1.' }],
  targetPk: 1 as TargetPk,
  inputFilePks: [],
  groupPk: null,
  flags: null,
  parameters: null,
  progress: null,
  cancelRequested: false,
  lastActivity: at(360)
};
const pending: PipelineProcess = {
  ...failed,
  pk: 8 as PipelineProcessPk,
  identifier: 'example_1_20190102030406',
  pipelineId: 'example',
  created: at(301),
  status: 'pending',
  stage: 'queued',
  terminalTimestamp: null,
  failureMessage: null,
  warnings: []
};

test('the state of all processes, newest first', () => {
  expect(asyncStatusJson([failed, pending], pipelineLabel, at(400))).toEqual({
    timestamp: 400,
    processes: [
      {
        identifier: 'example_1_20190102030406',
        created: 301,
        status: 'pending',
        terminal_timestamp: null,
        failure_message: null,
        view_url: '#/pipeline/8',
        process_type: 'Example pipeline'
      },
      {
        identifier: 'tl_1_20190102030405',
        created: 300,
        status: 'failed',
        terminal_timestamp: 360.5,
        failure_message: 'Invalid FPS 0',
        view_url: '#/pipeline/7',
        process_type: 'Timelapse'
      }
    ]
  });
});

test('lists the later of two created in the same moment first', () => {
  const twin = { ...failed, pk: 9 as PipelineProcessPk, identifier: 'twin' };
  const { processes } = asyncStatusJson([failed, twin], pipelineLabel, at(1));
  expect(processes.map(({ identifier }) => identifier)).toEqual(['twin', failed.identifier]);
});

test('one process, without a log and a group', () => {
  expect(pipelineProcessJson(pending, '', null)).toEqual({
    identifier: 'example_1_20190102030406',
    created: 301,
    status: 'pending',
    terminal_timestamp: null,
    failure_message: null,
    view_url: '#/pipeline/8',
    warnings: [],
    logs: '',
    group_name: null,
    group_url: null
  });
});

test('one process, with both', () => {
  const group = { pk: 4 as DataProductGroupPk, name: 'tl_1_outputs', created: at(360) };
  expect(pipelineProcessJson(failed, 'hello\n', group)).toMatchObject({
    warnings: [{ code: 'gainAssumed', parameters: { gain: 1 }, text: 'The gain is taken to be 1.' }],
    logs: 'hello\n',
    group_name: 'tl_1_outputs',
    group_url: '#/groups/4'
  });
});
