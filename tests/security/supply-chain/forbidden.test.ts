/** Attack S7: constructs that have no place in the source are found, each shown by a planted one. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Forbidden {
  readonly pattern: RegExp;
  readonly planted: string;
}

const forbidden: Readonly<Record<string, Forbidden>> = {
  'a check of certificates that is switched off': {
    pattern: /rejectUnauthorized:\s*false|NODE_TLS_REJECT/,
    planted: 'tls.connect({ rejectUnauthorized: false })',
  },
  'chance that can be guessed': { pattern: /Math\.random\(/, planted: 'const token = Math.random().toString(36)' },
  'a shell': { pattern: /\bexec(?:Sync)?\(\s*[`'"]|shell:\s*true/, planted: 'spawn(command, { shell: true })' },
  'a hash that is broken': { pattern: /createHash\(['"](?:md5|sha1)['"]/, planted: "createHash('md5')" },
  'markup made of text': { pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=|document\.write\(/, planted: 'element.innerHTML = name' },
  'a comparison of secrets that tells how far it came': {
    pattern: /(?:token|secret|signature|hash|mac)\s*===?\s*(?:expected|given|stored)\b/i,
    planted: 'if (token === expected) return viewer;',
  },
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('generated/'))
  .map((path) => ({ path: `src/${path}`, text: readFileSync(`src/${path}`, 'utf8') }));

it.each(Object.entries(forbidden))('There is no %s', (_, { pattern, planted }) => {
  expect(pattern.test(planted)).toBe(true);
  const found = sources.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
