/**
 * Access, put together: the directory over its table, the trail, the authenticator, and what a viewer may spend.
 *
 * The directory asks on a connection of its own, so that requests that hold all others cannot keep a revocation from being seen.
 */

import { AccessDirectory } from '../access/access-directory.ts';
import type { AccessAdministration } from '../access/administration.ts';
import { AuditBuffer } from '../access/audit-buffer.ts';
import { type Authenticator, createAuthenticator } from '../access/credentials.ts';
import { developmentToken } from '../access/local-secrets.ts';
import { createOidc } from '../access/oidc.ts';
import { type Peppers, peppersOf } from '../access/peppers.ts';
import type { ScopePaths } from '../access/predicates.ts';
import type { TokenRecord } from '../access/records.ts';
import { EVERY_RIGHT, viewerWith } from '../access/rights.ts';
import { RoleAdministration } from '../access/role-administration.ts';
import { TokenAdministration } from '../access/token-administration.ts';
import { UserAdministration } from '../access/user-administration.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Config } from '../config/config.ts';
import { encodeGlobalId } from '../data/global-id.ts';
import type { Logger } from '../monitoring/logger.ts';
import { scopePathsOf } from '../resource/scope-paths.ts';
import { catalog } from '../schema.ts';
import { AccessStore } from '../stores/access-store.ts';
import { readTrail, writeTrail } from '../stores/access-trail.ts';
import type { OpenDatabase } from '../stores/open-database.ts';
import { createPool } from '../stores/pool.ts';
import { RoleStore } from '../stores/role-store.ts';
import { ScopeSlugs } from '../stores/scope-slugs.ts';
import { TokenStore } from '../stores/token-store.ts';
import { UserStore } from '../stores/user-store.ts';

export interface OpenAccess {
  readonly authenticator: Authenticator;
  readonly directory: AccessDirectory;
  readonly administration: AccessAdministration;
  readonly audit: AuditBuffer;
  /** An administrator's token, where there is one on disk. */
  readonly developmentToken: string | undefined;
  stop(): Promise<void>;
}

/** Longer than this a poll is not waited for, and its connection is given up. */
const POLL_DEADLINE_MILLISECONDS = 900;
const USE_MILLISECONDS = 5000;

/** How every resource hangs on what grants are scoped by. */
export function scopePaths(): ScopePaths {
  const paths = scopePathsOf(catalog);
  return { of: (resource) => paths.get(resource), globalId: encodeGlobalId };
}

/** `onChange` is told after each change. */
export function administrationOf(
  pool: OpenDatabase['pool'],
  peppers: Peppers,
  onChange: () => Promise<void> = async () => undefined,
): AccessAdministration {
  const store = new AccessStore(pool);
  const common = { records: () => store.all(), scopes: new ScopeSlugs(pool), onChange };
  return {
    tokens: new TokenAdministration({ ...common, keeper: new TokenStore(pool), peppers, now: Date.now }),
    roles: new RoleAdministration({
      ...common,
      keeper: new RoleStore(pool),
      resources: new Set(catalog.resources.map(({ name }) => name)),
      statuses: new Set(catalog.resources.flatMap(({ columns }) => Object.keys(columns.get('status')?.choice?.values ?? {}))),
    }),
    users: new UserAdministration({ ...common, keeper: new UserStore(pool) }),
    audit: (options) => readTrail(pool, options),
  };
}

export async function openAccess(config: Config, secret: Buffer, { url, pool }: OpenDatabase, logger: Logger): Promise<OpenAccess> {
  const previousSecrets = config.previousSecret === undefined ? [] : [Buffer.from(config.previousSecret)];
  const peppers = peppersOf(secret, previousSecrets);
  const tokens = new TokenStore(pool);
  const pollingPool = createPool({
    url,
    size: 1,
    connectionTimeoutMilliseconds: POLL_DEADLINE_MILLISECONDS,
    statementTimeoutMilliseconds: POLL_DEADLINE_MILLISECONDS,
  });
  const polling = new AccessStore(pollingPool);
  const warn = (words: string) => (error: unknown) => logger.warn({ err: error }, words);
  const uses = new TokenUses(tokens, warn('the last use of tokens could not be written'));
  const paths = scopePaths();
  const directory = new AccessDirectory({
    load: (known) => polling.load(known, { timeoutMilliseconds: POLL_DEADLINE_MILLISECONDS }),
    paths,
    peppers,
    now: Date.now,
    monotonic: () => performance.now(),
    onUse: (token) => uses.note(token),
    onOldPepper: (token, digest) =>
      void tokens.replaceDigest(token, digest, peppers.current.name).catch(warn('a token could not be digested anew')),
  });
  const audit = new AuditBuffer({
    write: (entries) => writeTrail(pool, entries),
    onFailure: warn('the trail of access could not be written'),
  });
  const token = config.mode.kind === 'development' ? developmentToken(config.home) : undefined;
  const developer = viewerWith(EVERY_RIGHT, paths, {
    id: 'administrator:development',
    name: 'development',
    role: 'administrator',
    operations: 'any',
    allowance: 'administrator',
  });
  try {
    await directory.start();
  } catch (error) {
    await pollingPool.end();
    throw error;
  }
  return {
    authenticator: createAuthenticator({
      secret,
      previousSecrets,
      tokens: new Map<string, Viewer>(token === undefined ? [] : [[token, developer]]),
      now: Date.now,
      directory,
      ...(config.oidc.kind === 'on'
        ? {
            personOf: createOidc({
              settings: config.oidc,
              fetch: (url, { signal, redirect }) => fetch(url, { signal, redirect }),
              now: Date.now,
              onFailure: warn('the identity provider could not be asked'),
            }),
          }
        : {}),
      onAttempt: ({ action, viewer, reason, address, requestId }) =>
        audit.note({ actor: viewer?.id ?? 'nobody', action, result: viewer ? 'done' : 'refused', reason, address, requestId }),
    }),
    directory,
    administration: administrationOf(pool, peppers, () => directory.refresh()),
    audit,
    developmentToken: token,
    async stop() {
      directory.stop();
      await uses.stop();
      await audit.flush();
      await pollingPool.end();
    },
  };
}

/** When each token was last used, written together every few seconds: a token that asks a thousand times a second is one row. */
class TokenUses {
  private readonly store: TokenStore;
  private readonly onFailure: (error: unknown) => void;
  private readonly timer: NodeJS.Timeout;
  private waiting = new Map<number, Date>();

  constructor(store: TokenStore, onFailure: (error: unknown) => void) {
    this.store = store;
    this.onFailure = onFailure;
    this.timer = setInterval(() => void this.write(), USE_MILLISECONDS);
    this.timer.unref();
  }

  note({ id }: TokenRecord): void {
    this.waiting.set(id, new Date());
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  private async write(): Promise<void> {
    if (this.waiting.size === 0) return;
    const written = this.waiting;
    this.waiting = new Map();
    // Nobody is refused anything for it: what could not be written this time is written at the next use.
    await this.store.noteUse(written).catch(this.onFailure);
  }
}
