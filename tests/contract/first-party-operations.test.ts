import { createHash } from 'node:crypto';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema.ts';
import { DynamicInventoryDocument } from '../support/generated/graphql.ts';
import manifest from '../support/generated/persisted-documents.json' with { type: 'json' };

const operations = Object.entries(manifest);

describe('the manifest of first-party operations', () => {
  it('names each operation by the hash of its text', () => {
    expect(operations.length).toBeGreaterThan(0);
    for (const [id, text] of operations) expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
  });

  it('holds only what the schema can answer', () => {
    for (const [, text] of operations) expect(validate(schema, parse(text))).toEqual([]);
  });

  it('is what the typed documents say that they are', () => {
    const { id } = (DynamicInventoryDocument as unknown as { __meta__: { id: string } }).__meta__;
    expect(Object.keys(manifest)).toContain(id);
  });
});
