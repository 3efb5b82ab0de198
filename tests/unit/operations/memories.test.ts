import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AutomaticOperations } from '../../../src/operations/automatic-operations.ts';
import { UnknownTexts } from '../../../src/operations/unknown-texts.ts';

const document = parse('{ a }');
const of = (id: string, fingerprint = 'rights') => ({ id, fingerprint });

describe('what clients register by sending it', () => {
  it('is found by the one who sent it, and by nobody else', () => {
    const operations = new AutomaticOperations();
    operations.remember(of('mine'), 'a', document, 10);
    expect(operations.find(of('mine'), 'a')).toBe(document);
    expect(operations.find(of('yours'), 'a')).toBeUndefined();
    expect(operations.find(of('mine', 'other rights'), 'a')).toBeUndefined();
  });

  it('is bounded for each by number, and what was used least recently goes', () => {
    const operations = new AutomaticOperations();
    for (let index = 0; index < 200; index += 1) operations.remember(of('mine'), `${index}`, document, 10);
    operations.find(of('mine'), '0');
    operations.remember(of('mine'), 'another', document, 10);
    expect(operations.find(of('mine'), '0')).toBe(document);
    expect(operations.find(of('mine'), '1')).toBeUndefined();
    expect(operations.find(of('mine'), '2')).toBe(document);
  });

  it('is bounded for each by bytes, and one that would fill them all is not kept', () => {
    const operations = new AutomaticOperations();
    operations.remember(of('mine'), 'huge', document, 256 * 1024 + 1);
    expect(operations.find(of('mine'), 'huge')).toBeUndefined();
    for (const id of ['a', 'b', 'c']) operations.remember(of('mine'), id, document, 100 * 1024);
    expect(['a', 'b', 'c'].map((id) => operations.find(of('mine'), id) !== undefined)).toEqual([false, true, true]);
    // Sent again, it counts once.
    for (let times = 0; times < 5; times += 1) operations.remember(of('mine'), 'c', document, 100 * 1024);
    expect(operations.find(of('mine'), 'b')).toBe(document);
  });

  it('is pushed out by no single viewer, and bounded in viewers', () => {
    const operations = new AutomaticOperations();
    operations.remember(of('mine'), 'a', document, 10);
    for (let index = 0; index < 5000; index += 1) operations.remember(of('flooding'), `${index}`, document, 10);
    expect(operations.find(of('mine'), 'a')).toBe(document);
    for (let index = 0; index < 1000; index += 1) operations.remember(of(`viewer ${index}`), 'a', document, 10);
    expect(operations.find(of('mine'), 'a')).toBeUndefined();
  });
});

describe('unknown texts', () => {
  it('are told once each and counted, with a bound on what is remembered and on what is told', () => {
    const told: string[] = [];
    let now = 0;
    const texts = new UnknownTexts(
      ({ id }) => void told.push(id),
      () => now,
    );
    for (let index = 0; index < 3000; index += 1) texts.note({ id: `${index}`, operationName: undefined, viewer: 'v' });
    texts.note({ id: '2999', operationName: undefined, viewer: 'v' });
    expect(texts.requests).toBe(3001);
    expect(texts.seen.size).toBe(1000);
    expect(texts.seen.get('v 2999')).toBe(2);
    expect(told).toHaveLength(60);
    now += 60_001;
    texts.note({ id: 'later', operationName: undefined, viewer: 'v' });
    expect(told.at(-1)).toBe('later');
  });
});
