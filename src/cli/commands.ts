/**
 * The commands by name, and what the list of them says.
 *
 * The server's own schema takes seconds to build, and a check in CI that prices a document has no use for it: so the one command that is asked for is loaded,
 * and the others are a name and a sentence.
 */
import { Command } from 'commander';

const commands: Readonly<Record<string, { readonly description: string; readonly load: () => Promise<Command> }>> = {
  serve: {
    description: 'Starts the server, with a PostgreSQL of its own unless DATABASE_URL is set.',
    load: async () => (await import('./serve.ts')).serveCommand(),
  },
  migrate: {
    description: 'Brings the database up to date; `serve` does so too.',
    load: async () => (await import('./migrate.ts')).migrateCommand(),
  },
  seed: {
    description: 'Fills an empty database with a demo estate. The same size and seed give the same rows.',
    load: async () => (await import('./seed.ts')).seedCommand(),
  },
  import: {
    description: 'Brings in an estate from elsewhere: all of it, or nothing.',
    load: async () => (await import('./import.ts')).importCommand(),
  },
  export: {
    description: 'Writes all rows of a type, or of a query with pages, to stdout: page by page, in the same order each time.',
    load: async () => (await import('./export.ts')).exportCommand(),
  },
  price: {
    description: 'Price a document against any schema with @cost and @listSize; no server is needed.',
    load: async () => (await import('./price.ts')).priceCommand(),
  },
  operations: {
    description: 'Registers the operations that clients run by their id, each checked and priced in advance.',
    load: async () => (await import('./operations.ts')).operationsCommand(),
  },
  token: {
    description: 'Makes, lists, renews and ends API tokens.',
    load: async () => (await import('./token.ts')).tokenCommand(),
  },
  role: {
    description: 'Makes roles, and says what they allow. Nothing is allowed that no grant allows.',
    load: async () => (await import('./role.ts')).roleCommand(),
  },
  user: {
    description: 'Gives roles to people who sign in at an identity provider.',
    load: async () => (await import('./user.ts')).userCommand(),
  },
  cache: {
    description: 'Shows what a server keeps of its answers, and has all servers give it up.',
    load: async () => (await import('./cache.ts')).cacheCommand(),
  },
  doctor: {
    description: 'Checks what the server needs, and says what to do about what is missing.',
    load: async () => (await import('./doctor.ts')).doctorCommand(),
  },
};

export async function addCommands(program: Command, words: readonly string[]): Promise<void> {
  const operands = words.filter((word) => !word.startsWith('-'));
  const asked = operands[0] === 'help' ? operands[1] : operands[0];
  for (const [name, { description, load }] of Object.entries(commands))
    program.addCommand((name === asked ? await load() : new Command(name)).description(description));
}
