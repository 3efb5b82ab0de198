import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/operations/audience.ts';
import type { Assessor, OperationRecord } from '../../../src/operations/operation.ts';
import { operationIdOf } from '../../../src/operations/operation-id.ts';
import { OperationRegistry } from '../../../src/operations/operation-registry.ts';

const TEXT = 'query A { a } query B { b }';
const ID = operationIdOf(TEXT);
const viewer: Viewer = { id: 'token:7', role: 'integrator', operations: 'ids', fingerprint: 'rights' };

function record(changes: Partial<OperationRecord> = {}): OperationRecord {
  const bounds = {};
  return {
    id: ID,
    text: TEXT,
    audience: 'token:7',
    owner: 'o',
    name: 'A',
    version: 1,
    kind: 'query',
    state: 'active',
    bounds,
    price: 1,
    schemaHash: 'now',
    ...changes,
  };
}

function registryOf(...records: readonly OperationRecord[]) {
  const state = { version: '1', records, now: 0, isDown: false, reads: 0, problems: [] as string[] };
  const assessor: Assessor = {
    schemaHash: 'now',
    parse: (text) => parse(text),
    assess: (_, name) => {
      if (name === 'Gone') throw new Error('no such field');
      return [{ name: name!, kind: 'query', price: 1, bounds: { first: { max: 2 } } }];
    },
  };
  const registry = new OperationRegistry({
    assessor,
    now: () => state.now,
    onProblem: ({ reason }) => state.problems.push(reason),
    source: {
      version: async () => {
        if (state.isDown) throw new Error('down');
        return state.version;
      },
      active: async () => {
        state.reads += 1;
        return { version: state.version, records: state.records };
      },
    },
  });
  return { registry, state };
}

const names = (registry: OperationRegistry, who: Viewer = viewer, id = ID) => registry.find(id, who).map(({ name }) => name);

describe('the registry in memory', () => {
  it('serves what is for the token and for its roles, once each', async () => {
    const { registry } = registryOf(record(), record({ audience: 'role:integrator' }), record({ audience: 'role:integrator', name: 'B' }));
    await registry.refresh();
    expect(names(registry)).toEqual(['A', 'B']);
    expect(names(registry, { ...viewer, id: 'token:8' })).toEqual(['A', 'B']);
    expect(names(registry, { ...viewer, id: 'token:8', role: 'interactive' })).toEqual([]);
    expect(names(registry, { ...viewer, id: 'person:x', role: 'interactive+integrator' })).toEqual(['A', 'B']);
    // A name in the directory of people makes nobody the bearer of a token.
    expect(names(registry, { ...viewer, id: 'person:token:7', role: 'interactive' })).toEqual([]);
  });

  it('is read again when it could not be read at once, and not for ever', async () => {
    const { registry, state } = registryOf(record());
    state.isDown = true;
    await expect(registry.start()).rejects.toThrow('down');
    setTimeout(() => {
      state.isDown = false;
    }, 100);
    await registry.start();
    expect(names(registry)).toEqual(['A']);
    await registry.stop();
  });

  it('finds nothing under names that objects have', async () => {
    const { registry } = registryOf(record());
    await registry.refresh();
    for (const id of ['__proto__', 'constructor', 'toString']) expect(names(registry, viewer, id)).toEqual([]);
  });

  it('reads anew when the version has changed, and keeps what it has parsed', async () => {
    const { registry, state } = registryOf(record());
    await registry.refresh();
    const [before] = registry.find(ID, viewer);
    await registry.refresh();
    expect(state.reads).toBe(1);
    state.version = '2';
    state.records = [record(), record({ name: 'B' })];
    await registry.refresh();
    expect(registry.find(ID, viewer)[0]!.document).toBe(before!.document);
    state.version = '3';
    state.records = [];
    await registry.refresh();
    expect(names(registry)).toEqual([]);
  });

  it('does not keep what it has parsed under other bounds', async () => {
    const { registry, state } = registryOf(record());
    await registry.refresh();
    expect(registry.find(ID, viewer)[0]!.bounds).toEqual({});
    state.version = '2';
    state.records = [record({ bounds: { first: { max: 1 } } })];
    await registry.refresh();
    expect(registry.find(ID, viewer)[0]!.bounds).toEqual({ first: { max: 1 } });
  });

  it('leaves out a text that is not what its id says', async () => {
    const { registry, state } = registryOf(record({ text: `${TEXT} ` }), record({ name: 'B' }));
    await registry.refresh();
    expect(names(registry)).toEqual(['B']);
    expect(state.problems).toHaveLength(1);
  });

  it('checks again what was checked against another schema, and leaves out what no longer fits', async () => {
    const { registry, state } = registryOf(record({ schemaHash: 'before' }), record({ schemaHash: 'before', name: 'Gone' }));
    await registry.refresh();
    expect(registry.find(ID, viewer)).toMatchObject([{ name: 'A', bounds: { first: { max: 2 } } }]);
    expect(state.problems[0]).toContain('no such field');
  });

  it('serves nothing once the database has not answered for long: what is retired may not be known', async () => {
    const { registry, state } = registryOf(record());
    expect(() => registry.find(ID, viewer)).toThrow(/starting/);
    await registry.refresh();
    state.isDown = true;
    state.now = 9_000;
    await registry.refresh().catch(() => undefined);
    expect(names(registry)).toEqual(['A']);
    state.now = 10_001;
    expect(() => registry.find(ID, viewer)).toThrow(/without its database/);
    state.isDown = false;
    await registry.refresh();
    expect(names(registry)).toEqual(['A']);
  });
});
