import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { corruptEveryByte, smallStudyFile } from '../support/corruption.ts';
import { runAllFaults } from '../support/faultCounts.ts';
import { killAtEveryCall } from '../support/killEveryCall.ts';
import { isBad, killWhileKeeping, killWhileSaving } from '../support/killScenarios.ts';
import { cutPower, powerScenarios } from '../support/powerLoss.ts';
import { raceTwoSavers } from '../support/saveRace.ts';
import { measureAutosave } from './storage/autosaveCost.ts';
import { measureBranchCoverage } from './storage/branchCoverage.ts';
import { measureMutations } from './storage/mutationScore.ts';

interface Bench {
  readonly say: (line: string) => void;
  readonly run: (
    command: string,
    args: readonly string[],
  ) => { readonly status: number | null; readonly stdout: string };
}

/** A whole run takes about half an hour; what one run has found, the next one knows. */
const MUTATION_MINUTES = Number(process.env['ENDPLATE_MUTATION_MINUTES'] ?? 10);

/** What the storage withstands, in counts, and what keeping the work costs. Takes some minutes. */
export async function measure({ say, run }: Bench) {
  const folder = await mkdtemp(path.join(tmpdir(), 'endplate-storage-'));
  const inFolder = async (name: string): Promise<string> => mkdtemp(path.join(folder, name));
  try {
    say('every file call fails in every way');
    const faults = await runAllFaults(await inFolder('faults-'));
    say('a process is killed at every call');
    const kills = await killAll(await inFolder('kills-'));
    say('the power goes');
    const powerLoss = (await powerScenarios()).map((scenario, index) => cutPower(scenario, 25_000, index + 1));
    say('every byte of a study is damaged');
    const corruption = corruptEveryByte(smallStudyFile());
    say('two processes save one file');
    const race = await raceTwoSavers(await inFolder('race-'), 500);
    say('a copy of unsaved work is kept after each edit');
    const autosave = [await measureAutosave(30), await measureAutosave(600), await measureAutosave(6000)];
    say('branches of the modules that hold the work');
    const coverage = await measureBranchCoverage(run);
    say('small changes of those modules, one at a time: do their tests find them?');
    const mutations = await measureMutations(say, MUTATION_MINUTES);
    return {
      faults: { cases: faults.cases, violations: faults.violations.length },
      kills,
      powerLoss: {
        states: powerLoss.reduce((sum, { states }) => sum + states, 0),
        violations: powerLoss.reduce((sum, { violations }) => sum + violations.length, 0),
      },
      corruption: {
        cases: corruption.cases,
        undetected: corruption.undetected.length,
        crashes: corruption.crashes.length,
      },
      race: { saves: race.saves, conflicts: race.conflicts, lost: race.lost },
      branchCoverage: coverage.percent,
      ...(coverage.reason === undefined ? {} : { branchCoverageReason: coverage.reason }),
      mutationScore: mutations.percent,
      ...(mutations.reason === undefined ? {} : { mutationScoreReason: mutations.reason }),
      mutations: {
        mutants: mutations.files.reduce((sum, { mutants }) => sum + mutants, 0),
        found: mutations.files.reduce((sum, { found }) => sum + found, 0),
        files: mutations.files.length,
        filesLeft: mutations.filesLeft,
      },
      autosaveMainThreadMs: autosave.at(-1)?.p95Ms ?? null,
      autosave,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function killAll(folder: string) {
  const saving = await killAtEveryCall(await killWhileSaving(folder));
  const keeping = await killAtEveryCall(await killWhileKeeping(folder));
  if (saving === null || keeping === null) {
    return { points: 0, violations: 0, reason: 'strace is missing, or not allowed to trace here' };
  }
  const outcomes = [...saving, ...keeping];
  return { points: outcomes.length, violations: outcomes.filter(isBad).length };
}
