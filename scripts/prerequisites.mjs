/**
 * What the tests need beyond Node and npm: a Redis server and a Chromium; and an nginx, without which one attack is not tried.
 *
 * Each is taken from the PATH; Redis also from a Docker engine that answers; else Debian's package is installed where we may (root on a system with
 * apt-get), and elsewhere the sentence that comes back says what to install. PostgreSQL needs nothing: it comes from npm.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The image is small, and pinned to the major version that Debian ships. */
export const REDIS_IMAGE = 'redis:7-alpine';
const DOCKER_MILLISECONDS = 10_000;
const PULL_MILLISECONDS = 120_000;
const INSTALL_MILLISECONDS = 600_000;

/** The full path of a program, or nothing. */
export function findOnPath(...names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {}
    }
  return undefined;
}

/** Debian keeps it where the PATH of people who are not root does not lead. */
export function findNginx() {
  return findOnPath('nginx') ?? (existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : undefined);
}

/** Whether a Docker engine answers and has, or can get, the image of Redis. */
export function dockerHasRedis() {
  if (!findOnPath('docker')) return false;
  const ask = (timeout, ...parameters) => spawnSync('docker', parameters, { stdio: 'ignore', timeout }).status === 0;
  if (!ask(DOCKER_MILLISECONDS, 'info')) return false;
  return ask(DOCKER_MILLISECONDS, 'image', 'inspect', REDIS_IMAGE) || ask(PULL_MILLISECONDS, 'pull', '--quiet', REDIS_IMAGE);
}

function install(...packages) {
  if (process.getuid?.() !== 0 || !findOnPath('apt-get')) return false;
  const aptGet = (...parameters) =>
    spawnSync('apt-get', ['-qq', ...parameters], {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: INSTALL_MILLISECONDS,
      // A service that the package starts on the usual port is not the one that the tests start.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    }).status === 0;
  process.stderr.write(`Installing ${packages.join(' and ')} …\n`);
  aptGet('update');
  return aptGet('install', '--yes', '--no-install-recommends', ...packages);
}

const hasRedis = () => findOnPath('redis-server') !== undefined || dockerHasRedis();
const hasChromium = () => findOnPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') !== undefined;

/** Sees to it that everything is there; answers a sentence for each thing that is not. */
export function provide() {
  const missing = [
    ...(hasRedis() ? [] : ['redis-server']),
    ...(hasChromium() || process.platform === 'darwin' ? [] : ['chromium']),
    ...(findNginx() ? [] : ['nginx-light']),
  ];
  if (missing.length > 0) install(...missing);
  const problems = [];
  if (!hasRedis())
    problems.push(
      'Redis is missing: install redis-server (Debian: apt-get install redis-server; macOS: brew install redis) or start Docker.',
    );
  if (!hasChromium() && process.platform !== 'darwin')
    problems.push('Chromium is missing: install it (Debian: apt-get install chromium) for the tests of the pages.');
  if (!findNginx())
    problems.push(
      'nginx is missing: install it (Debian: apt-get install nginx-light; macOS: brew install nginx) for the test of a cache before the server.',
    );
  return problems;
}
