import type { Browser } from 'playwright-core';
import { deskOf } from '../../support/desk.ts';
import { startProgram } from '../../support/program.ts';
import { bodyOf, frameTimes, MOVES, type Move, type MoveTimes } from './frameTimes.ts';
import { median, round } from './statistics.ts';
import { FILMS } from './testFilms.ts';

/** Null: the picture was not drawn again. */
type OfMoves = Readonly<Record<Move, number | null>>;

export interface FrameFigures {
  readonly frameP95Ms: Readonly<Record<string, OfMoves>>;
  readonly frameMedianMs: Readonly<Record<string, OfMoves>>;
  readonly drawMedianMs: Readonly<Record<string, OfMoves>>;
}

const REPEATS = 3;

/** Movements over one huge film in the whole width, and over one of two large ones side by side. */
export async function frameFigures(
  browser: Browser,
  { huge, pair }: { huge: string; pair: readonly string[] },
): Promise<FrameFigures> {
  const measured: Record<string, Record<Move, MoveTimes>> = {
    '4000x5000x16': await inProgram(browser, [huge], FILMS.huge),
    'two 2500x3000x16': await inProgram(browser, pair, FILMS.large),
  };
  const each = (pick: (times: MoveTimes) => number | null): Record<string, OfMoves> =>
    Object.fromEntries(
      Object.entries(measured).map(([size, moves]) => [
        size,
        Object.fromEntries(MOVES.map((move) => [move, pick(moves[move])])) as OfMoves,
      ]),
    );
  return {
    frameP95Ms: each(({ frameP95 }) => frameP95),
    frameMedianMs: each(({ frameMedian }) => frameMedian),
    drawMedianMs: each(({ drawMedian }) => drawMedian),
  };
}

async function inProgram(
  browser: Browser,
  files: readonly string[],
  film: { rows: number; columns: number },
): Promise<Record<Move, MoveTimes>> {
  const runs: Record<Move, MoveTimes>[] = [];
  for (let run = 0; run < REPEATS; run += 1) {
    const program = await startProgram(browser);
    const desk = deskOf(program);
    try {
      for (const [index, file] of files.entries()) {
        const chooser = program.page.waitForEvent('filechooser');
        await program.page.getByRole('button', { name: 'Open images' }).first().click();
        await (await chooser).setFiles(file);
        await desk.ready(index === 0 ? 0 : 1);
      }
      if (files.length === 1) await desk.key('c');
      runs.push(await frameTimes(desk, 0, bodyOf(film)));
    } finally {
      await program.close();
    }
  }
  return Object.fromEntries(MOVES.map((move) => [move, middleOf(runs.map((run) => run[move]))])) as Record<
    Move,
    MoveTimes
  >;
}

/** The middle run, figure by figure. */
function middleOf(runs: readonly MoveTimes[]): MoveTimes {
  const middle = (pick: (times: MoveTimes) => number | null): number | null => {
    const values = runs.map(pick).filter((value) => value !== null);
    return values.length === 0 ? null : round(median(values), 2);
  };
  return {
    frameMedian: middle(({ frameMedian }) => frameMedian) ?? Number.NaN,
    frameP95: middle(({ frameP95 }) => frameP95) ?? Number.NaN,
    drawMedian: middle(({ drawMedian }) => drawMedian),
  };
}
