/** What is said about a file that is not what it should be: where, and why. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonArray } from '../../../src/exchange/json-array.ts';
import { findMistake } from '../../../src/exchange/json-place.ts';
import { readTopology } from '../../../src/exchange/topohub/topology.ts';

const folder = mkdtempSync(join(tmpdir(), 'wayleave-bad-files-'));

function fileOf(text: string): string {
  const file = join(folder, 'file.json');
  writeFileSync(file, text);
  return file;
}

async function elementsOf(text: string): Promise<readonly unknown[]> {
  const elements: unknown[] = [];
  for await (const { value } of readJsonArray(fileOf(text))) elements.push(value);
  return elements;
}

describe('a JSON array', () => {
  it('is read as JSON.parse reads it, element by element', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 2), async (elements, indent) => {
        const text = JSON.stringify(elements, undefined, indent);
        expect(await elementsOf(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 100 },
    );
  });

  it('is read across the borders of chunks, with brackets and quotes inside of strings', async () => {
    const elements = Array.from({ length: 5000 }, (_, index) => ({ index, text: `"]},[{\\" ${'ü'.repeat(index % 90)}` }));
    expect(await elementsOf(JSON.stringify(elements))).toEqual(elements);
  });

  it.each([
    ['', 'line 1: the file is empty'],
    ['{"a": 1}', 'line 1, column 1: the file has to be a JSON array'],
    ['[1,\n2,\n{"a" 3}]', 'line 3, column 6 (element 3): a colon is expected here.'],
    ['[1,\n {"a":\n  tru}]', 'line 3, column 3 (element 2): a value is expected here.'],
    ['[1,,2]', 'element 2 is missing'],
    ['[1,2', 'the file ends inside the array, in element 2'],
    ['[\n{"a": "b', 'the file ends inside the array, in element 1 that begins on line 2'],
    ['[1]\nx', 'line 2, column 1: something follows the end of the array'],
    ['[1}]', 'this bracket closes nothing'],
  ])('%j is refused with its place', async (text, complaint) => {
    await expect(elementsOf(text)).rejects.toThrow(complaint);
  });
});

describe('the place of a mistake', () => {
  it('is found in every text that JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom('', '}', ']', '"', ',', ':', 'x'), (value, at, replacement) => {
        const text = JSON.stringify(value);
        const broken = text.slice(0, at % text.length) + replacement + text.slice((at % text.length) + 1);
        try {
          JSON.parse(broken);
        } catch {
          expect(findMistake(broken).reason).not.toBe('this is not JSON.');
        }
      }),
    );
  });
});

describe('a topology', () => {
  it.each([
    ['{\n"graph": {"name": "x"},\n"nodes": [}', 'line 3, column 11: a value is expected here.'],
    ['{"graph": {}, "nodes": [], "edges": []}', 'the graph has to have a name'],
    [
      '{"graph": {"name": "x"},\n"nodes": [{"id": 1, "pos": [1, 2]},\n{"id": 2, "pos": [1, 91]}], "edges": []}',
      'line 3, column 18 (nodes.1.pos)',
    ],
    [
      '{"graph": {"name": "x"}, "nodes": [{"id": 1, "pos": [1, 2]}],\n"edges": [{"source": 1, "target": 9}]}',
      'line 2, column 11 (edges.0): its target 9 is no node',
    ],
    ['{"graph": {"name": "x"}, "nodes": [{"id": 1, "pos": [1, 2]}, {"id": "1", "pos": [1, 2]}], "edges": []}', 'another node has the id 1'],
  ])('%j is refused with its place', async (text, complaint) => {
    await expect(readTopology(fileOf(text))).rejects.toThrow(complaint);
  });
});
