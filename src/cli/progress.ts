/** A progress bar on stderr, where a person watches; a line at the beginning and none in between, where nobody does. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  readonly update: (done: number, total: number) => void;
  stop(): void;
}

export function progressBar(what: string): Progress {
  if (!process.stderr.isTTY) {
    process.stderr.write(`${what} …\n`);
    return { update: () => undefined, stop: () => undefined };
  }
  const bar = new SingleBar(
    { format: `${what} {bar} {percentage} % · {value}/{total}`, stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  let isStarted = false;
  return {
    update(done, total) {
      if (isStarted) bar.update(done);
      else bar.start(total, done);
      isStarted = true;
    },
    stop: () => bar.stop(),
  };
}
