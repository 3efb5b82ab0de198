/** The example of docs/security/access.md, as it stands there: its commands are run beside a server, and its question is asked. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { roleCommand } from '../../../src/cli/role.ts';
import { tokenCommand } from '../../../src/cli/token.ts';
import { userCommand } from '../../../src/cli/user.ts';
import { SECRET, startAccessServers, until } from '../../support/access-servers.ts';

let servers: Awaited<ReturnType<typeof startAccessServers>>;
beforeAll(async () => {
  servers = await startAccessServers();
  vi.stubEnv('NODE_ENV', 'test');
  vi.stubEnv('DATABASE_URL', servers.server.database.url);
  vi.stubEnv('WAYLEAVE_SECRET', SECRET);
  await servers.server.database.run(`
    INSERT INTO "Tenant" ("name", "slug") VALUES ('Acme', 'acme'), ('Birch', 'birch');
    INSERT INTO "Region" ("name", "slug") VALUES ('EMEA', 'emea'), ('America', 'america');
    INSERT INTO "Region" ("name", "slug", "parentId") SELECT below.name, lower(below.name), "id" FROM "Region", (VALUES ('Germany'), ('France')) AS below (name) WHERE "slug" = 'emea';
    INSERT INTO "Site" ("name", "slug", "status", "tenantId", "regionId")
    SELECT name, slug, 'ACTIVE', (SELECT "id" FROM "Tenant" t WHERE t."slug" = tenant), (SELECT "id" FROM "Region" r WHERE r."slug" = region)
    FROM (VALUES ('Berlin', 'berlin', 'acme', 'germany'), ('Paris', 'paris', 'birch', 'france'), ('New York', 'new-york', 'acme', 'america')) AS s (name, slug, tenant, region)`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await servers?.close();
});

const page = readFileSync('docs/security/access.md', 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)![1]!;

/** A line of the shell, as one writes it: words, and texts in double quotes. */
const words = (line: string): readonly string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);

/** A command in this process, as the command line runs it; what it printed. */
async function wayleave([command, ...parameters]: readonly string[]): Promise<string> {
  const program = new Command('wayleave').addCommand(tokenCommand()).addCommand(roleCommand()).addCommand(userCommand());
  const silence = (on: Command): void => {
    on.exitOverride().configureOutput({ writeErr: () => undefined });
    for (const part of on.commands) silence(part);
  };
  silence(program);
  const printed: string[] = [];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line))),
    vi.spyOn(console, 'error').mockImplementation(() => undefined),
  ];
  try {
    await program.parseAsync([command!, ...parameters], { from: 'user' });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return printed.join('\n');
}

describe('The page about access', () => {
  it('has an example that does what it says, in the server that is running', async () => {
    let printed = '';
    for (const line of block('sh').trim().split('\n')) {
      const [program, ...parameters] = words(line);
      expect(program).toBe('wayleave');
      printed = await wayleave(parameters);
    }
    const { token, id } = JSON.parse(printed) as { token: string; id: string };
    expect(id).toMatch(/^\d+$/);
    const answer = async (url: string) => (await servers.ask(url, token, block('graphql'))).body;
    for (const url of [servers.server.url, servers.otherUrl]) {
      await until(async () => (await servers.ask(url, token, '{ viewer { name } }')).status === 200);
      expect((await answer(url)).errors).toBeUndefined();
      expect((await answer(url)).data).toEqual(JSON.parse(block('json')));
      const { body } = await servers.ask(url, token, '{ cables { totalCount } }');
      expect(body.errors![0]!.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    }

    const listed = JSON.parse(await wayleave(['token', 'list', '--json'])) as {
      id: string;
      name: string;
      tenants: string[];
      isReadOnly: boolean;
    }[];
    expect(listed).toMatchObject([{ id, name: 'tablet 7', tenants: ['acme'], isReadOnly: true }]);
    expect(JSON.stringify(listed)).not.toContain(token.slice(16));
    const { token: renewed } = JSON.parse(await wayleave(['token', 'rotate', 'tablet 7', '--json'])) as { token: string };
    await until(async () => (await servers.ask(servers.server.url, token, '{ viewer { name } }')).status === 401);
    await until(async () => (await servers.ask(servers.server.url, renewed, '{ viewer { name } }')).status === 200);
    await wayleave(['token', 'revoke', 'tablet 7']);
    await until(async () => (await servers.ask(servers.server.url, renewed, '{ viewer { name } }')).status === 401);
  });

  it('is told of mistakes in words', async () => {
    const failure = (...parameters: string[]) =>
      wayleave(parameters).then(
        () => undefined,
        (error: Error) => error,
      );
    expect(await failure('token', 'create', '--name', 'x', '--role', 'emperor')).toMatchObject({ message: 'There is no role emperor.' });
    expect(await failure('token', 'create', '--name', 'x')).toBeInstanceOf(CommanderError);
    expect(await failure('token', 'create', '--name', 'x', '--role', 'interactive', '--expires', 'soon')).toBeInstanceOf(CommanderError);
    expect(await failure('role', 'grant', 'interactive', 'conquer')).toBeInstanceOf(CommanderError);
    expect(await failure('role', 'grant', 'interactive', 'update')).toMatchObject({
      message: expect.stringContaining('built in') as string,
    });
    expect(await failure('token', 'revoke', 'nobody')).toMatchObject({ message: 'There is no token nobody.' });
  });

  it('says that somebody at the command line did it', async () => {
    const { body } = await servers.server.post('{ accessAudit(first: 50) { actor action result } }');
    const entries = body.data!['accessAudit'] as { actor: string; action: string }[];
    const byHand = entries.filter(({ actor }) => actor.startsWith('cli:')).map(({ action }) => action);
    expect(byHand).toEqual(expect.arrayContaining(['role.create', 'role.grant', 'token.create', 'token.rotate', 'token.revoke']));
  });

  it('stores people and lists them', async () => {
    await wayleave(['user', 'save', '--issuer', 'https://login.example', '--subject', 'ada', '--name', 'Ada', '--role', 'field-engineer']);
    expect(await wayleave(['user', 'list'])).toMatch(/Ada +field-engineer +stands +ada +https:\/\/login\.example/);
    expect(await wayleave(['role', 'list'])).toMatch(
      /field-engineer +interactive +\d+ +update +Device +region emea, status PLANNED\|STAGED/,
    );
  });
});
