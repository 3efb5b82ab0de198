import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { administrator, type Viewer } from '../../../src/access/viewer.ts';
import { createIsKnownTo } from '../../../src/assembly/known-to-viewer.ts';

const whole = buildSchema('type Query { sites: Int devices: Int } type Mutation { renameSite: Int }');
const part = buildSchema('type Query { sites: Int }');
const all = administrator('all');
const few: Viewer = { ...administrator('few'), fingerprint: 'few' };
const others: Viewer = { ...few, id: 'others' };

function judging() {
  let validations = 0;
  // Whoever validates looks at the fields of the root.
  const watched = new Proxy(part, {
    get(target, property, receiver) {
      if (property === 'getDirectives') validations += 1;
      return Reflect.get(target, property, receiver);
    },
  });
  const isKnownTo = createIsKnownTo(whole, (viewer) => (viewer.fingerprint === 'few' ? watched : whole));
  return { isKnownTo, validations: () => validations };
}

describe('What a registered operation asks for', () => {
  it('is known to whoever may know the whole schema', () => {
    const { isKnownTo } = judging();
    for (const text of ['{ devices }', '{ sites }', 'mutation { renameSite }']) expect(isKnownTo(parse(text), all)).toBe(true);
  });

  it('is known to others as far as their part goes, roots included', () => {
    const { isKnownTo } = judging();
    expect(isKnownTo(parse('{ sites }'), few)).toBe(true);
    expect(isKnownTo(parse('{ sites devices }'), few)).toBe(false);
    expect(isKnownTo(parse('query Own { sites } query Other { devices }'), few)).toBe(false);
    expect(isKnownTo(parse('mutation { __typename }'), few)).toBe(false);
  });

  it('is looked at once for all who may know the same', () => {
    const { isKnownTo, validations } = judging();
    const document = parse('{ devices }');
    expect(isKnownTo(document, few)).toBe(false);
    const once = validations();
    expect(once).toBeGreaterThan(0);
    for (const viewer of [few, others, all, few]) isKnownTo(document, viewer);
    expect(validations()).toBe(once);
  });
});
