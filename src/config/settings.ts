/**
 * Every setting, with its variable, its default and what it is for. `.env.example` and the reference page are written from this list.
 */
import { isIP } from 'node:net';
import { z } from 'zod';

/** Digits and nothing else: JavaScript would take an empty text for 0, `1e3` for 1000 and `0x10` for 16. */
const number = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'Expected a whole number')
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(fallback);
const bytes = (fallback: number) => number(1024, 64 * 1024 * 1024, fallback);
const count = (fallback: number, most: number) => number(1, most, fallback);
const milliseconds = (fallback: number) => number(10, 600_000, fallback);

/** Three whole numbers; a bucket that could never hold its dearest request would refuse it for ever. */
const allowance = (fallback: string) =>
  z
    .string()
    .regex(/^\d{1,12},\d{1,12},[1-9]\d{0,11}$/, 'takes three whole numbers: the dearest request, the bucket, points a second')
    .refine((text) => Number(text.split(',')[0]) <= Number(text.split(',')[1]), 'has a bucket that cannot hold its dearest request')
    .default(fallback);

const ranges = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((range) => range.trim())
      .filter(Boolean),
  )
  .refine((given) => given.every(isAddressRange), 'takes addresses or CIDR ranges, separated by commas');

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}

const roleClaims = z
  .string()
  .default('')
  .transform((text, context) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => {
        const match = /^([^:=\s]+):([^=]+)=([a-z][a-z0-9-]*)$/.exec(part);
        if (!match) context.addIssue('takes `claim:value=role`, separated by commas');
        return { claim: match?.[1] ?? '', value: match?.[2] ?? '', role: match?.[3] ?? '' };
      }),
  );

/** Keys are trusted because of where they come from, which only an encrypted connection can say. */
function isEncryptedOrLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

export const settings = {
  PORT: number(0, 65_535, 4000).describe('The port to listen on; 0 takes a free one.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('The address to listen on; loopback unless you say otherwise.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('A PostgreSQL of your own, version 15 to 18. Without it, one is run under WAYLEAVE_HOME.'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('A Redis to share budgets and caches between processes. Without it, each process keeps its own.'),
  WAYLEAVE_HOME: z
    .string()
    .min(1)
    .default('.wayleave')
    .describe('Where the embedded database, secrets and the development token are kept.'),
  NODE_ENV: z
    .string()
    .default('')
    .describe(
      '`development` and `test` keep an administrator’s token on disk; anything else is production. Left out, it is development on loopback and production elsewhere.',
    ),
  WAYLEAVE_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Signs cursors and sessions; 32 characters or more, the same in all processes. Required in production, kept under WAYLEAVE_HOME otherwise.',
    ),
  WAYLEAVE_SECRET_PREVIOUS: z
    .string()
    .min(32)
    .optional()
    .describe(
      'The secret before this one, while it is being replaced: its tokens and sessions go on, and tokens in use move over by themselves.',
    ),
  WAYLEAVE_DEMO_RESOURCES: number(0, 2_000_000, 100_000).describe(
    'How many resources `npm start` puts into an empty embedded database; 0 for none.',
  ),
  WAYLEAVE_DATABASE_CONNECTIONS: count(10, 200).describe('Connections in the pool of one process.'),
  WAYLEAVE_CACHE_BYTES: number(0, 16 * 1024 ** 3, 128 * 1024 ** 2).describe(
    'Memory of one process for answers that are given again while nothing in them has changed; no viewer gets more than a tenth. 0 keeps none.',
  ),
  WAYLEAVE_REQUEST_DEADLINE_MS: milliseconds(10_000).describe(
    'How long a request may take, waiting included; then it is cancelled and answered with TIMEOUT. A cheap operation may run for half of it.',
  ),
  WAYLEAVE_HISTORY_MONTHS: count(24, 1200).describe(
    'Whole months of history that are kept beside this one; older ones are dropped, and the chain of seals says so.',
  ),
  WAYLEAVE_DRAIN_MS: milliseconds(20_000).describe('How long requests in flight may take to end after SIGTERM.'),
  WAYLEAVE_MAX_BODY_BYTES: bytes(1024 * 1024).describe('The largest request body.'),
  WAYLEAVE_MAX_TOKENS: count(4000, 100_000).describe('The most tokens in one document.'),
  WAYLEAVE_MAX_DEPTH: count(16, 100).describe('The deepest nesting of selections.'),
  WAYLEAVE_MAX_ALIASES: count(60, 1000).describe('The most aliases in one operation, fragments included each time they are spread.'),
  WAYLEAVE_MAX_ROOT_FIELDS: count(20, 500).describe('The most fields at the root of one operation.'),
  WAYLEAVE_MAX_DIRECTIVES: count(40, 1000).describe('The most directives in one document.'),
  WAYLEAVE_MAX_CONNECTIONS: count(2000, 100_000).describe('The most client connections at once.'),
  WAYLEAVE_ALLOWED_ORIGINS: z
    .string()
    .default('')
    .describe('Other origins whose pages may call the API, separated by commas, exactly as browsers send them.'),
  WAYLEAVE_TRUSTED_PROXIES: ranges.describe(
    'Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed, as addresses or CIDR ranges separated by commas. Nobody’s by default.',
  ),
  WAYLEAVE_WEBHOOK_ADDRESSES: ranges.describe(
    'Addresses that webhooks may reach although they are not public, as addresses or CIDR ranges separated by commas. None by default.',
  ),
  WAYLEAVE_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(isEncryptedOrLoopback, 'has to be https, except on loopback')
    .optional()
    .describe('An OpenID Connect provider whose access tokens (JWTs) are accepted, exactly as its `iss` says it.'),
  WAYLEAVE_OIDC_AUDIENCE: z
    .string()
    .min(1)
    .optional()
    .describe('What the provider’s tokens have to name in `aud`; required with an issuer.'),
  WAYLEAVE_OIDC_ROLES: roleClaims.describe(
    'Which claims give which roles: `groups:network-admins=administrator,groups:noc=interactive`. People may be given roles by `wayleave user`, too.',
  ),
  WAYLEAVE_OIDC_CLOCK_SKEW_SECONDS: number(0, 300, 30).describe('How far the clocks of the provider and of this machine may be apart.'),
  WAYLEAVE_BUDGET_INTERACTIVE: allowance('25000,50000,1000').describe(
    'Points of people at a screen: the dearest request, what the budget holds, and what flows in each second.',
  ),
  WAYLEAVE_BUDGET_INTEGRATOR: allowance('100000,500000,20000').describe('The same for integrators.'),
  WAYLEAVE_BUDGET_ADMINISTRATOR: allowance('250000,5000000,250000').describe('The same for administrators.'),
  WAYLEAVE_COST_IN_FLIGHT: count(500_000, 1_000_000_000).describe(
    'The most points that one process works on at once; a dearer operation runs when nothing else does.',
  ),
  WAYLEAVE_AUTOMATIC_OPERATIONS: z
    .enum(['off', 'on'])
    .default('off')
    .describe('Whether tokens that may send any text may register it by sending it (automatic persisted queries).'),
  WAYLEAVE_BUDGET_TENANT: allowance('250000,2000000,80000').describe(
    'The same for all tokens together that are scoped to one tenant; each also has the budget of its role.',
  ),
  WAYLEAVE_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('The least severe log lines to write.'),
} as const;

/** Secrets may also be given as the name of a file that holds them. */
export const secretSettings: ReadonlySet<string> = new Set(['DATABASE_URL', 'REDIS_URL', 'WAYLEAVE_SECRET', 'WAYLEAVE_SECRET_PREVIOUS']);
