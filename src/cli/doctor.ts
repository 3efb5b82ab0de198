/** `wayleave doctor`: looks at everything that a server needs, changes nothing, and says what to do about what is wrong. */
import { statfsSync } from 'node:fs';
import { Command } from 'commander';
import { developmentSecret } from '../access/local-secrets.ts';
import { checkHistory } from '../changes/history-check.ts';
import { SealKey } from '../changes/history-seal.ts';
import { type Config, readConfig } from '../config/config.ts';
import { findRunningPostgres } from '../stores/embedded-postgres.ts';
import { inspectDatabase } from '../stores/migrations.ts';
import { MIGRATIONS } from '../stores/open-database.ts';
import { createPool } from '../stores/pool.ts';
import { Redis } from '../stores/redis.ts';

interface Finding {
  readonly check: string;
  readonly isGood: boolean;
  readonly detail: string;
}

const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_BYTES = 2 * 1024 ** 3;

export function doctorCommand(): Command {
  return new Command('doctor')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExamples:\n  wayleave doctor\n  wayleave doctor --json | jq ".[] | select(.isGood | not)"')
    .action(async ({ json }: { json?: true }) => {
      const findings = await examine(readConfig());
      if (json) console.log(JSON.stringify(findings, undefined, 2));
      else for (const { check, isGood, detail } of findings) console.log(`${isGood ? 'ok     ' : 'PROBLEM'}  ${check.padEnd(9)} ${detail}`);
      if (findings.some(({ isGood }) => !isGood)) process.exitCode = 1;
    });
}

/** The settings were read to get here, so they are in order. */
const examine = async (config: Config): Promise<readonly Finding[]> => [
  { check: 'settings', isGood: true, detail: `in order; this counts as ${config.mode.kind}` },
  examineNode(process.versions.node),
  examineDisk(config.home),
  await examineDatabase(config),
  await examineHistory(config),
  await examineRedis(config),
];

function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isGood = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return { check: 'node', isGood, detail: isGood ? version : `${version}; ${OLDEST_NODE.join('.')} or newer is needed` };
}

function examineDisk(home: string): Finding {
  try {
    const { bavail, bsize } = statfsSync(home);
    const free = `${(Number(bavail) * Number(bsize)) / 1024 ** 3}`.slice(0, 5);
    const isGood = Number(bavail) * Number(bsize) >= LEAST_FREE_BYTES;
    return { check: 'disk', isGood, detail: `${free} GiB free under ${home}${isGood ? '' : '; 2 GiB are needed'}` };
  } catch {
    return { check: 'disk', isGood: true, detail: `${home} does not exist yet; the first start makes it` };
  }
}

async function examineDatabase({ database, home }: Config): Promise<Finding> {
  const check = 'database';
  const url = database.kind === 'external' ? database.url : findRunningPostgres(home);
  if (url === undefined) return { check, isGood: true, detail: 'embedded, not running; `npm start` starts it' };
  try {
    const { version, pending } = await inspectDatabase(url, { folder: MIGRATIONS });
    const detail = `${database.kind}, PostgreSQL ${version}`;
    if (pending.length > 0)
      return { check, isGood: false, detail: `${detail}, ${pending.length} migrations to apply: run \`wayleave migrate\`` };
    return { check, isGood: true, detail: `${detail}, migrated` };
  } catch (error) {
    return { check, isGood: false, detail: `${database.kind}: ${(error as Error).message}` };
  }
}

/** Reads the whole history against its seals. */
async function examineHistory({ database, home, secret }: Config): Promise<Finding> {
  const check = 'history';
  const url = database.kind === 'external' ? database.url : findRunningPostgres(home);
  if (url === undefined) return { check, isGood: true, detail: 'not looked at: the database is not running' };
  const pool = createPool({ url, size: 1, statementTimeoutMilliseconds: 0 });
  try {
    const key = new SealKey(Buffer.from(secret ?? developmentSecret(home)));
    const { rows, seals, unsealed, head, signedOtherwise, faults, faultCount } = await checkHistory(pool, key);
    const more = faultCount > faults.length ? [`And ${faultCount - faults.length} more.`] : [];
    if (faultCount > 0) return { check, isGood: false, detail: [`${faultCount} faults.`, ...faults, ...more].join(' ') };
    const parts = [
      `${rows} rows as they were sealed, ${unsealed} not sealed yet`,
      head ? `last seal ${seals}, ${head.hash.slice(0, 16)}` : 'no seals yet',
      signedOtherwise > 0 ? `${signedOtherwise} seals are signed with another secret and only their chain was checked` : '',
    ];
    return { check, isGood: true, detail: parts.filter(Boolean).join('; ') };
  } catch (error) {
    return { check, isGood: false, detail: `could not be read: ${(error as Error).message}` };
  } finally {
    await pool.end();
  }
}

async function examineRedis({ redis: setting }: Config): Promise<Finding> {
  const check = 'redis';
  if (setting.kind === 'off') return { check, isGood: true, detail: 'off; budgets and caches are kept in the process' };
  const redis = new Redis({ url: setting.url, timeoutMilliseconds: 1_000 });
  try {
    await redis.connect();
    await redis.call((client) => client.ping());
    return { check, isGood: true, detail: 'answers' };
  } catch (error) {
    return { check, isGood: false, detail: (error as Error).message };
  } finally {
    redis.close();
  }
}
