/**
 * Whether a refusal tells by its time how close a guessed token was (attack A8): `npm run bench -- token-timing`.
 *
 * Guesses of each kind are refused in an order drawn anew each round, in this process, by the authenticator that the server uses over a directory of a thousand
 * tokens. Welch's t of each pair of kinds says whether their times differ by more than chance: beyond 4.5 in either direction they do (the bound that TVLA
 * uses). The slowest tenth of all is left out, as is usual, since what interrupts a process says nothing of its code. It ends with 1 when secrets can be told
 * apart; whether there is such a key id, which is no secret, is reported beside.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { AccessDirectory } from '../src/access/access-directory.ts';
import { createAuthenticator } from '../src/access/credentials.ts';
import { digestOf, peppersOf } from '../src/access/peppers.ts';
import { newToken } from '../src/access/token-format.ts';
import { type Guess, guessOf } from '../tests/support/guessed-tokens.ts';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '2000' } } });
const rounds = Number(options.rounds);

const TOKENS = 1000;
const BOUND = 4.5;
const KINDS: readonly Guess[] = ['unknown key id', 'wrong secret', 'right first half', 'all but the last digit right'];

const secret = Buffer.alloc(32, 1);
const peppers = peppersOf(secret);
const made = Array.from({ length: TOKENS }, () => newToken());
const directory = new AccessDirectory({
  load: async (known) => (known === 1 ? undefined : { version: 1, roles: [], users: [], tokens: made.map(recordOf) }),
  paths: { of: () => undefined, globalId: (type, id) => `${type}:${id}` },
  peppers,
  now: () => 0,
  monotonic: () => 0,
});
await directory.refresh();
const authenticator = createAuthenticator({ secret, previousSecrets: [], tokens: new Map(), now: () => 0, directory });

function recordOf({ keyId, token }: (typeof made)[number], index: number) {
  return {
    id: index + 1,
    keyId,
    digest: digestOf(token, peppers.current),
    pepper: peppers.current.name,
    name: 'guessed',
    roleId: 1,
    tenants: undefined,
    sites: undefined,
    addresses: undefined,
    isReadOnly: false,
    budget: undefined,
    operations: 'any' as const,
    expires: undefined,
  };
}

const times = new Map<Guess, number[]>(KINDS.map((kind) => [kind, []]));
const WARMING = Math.min(2000, rounds);
for (let round = -WARMING; round < rounds; round += 1) {
  // All are made before any is timed, each of a token of its own, and read as from a socket: making one warms what refusing it needs, a row that was just
  // looked at is found sooner, and a string that was put together of parts is put together only when it is first read.
  const guesses = shuffled(KINDS).map((kind) => {
    const { token } = made[Math.floor(Math.random() * TOKENS)]!;
    return { kind, guess: Buffer.from(guessOf(token, kind)).toString('latin1') };
  });
  for (const { kind, guess } of guesses) {
    const began = process.hrtime.bigint();
    await authenticator.viewerOf({ kind: 'bearer', token: guess });
    const nanoseconds = Number(process.hrtime.bigint() - began);
    if (round >= 0) times.get(kind)!.push(nanoseconds);
  }
}

const longest = [...times.values()].flat().toSorted((one, other) => one - other)[Math.floor(rounds * KINDS.length * 0.9)]!;
const summaries = KINDS.map((kind) => ({ kind, ...summaryOf(times.get(kind)!.filter((time) => time <= longest)) }));
const pairs = summaries.flatMap((one, index) =>
  summaries.slice(index + 1).map((other) => ({ one: one.kind, other: other.kind, t: welch(one, other) })),
);

console.table(
  summaries.map(({ kind, count, mean, variance }) => ({ kind, count, mean: Math.round(mean), deviation: Math.round(Math.sqrt(variance)) })),
);
console.table(pairs.map(({ one, other, t }) => ({ one, other, t: t.toFixed(2), differs: Math.abs(t) >= BOUND })));
mkdirSync('bench/results', { recursive: true });
writeFileSync(
  'bench/results/token-timing.json',
  `${JSON.stringify({ measured: new Date().toISOString(), node: process.version, processors: cpus().length, rounds, summaries, pairs }, null, 2)}\n`,
);
if (pairs.some(({ one, t }) => one !== 'unknown key id' && Math.abs(t) >= BOUND)) process.exitCode = 1;

interface Summary {
  readonly count: number;
  /** Nanoseconds. */
  readonly mean: number;
  readonly variance: number;
}

function summaryOf(sample: readonly number[]): Summary {
  const count = sample.length;
  const mean = sample.reduce((sum, time) => sum + time, 0) / count;
  const variance = sample.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (count - 1);
  return { count, mean, variance };
}

function welch(one: Summary, other: Summary): number {
  return (one.mean - other.mean) / Math.sqrt(one.variance / one.count + other.variance / other.count);
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
