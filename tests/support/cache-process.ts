/**
 * The server in an operating-system process of its own: started by `cache-processes.ts`, from which it has its settings and with which it ends.
 *
 * It can be told to leave out one of the rules of what is read, to see whether a test would notice.
 */
import 'reflect-metadata';
import { readConfig } from '../../src/config/config.ts';
import { ReadLog } from '../../src/data/reads.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { startServer } from '../../src/server.ts';
import { type ReadRule, withoutRule } from './read-rules.ts';

process.once('disconnect', () => process.exit());
const server = await startServer({
  config: readConfig(),
  logger: createLogger('error', { write: (line) => void process.send?.({ line }) }),
});

let left: ReadRule | undefined;
const { note } = ReadLog.prototype;
ReadLog.prototype.note = function (reads) {
  note.call(this, left ? withoutRule(left)(reads) : reads);
};
process.on('message', ({ leaveOut }: { leaveOut: ReadRule | undefined }) => {
  left = leaveOut;
  process.send?.({ leftOut: leaveOut });
});
process.send?.({ url: server.url });
