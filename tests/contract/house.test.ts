import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Rules of the house that a linter cannot say; who imports whom is in `.dependency-cruiser.cjs`. */
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('generated/'))
  .sort()
  .map((path) => ({ path: `src/${path}`, text: readFileSync(`src/${path}`, 'utf8') }));

const folders = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.parentPath === 'src' && entry.name !== 'generated')
  .map((entry) => `src/${entry.name}`);

const where = (pattern: RegExp): readonly string[] => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe('the house', () => {
  it('reads the environment in one place', () => {
    expect(where(/process\.env\b/)).toEqual(['src/config/config.ts']);
  });

  it('begins each file by saying what it is for', () => {
    const silent = sources.filter(({ text }) => !/^\s*(\/\*\*|\/\/)/.test(text)).map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  it.each(folders)('says in a few lines what %s answers', (folder) => {
    const lines = readFileSync(`${folder}/README.md`, 'utf8').trim().split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.length).toBeLessThan(20);
  });

  it('sends no text as a query that is not written down, and runs none but the writers of objects', () => {
    expect(where(/\$(query|execute)RawUnsafe/)).toEqual([]);
    // Names of GraphQL and of columns, which are letters, digits and underscores, are all that goes into these.
    expect(where(/new Function\(|(?<![.\w])eval\(/)).toEqual(['src/data/projection.ts', 'src/execution/object-writer.ts']);
  });
});
