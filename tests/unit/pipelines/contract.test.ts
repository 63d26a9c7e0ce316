import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFlags, checkPipeline } from '../../../src/lib/pipelines/contract/checkPipeline';
import { describePipeline } from '../../../src/lib/pipelines/contract/describePipeline';
import { registry } from '../../../src/lib/pipelines/registry';
import { loadPipeline } from '../../../src/lib/runtime/run/loadPipeline';

const valid = { shortName: 'x', help: 'Does x.', doPipeline: () => [] };

describe('checkFlags', () => {
  it.each([
    [4],
    ['hello'],
    [[]],
    [{ myflag: { longName: 'no default' } }],
    [{ myflag: { default: true } }],
    [{ 'my flag': { default: true, longName: 'white space' } }]
  ])('refuses %j', (flags) => {
    expect(() => checkFlags(flags)).toThrow(/flag/);
  });

  it.each([[null], [undefined], [{}], [{ myflag: { default: true, longName: 'My flag' } }]])(
    'accepts %j',
    (flags) => {
      expect(() => checkFlags(flags)).not.toThrow();
    }
  );
});

describe('checkPipeline', () => {
  it('accepts the least a pipeline must have', () => {
    expect(checkPipeline(valid)).toBe(valid);
  });

  it.each([
    ['no object', 'cheese', 'definePipeline'],
    ['no short name', { ...valid, shortName: '' }, 'shortName'],
    ['no work', { ...valid, doPipeline: 'later' }, 'doPipeline is missing'],
    ['help that is no text', { ...valid, help: 5 }, 'help must be a text'],
    ['bad suffixes', { ...valid, allowedSuffixes: '.fits' }, 'allowedSuffixes'],
    ['bad flags', { ...valid, flags: 4 }, 'flags'],
    ['warnings without words', { ...valid, warnings: { a: 'b' } }, 'warnings must map codes to functions'],
    ['a preview that is no function', { ...valid, preview: true }, 'preview must be a function'],
    ['frame steps that are not loaded', { ...valid, frameSteps: {} }, 'frameSteps must be a function'],
    ['an unknown kind', { ...valid, parameters: { a: { kind: 'colour', longName: 'A' } } }, "parameter 'a'"],
    [
      'a default that is no choice',
      { ...valid, parameters: { a: { kind: 'choice', default: 'z', choices: { y: 'Y' }, longName: 'A' } } },
      "parameter 'a'"
    ],
    [
      'one name for two options',
      {
        ...valid,
        flags: { a: { default: true, longName: 'A' } },
        parameters: { a: { kind: 'text', default: '', longName: 'A' } }
      },
      "'a' is both a flag and a parameter"
    ]
  ])('refuses %s', (_what, pipeline, message) => {
    expect(() => checkPipeline(pipeline)).toThrow(message);
  });
});

describe('loadPipeline', () => {
  it('says which pipeline is not there', async () => {
    await expect(loadPipeline('cheese')).rejects.toThrow("Invalid pipeline name 'cheese'");
    await expect(loadPipeline('toString')).rejects.toThrow("Invalid pipeline name 'toString'");
  });

  it('says which pipeline cannot be loaded, and why', async () => {
    const entries = {
      broken: { label: 'Broken', load: () => Promise.reject(new Error('no such file')) },
      empty: { label: 'Empty', load: () => Promise.resolve({ default: undefined }) }
    };
    await expect(loadPipeline('broken', entries)).rejects.toThrow(
      "Pipeline 'Broken' cannot be used: no such file"
    );
    await expect(loadPipeline('empty', entries)).rejects.toThrow(
      "Pipeline 'Empty' cannot be used: it is not a pipeline"
    );
  });
});

describe('describePipeline', () => {
  it('says what a pipeline leaves out', () => {
    expect(describePipeline('x', 'Do x', valid)).toEqual({
      id: 'x',
      label: 'Do x',
      shortName: 'x',
      help: 'Does x.',
      allowedSuffixes: null,
      readsPhotometry: false,
      hasPreview: false,
      flags: {},
      parameters: {}
    });
  });

  it.each(Object.entries(registry))('can be stored and sent: %s', async (id, { label }) => {
    const pipeline = await loadPipeline(id);
    const description = describePipeline(id, label, pipeline);
    expect(structuredClone(description)).toEqual(description);
    const { flags, parameters } = pipeline;
    expect(description).toMatchObject({ flags: flags ?? {}, parameters: parameters ?? {} });
    expect(description.hasPreview).toBe(pipeline.preview !== undefined);
  });
});

describe('the registry', () => {
  it('holds only pipelines that keep the contract, each with a short name and help of its own', async () => {
    const pipelines = await Promise.all(Object.keys(registry).map((name) => loadPipeline(name)));
    const shortNames = pipelines.map(({ shortName }) => shortName);
    expect(new Set(shortNames).size).toBe(shortNames.length);
    for (const { help } of pipelines) expect(help).toMatch(/\w+ \w+.*\.$/);
  });

  it('names each by its folder, with a label of its own', () => {
    const entries = readFileSync('src/lib/pipelines/registry.ts', 'utf8').matchAll(
      /^  (\w+): .* import\('\.\/(\w+)\/pipeline'\)/gm
    );
    const folders = [...entries].map(([, id, folder]) => [id, folder]);
    expect(folders).toEqual(Object.keys(registry).map((id) => [id, id]));
    const labels = Object.values(registry).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
