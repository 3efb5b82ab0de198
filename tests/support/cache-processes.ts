/**
 * Two servers in processes of their own over one PostgreSQL and one Redis, as behind a load balancer, and what they answer laid against the truth.
 *
 * A round writes (by a mutation through either, or by SQL) while both are asked. Whoever sent a mutation asks its process at once, and has to see it. Then,
 * once both feeds have told the writing, or half a second after it, both are asked again: each answer has to be the one that is worked out for
 * `no-cache`, byte for byte.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { print } from 'graphql';
import { peppersOf } from '../../src/access/peppers.ts';
import { administrationOf } from '../../src/assembly/open-access.ts';
import { clearAnswers } from '../../src/changes/clear-answers.ts';
import { viewers } from './cache-differential.ts';
import { randomMutations } from './cache-mutations.ts';
import { type EstateQuestion, tagsOf } from './cached-estate.ts';
import type { TestDatabase } from './database.ts';
import { randomWriter, seededRandom } from './random-writes.ts';
import type { ReadRule } from './read-rules.ts';
import { issueToken, TOKEN_SECRET } from './token.ts';

/** The bound on staleness, and a little for two clocks that are read one after the other. */
const BOUND_MILLISECONDS = 500;
const ALLOWANCE = '250000,1000000000,1000000000';
const MOST_ATTEMPTS = 20;
/** What a busy machine may answer instead of an answer. */
const BUSY = /^(OVERLOADED|THROTTLED|TIMEOUT|SERVICE_UNAVAILABLE)$/;

interface Asked {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: string;
  readonly token: string;
  readonly tables: ReadonlySet<string>;
}

interface Told {
  /** The bytes of the data; or what was wrong. */
  readonly data: string;
  readonly isHit: boolean;
  readonly failed: boolean;
}

interface Statistics {
  readonly hits: Readonly<Record<'memory' | 'shared' | 'waited', number>>;
  readonly remembered: { readonly millisecondsBehind: number };
  readonly audits: { readonly unexplained: number };
}

export interface ProcessDifference {
  readonly round: number;
  readonly question: string;
  readonly viewer: string;
  readonly wrote: string;
  readonly when: 'own write' | 'told' | 'half a second later';
  readonly kept: string;
  readonly now: string;
}

export interface ProcessesCounts {
  readonly rounds: number;
  /** Rounds whose writing changed something, by how it was written. */
  readonly mutations: number;
  readonly statements: number;
  /** Answers that were compared; those of them that had been kept; and how many followed a mutation of one's own. */
  readonly checked: number;
  readonly hits: number;
  readonly ownWrites: number;
}

export interface ProcessesOutcome extends ProcessesCounts {
  /** As both processes count them. */
  readonly counted: Readonly<Record<'memory' | 'shared' | 'waited', number>>;
  readonly unexplained: number;
  readonly logged: readonly string[];
  readonly differences: readonly ProcessDifference[];
}

export interface RoundsWanted {
  readonly seed: number;
  readonly goesOn: (counts: ProcessesCounts, differences: readonly ProcessDifference[]) => boolean;
}

class ServerProcess {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private readonly home: string;
  private url = '';

  constructor(environment: Readonly<Record<string, string>>) {
    this.home = mkdtempSync(join(tmpdir(), 'wayleave-process-'));
    this.child = fork('tests/support/cache-process.ts', {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, NODE_ENV: 'test', PORT: '0', WAYLEAVE_HOME: this.home, ...environment },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child.on('message', (message: { line?: string }) => message.line && this.lines.push(message.line));
  }

  async start(): Promise<void> {
    this.url = ((await this.message('url')) as { url: string }).url;
  }

  async leaveOut(rule: ReadRule | undefined): Promise<void> {
    const heard = this.message('leftOut');
    this.child.send({ leaveOut: rule ?? null });
    await heard;
  }

  private message(name: string): Promise<object> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`A server ended with ${code}.`));
      const listen = (message: object): void => {
        if (!(name in message)) return;
        this.child.off('message', listen).off('exit', ended);
        resolve(message);
      };
      this.child.on('message', listen).once('exit', ended);
    });
  }

  async ask({ text, variables, token }: Pick<Asked, 'text' | 'variables' | 'token'>, headers: Record<string, string> = {}): Promise<Told> {
    const body = JSON.stringify({ query: text, variables });
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.send(body, { authorization: `Bearer ${token}`, ...headers });
      const parsed = JSON.parse(answer) as {
        data?: unknown;
        errors?: { message: string; extensions: { code: string } }[];
        extensions?: { cost?: { requestedQueryCost: number; actualQueryCost: number } };
      };
      const { errors, extensions } = parsed;
      if (errors?.some(({ extensions: { code } }) => BUSY.test(code)) && attempt < MOST_ATTEMPTS) {
        await sleep(50 * (attempt + 1));
        continue;
      }
      const { requestedQueryCost = 0, actualQueryCost = 0 } = extensions?.cost ?? {};
      if (errors)
        return {
          data: `${errors.map(({ message }) => message).join('; ')} ${JSON.stringify(parsed.data)}`,
          isHit: false,
          failed: true,
        };
      return {
        data: answer.slice(0, answer.lastIndexOf(',"extensions"')),
        isHit: actualQueryCost === 1 && requestedQueryCost > 1,
        failed: false,
      };
    }
  }

  async statistics(token: string): Promise<Statistics> {
    const { data } = await this.ask({ text: '{ cacheStatistics }', variables: {}, token });
    return (JSON.parse(`${data}}`) as { data: { cacheStatistics: Statistics } }).data.cacheStatistics;
  }

  private send(body: string, headers: Record<string, string>): Promise<string> {
    return new Promise((resolve, reject) => {
      const sending = request(`${this.url}/graphql`, {
        method: 'POST',
        agent: this.agent,
        headers: { 'content-type': 'application/json', ...headers },
      });
      sending.on('error', reject);
      sending.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      });
      sending.end(body);
    });
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    if (this.child.exitCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.home, { recursive: true, force: true });
  }
}

export interface CacheProcesses {
  run(wanted: RoundsWanted): Promise<ProcessesOutcome>;
  /** Both forget a rule from now on, and what they have kept until now. */
  leaveOut(rule: ReadRule): Promise<void>;
  close(): Promise<void>;
}

/** A token that may see everything, one for some sites, a region and what bears a tag, and one for what is in use. */
async function issueTokens(database: TestDatabase): Promise<Readonly<Record<string, string>>> {
  const administration = administrationOf(database.pool, peppersOf(Buffer.from(TOKEN_SECRET), []));
  const author = { actor: 'tests' };
  const slugsOf = async (table: string, count: number): Promise<string[]> =>
    (await database.pool.query<{ slug: string }>(`SELECT slug FROM "${table}" ORDER BY id LIMIT ${count}`)).rows.map(({ slug }) => slug);
  await administration.roles.create({ name: 'some-sites', allowance: 'administrator' }, author);
  await administration.roles.grant('some-sites', { action: 'view', sites: await slugsOf('Site', 12) }, author);
  await administration.roles.grant('some-sites', { action: 'view', regions: await slugsOf('Region', 1) }, author);
  await administration.roles.grant('some-sites', { action: 'view', tags: await slugsOf('Tag', 2) }, author);
  await administration.roles.create({ name: 'in-use', allowance: 'administrator' }, author);
  for (const resource of ['Device', 'IpAddress', 'Prefix', 'Site', 'Rack', 'Interface'])
    await administration.roles.grant('in-use', { action: 'view', resource, statuses: ['ACTIVE'] }, author);
  for (const resource of ['Tag', 'Region', 'Tenant', 'Location', 'DeviceRole', 'Vlan', 'Cable', 'CableTermination'])
    await administration.roles.grant('in-use', { action: 'view', resource }, author);
  const tokens: Record<string, string> = {};
  for (const role of ['administrator', 'some-sites', 'in-use']) tokens[role] = (await issueToken(database, { role, name: role })).token;
  return tokens;
}

export async function startCacheProcesses(
  database: TestDatabase,
  redisUrl: string,
  questions: readonly EstateQuestion[],
  tables: readonly string[],
): Promise<CacheProcesses> {
  const tokens = await issueTokens(database);
  const writer = tokens['administrator']!;
  const environment = {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    WAYLEAVE_SECRET: TOKEN_SECRET,
    WAYLEAVE_REQUEST_DEADLINE_MS: '60000',
    WAYLEAVE_BUDGET_ADMINISTRATOR: ALLOWANCE,
    WAYLEAVE_DEMO_RESOURCES: '0',
  };
  const servers = [new ServerProcess(environment), new ServerProcess(environment)] as const;
  const close = async (): Promise<void> => {
    for (const server of servers) await server.stop();
  };
  const asked: Asked[] = [];
  try {
    await Promise.all(servers.map((server) => server.start()));
    for (const question of questions.filter(({ viewer }) => viewer === viewers[0])) {
      const tags = [...(await tagsOf(database, question))];
      const tables = new Set(tags.map((tag) => tag.split(/[:.]/, 1)[0]!));
      const text = print(question.document);
      for (const [viewer, token] of Object.entries(tokens)) {
        const candidate: Asked = { text, variables: question.variables, viewer, token, tables };
        // What a viewer may not ask is no question of theirs.
        if (!(await servers[0].ask(candidate)).failed) asked.push(candidate);
      }
    }
  } catch (error) {
    await close();
    throw error;
  }

  /** Until both have been told of everything that was committed before. */
  const untilTold = async (): Promise<void> => {
    const at = performance.now();
    await Promise.all(
      servers.map(async (server) => {
        for (;;) {
          const before = performance.now();
          const { remembered } = await server.statistics(writer);
          if (before - remembered.millisecondsBehind > at) return;
          await sleep(35);
        }
      }),
    );
  };

  return {
    async run({ seed, goesOn }) {
      const random = seededRandom(seed);
      const upTo = (count: number): number => Math.floor(random() * count);
      const pick = <T>(items: readonly T[]): T => items[upTo(items.length)]!;
      const statements = await randomWriter(database.pool, tables, random);
      const mutation = randomMutations(database.pool, tables, random);
      const differences: ProcessDifference[] = [];
      const counts = { rounds: 0, mutations: 0, statements: 0, checked: 0, hits: 0, ownWrites: 0 };
      // Twice, since what is asked once is not kept.
      for (const question of asked) for (const server of [...servers, ...servers]) await server.ask(question);

      const check = async (
        question: Asked,
        asking: readonly ServerProcess[],
        difference: Omit<ProcessDifference, 'question' | 'viewer' | 'kept' | 'now'>,
      ) => {
        const judge = pick(servers);
        const answers = await Promise.all(asking.map((server) => server.ask(question)));
        const { data: now } = await judge.ask(question, { 'cache-control': 'no-cache' });
        for (const { data: kept, isHit } of answers) {
          counts.checked += 1;
          if (isHit) counts.hits += 1;
          if (kept !== now) differences.push({ ...difference, question: question.text, viewer: question.viewer, kept, now });
        }
      };

      while (goesOn(counts, differences)) {
        counts.rounds += 1;
        const round = counts.rounds;
        const racing = Array.from({ length: upTo(3) }, () => pick(servers).ask(pick(asked)));
        let table: string;
        let wrote: string;
        let near: Asked[];
        const concerned = (): Asked[] => asked.filter(({ tables: read }) => read.has(table));
        if (random() < 0.5) {
          const server = pick(servers);
          const { query, variables, table: about } = await mutation();
          table = about;
          near = concerned();
          const { data, failed } = await server.ask({ text: query, variables, token: writer });
          wrote = `${query} ${JSON.stringify(variables)}`;
          if (!failed && /"status":"(?:CREATED|UPDATED|DELETED)"/.test(data)) counts.mutations += 1;
          const own = (near.length > 0 ? near : asked).filter(({ token }) => token === writer);
          if (own.length > 0) {
            counts.ownWrites += 1;
            await check(pick(own), [server], { round, wrote, when: 'own write' });
          }
        } else {
          const { table: about, isRefused } = await statements.write();
          table = about;
          near = concerned();
          wrote = `SQL about ${about}`;
          if (!isRefused) counts.statements += 1;
        }
        const isByTheClock = random() < 0.03;
        await (isByTheClock ? sleep(BOUND_MILLISECONDS) : untilTold());
        const chosen = new Set([...(near.length > 0 ? [pick(near), pick(near)] : []), pick(asked)]);
        const when = isByTheClock ? 'half a second later' : 'told';
        await Promise.all([...chosen].map((question) => check(question, servers, { round, wrote, when })));
        await Promise.all(racing);
      }
      const statistics = await Promise.all(servers.map((server) => server.statistics(writer)));
      const sum = (read: (of: Statistics) => number): number => statistics.reduce((total, of) => total + read(of), 0);
      return {
        ...counts,
        counted: {
          memory: sum(({ hits }) => hits.memory),
          shared: sum(({ hits }) => hits.shared),
          waited: sum(({ hits }) => hits.waited),
        },
        unexplained: sum(({ audits }) => audits.unexplained),
        logged: servers.flatMap(({ lines }) => lines),
        differences,
      };
    },
    async leaveOut(rule) {
      for (const server of servers) await server.leaveOut(rule);
      await clearAnswers(database.pool);
      await untilTold();
    },
    close,
  };
}
