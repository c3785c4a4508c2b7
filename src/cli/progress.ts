/** Shows how far a long command is: a bar in a terminal, a line every tenth elsewhere. On stderr, so that output can be piped. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  readonly at: (done: number, rows: number) => void;
  readonly stop: () => void;
}

export function startProgress(total: number, inWords: (percent: number, rows: number) => string): Progress {
  return process.stderr.isTTY ? bar(total, inWords) : lines(total, inWords);
}

function bar(total: number, inWords: (percent: number, rows: number) => string): Progress {
  const single = new SingleBar({ format: '{bar} {words}', hideCursor: true, clearOnComplete: false }, Presets.shades_classic);
  single.start(total, 0, { words: '' });
  return {
    at: (done, rows) => single.update(done, { words: inWords(percentOf(done, total), rows) }),
    stop: () => single.stop(),
  };
}

function lines(total: number, inWords: (percent: number, rows: number) => string): Progress {
  let said = 0;
  return {
    at: (done, rows) => {
      const percent = percentOf(done, total);
      const tenth = Math.floor(percent / 10);
      if (tenth <= said) return;
      said = tenth;
      process.stderr.write(`${inWords(percent, rows)}\n`);
    },
    stop: () => {},
  };
}

const percentOf = (done: number, total: number): number => (total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100)));
