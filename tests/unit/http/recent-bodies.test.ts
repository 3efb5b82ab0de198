import { describe, expect, it } from 'vitest';
import { RecentBodies } from '../../../src/http/recent-bodies.ts';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('Bodies that came before', () => {
  it('ask what they asked then, which nobody can have changed meanwhile', () => {
    const bodies = new RecentBodies();
    const asked = bytesOf({ query: 'query Q($a: [A!]) { a }', variables: { a: [{ b: 1 }] } });
    const first = bodies.parametersOf(asked);
    expect(bodies.parametersOf(Buffer.from(asked))).toBe(first);
    const { a } = first.variables as { a: { b: number }[] };
    expect(() => a.push({ b: 2 })).toThrow(TypeError);
    expect(() => Object.assign(a[0]!, { b: 3 })).toThrow(TypeError);
    expect(first).toMatchObject({ variables: { a: [{ b: 1 }] } });
  });

  it('are told apart by every byte', () => {
    const bodies = new RecentBodies();
    expect(bodies.parametersOf(bytesOf({ query: '{ ä }' })).query).toBe('{ ä }');
    // The two bytes of ä, each as a character.
    expect(bodies.parametersOf(bytesOf({ query: '{ Ã¤ }' })).query).toBe('{ Ã¤ }');
  });

  it('are refused each time, if they were the first time', () => {
    const bodies = new RecentBodies();
    for (let time = 0; time < 2; time += 1) {
      expect(() => bodies.parametersOf(Buffer.from('{'))).toThrow('not JSON');
      expect(() => bodies.parametersOf(bytesOf({ query: 1 }))).toThrow('string');
      expect(() => bodies.parametersOf(Buffer.from('{"query":"{ a }","x":"\xff"}', 'latin1'))).toThrow('UTF-8');
    }
  });

  it('may be long, and are read anew then', () => {
    const bodies = new RecentBodies();
    const asked = bytesOf({ query: `{ a } # ${'x'.repeat(10_000)}` });
    expect(bodies.parametersOf(asked)).toEqual(bodies.parametersOf(asked));
    expect(bodies.parametersOf(asked)).not.toBe(bodies.parametersOf(asked));
  });
});
