import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { developmentSecret, developmentToken } from '../../../src/access/local-secrets.ts';

const home = mkdtempSync(join(tmpdir(), 'wayleave-home-'));
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('are made once and kept', () => {
  const token = developmentToken(home);
  expect(token).toMatch(/^wl_dev_[\w-]{32}$/);
  expect(developmentToken(home)).toBe(token);
  expect(developmentSecret(home)).toBe(developmentSecret(home));
  expect(developmentSecret(home).length).toBeGreaterThanOrEqual(32);
});

it('are readable by their owner alone', () => {
  developmentToken(home);
  developmentSecret(home);
  for (const file of ['dev-token', 'secret']) expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
});
