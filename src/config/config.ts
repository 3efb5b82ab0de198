/**
 * The one reader of the environment: read once, checked whole, frozen and handed down.
 *
 * A feature that is on brings its settings with it, and the type says so. When something is wrong, all of it is said at once, by the variables'
 * names and never with their values.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { secretSettings, settings } from './settings.ts';

export type DatabaseConfig = { readonly kind: 'embedded' } | { readonly kind: 'external'; readonly url: string };
export type RedisConfig = { readonly kind: 'off' } | { readonly kind: 'on'; readonly url: string };
export type OidcConfig =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      readonly issuer: string;
      readonly audience: string;
      /** Which claims give which roles. */
      readonly roleClaims: readonly { readonly claim: string; readonly value: string; readonly role: string }[];
      readonly clockSkewSeconds: number;
    };
/** In development a sign-in token is kept on disk and secrets are made up; in production both must be given. */
export type Mode = { readonly kind: 'development' } | { readonly kind: 'production'; readonly secret: string };

export interface Config {
  readonly mode: Mode;
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly database: DatabaseConfig;
  readonly redis: RedisConfig;
  readonly oidc: OidcConfig;
  readonly secret: string | undefined;
  /** The one before, while it is being replaced. */
  readonly previousSecret: string | undefined;
  readonly demoResources: number;
  readonly databaseConnections: number;
  /** For answers that are given again; 0 keeps none. */
  readonly cacheBytes: number;
  readonly requestDeadlineMilliseconds: number;
  readonly costInFlight: number;
  readonly historyMonths: number;
  readonly drainMilliseconds: number;
  readonly maxConnections: number;
  readonly allowedOrigins: readonly string[];
  /** Whose word about a client's address is believed, as CIDR ranges. */
  readonly trustedProxies: readonly string[];
  /** What webhooks may reach although it is not public, as CIDR ranges. */
  readonly webhookAddresses: readonly string[];
  /** Whether clients may register operations by sending them. */
  readonly automaticOperations: boolean;
  readonly logLevel: string;
  /** What each role may spend, in points. */
  readonly allowances: { readonly interactive: Allowance; readonly integrator: Allowance; readonly administrator: Allowance };
  /** What all tokens of one tenant may spend together. */
  readonly tenantAllowance: Allowance;
  readonly limits: {
    readonly bodyBytes: number;
    readonly tokens: number;
    readonly depth: number;
    readonly aliases: number;
    readonly rootFields: number;
    readonly directives: number;
  };
}

/** The dearest request, what the budget holds, and what flows in each second. */
export interface Allowance {
  readonly ceiling: number;
  readonly capacity: number;
  readonly refillPerSecond: number;
}

export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: string[] = [];
  const given = withFiles(environment, problems);
  const parsed = z.object(settings).safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const read = parsed.success ? parsed.data : undefined;
  const isProduction = read !== undefined && countsAsProduction(read.NODE_ENV, read.HOST);
  if (isProduction && !read.WAYLEAVE_SECRET)
    problems.push(
      `WAYLEAVE_SECRET: is required in production, so that all processes sign alike. ${whyProduction(read.NODE_ENV)} Set NODE_ENV to development for anything else.`,
    );
  if (read && (read.WAYLEAVE_OIDC_ISSUER === undefined) !== (read.WAYLEAVE_OIDC_AUDIENCE === undefined))
    problems.push('WAYLEAVE_OIDC_AUDIENCE: goes with WAYLEAVE_OIDC_ISSUER; a token for somebody else must not open this server.');
  if (problems.length > 0 || !read) throw new ConfigError(`The settings are not right:\n  ${problems.join('\n  ')}`);

  const config: Config = {
    mode: isProduction ? { kind: 'production', secret: read.WAYLEAVE_SECRET! } : { kind: 'development' },
    home: read.WAYLEAVE_HOME,
    host: read.HOST,
    port: read.PORT,
    database: read.DATABASE_URL ? { kind: 'external', url: read.DATABASE_URL } : { kind: 'embedded' },
    oidc:
      read.WAYLEAVE_OIDC_ISSUER && read.WAYLEAVE_OIDC_AUDIENCE
        ? {
            kind: 'on',
            issuer: read.WAYLEAVE_OIDC_ISSUER,
            audience: read.WAYLEAVE_OIDC_AUDIENCE,
            roleClaims: read.WAYLEAVE_OIDC_ROLES,
            clockSkewSeconds: read.WAYLEAVE_OIDC_CLOCK_SKEW_SECONDS,
          }
        : { kind: 'off' },
    redis: read.REDIS_URL ? { kind: 'on', url: read.REDIS_URL } : { kind: 'off' },
    secret: read.WAYLEAVE_SECRET,
    previousSecret: read.WAYLEAVE_SECRET_PREVIOUS,
    trustedProxies: read.WAYLEAVE_TRUSTED_PROXIES,
    webhookAddresses: read.WAYLEAVE_WEBHOOK_ADDRESSES,
    demoResources: read.WAYLEAVE_DEMO_RESOURCES,
    databaseConnections: read.WAYLEAVE_DATABASE_CONNECTIONS,
    cacheBytes: read.WAYLEAVE_CACHE_BYTES,
    requestDeadlineMilliseconds: read.WAYLEAVE_REQUEST_DEADLINE_MS,
    costInFlight: read.WAYLEAVE_COST_IN_FLIGHT,
    historyMonths: read.WAYLEAVE_HISTORY_MONTHS,
    drainMilliseconds: read.WAYLEAVE_DRAIN_MS,
    maxConnections: read.WAYLEAVE_MAX_CONNECTIONS,
    allowedOrigins: read.WAYLEAVE_ALLOWED_ORIGINS.split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
    automaticOperations: read.WAYLEAVE_AUTOMATIC_OPERATIONS === 'on',
    logLevel: read.WAYLEAVE_LOG_LEVEL,
    allowances: {
      interactive: allowanceOf(read.WAYLEAVE_BUDGET_INTERACTIVE),
      integrator: allowanceOf(read.WAYLEAVE_BUDGET_INTEGRATOR),
      administrator: allowanceOf(read.WAYLEAVE_BUDGET_ADMINISTRATOR),
    },
    tenantAllowance: allowanceOf(read.WAYLEAVE_BUDGET_TENANT),
    limits: {
      bodyBytes: read.WAYLEAVE_MAX_BODY_BYTES,
      tokens: read.WAYLEAVE_MAX_TOKENS,
      depth: read.WAYLEAVE_MAX_DEPTH,
      aliases: read.WAYLEAVE_MAX_ALIASES,
      rootFields: read.WAYLEAVE_MAX_ROOT_FIELDS,
      directives: read.WAYLEAVE_MAX_DIRECTIVES,
    },
  };
  return deepFreeze(config);
}

/** A misspelt `production` must not open a server with a token on disk, and neither must a forgotten one that strangers can reach. */
function countsAsProduction(nodeEnvironment: string, host: string): boolean {
  if (nodeEnvironment === '') return !isLoopback(host);
  return nodeEnvironment !== 'development' && nodeEnvironment !== 'test';
}

const whyProduction = (nodeEnvironment: string): string =>
  nodeEnvironment === ''
    ? 'NODE_ENV is not set, and HOST lets others in.'
    : `NODE_ENV is ${JSON.stringify(nodeEnvironment)}, which counts as production.`;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}

function allowanceOf(text: string): Allowance {
  const [ceiling, capacity, refillPerSecond] = text.split(',').map(Number);
  return { ceiling: ceiling!, capacity: capacity!, refillPerSecond: refillPerSecond! };
}

/** An empty variable is one that was not set: compose files and shells cannot unset. */
function withFiles(environment: Readonly<Record<string, string | undefined>>, problems: string[]): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(settings)) {
    const value = environment[name];
    if (value !== undefined && value !== '') given[name] = value;
    const file = secretSettings.has(name) ? environment[`${name}_FILE`] : undefined;
    if (!file) continue;
    if (given[name] !== undefined) problems.push(`${name}: is given twice, also as ${name}_FILE.`);
    try {
      given[name] = readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(`${name}_FILE: cannot be read.`);
    }
  }
  return given;
}
