import { KEPT_SCENARIOS, keepWithFault, type KeptScenario } from '../unit/host/keptFaults.ts';
import { SCENARIOS, faultsOf, saveWithFault, type SaveScenario } from '../unit/host/saveFaults.ts';
import type { Injection } from '../unit/host/faultyPort.ts';

export interface FaultResult {
  readonly cases: number;
  readonly violations: readonly string[];
}

interface Outcome {
  readonly calls: readonly string[];
  readonly violations: readonly string[];
}

/** A study is saved, with every fault at every call. */
export const runSaveFaults = (root: string, scenario: SaveScenario): Promise<FaultResult> =>
  runAll((injection) => saveWithFault(root, scenario, injection), scenario);

/** Something is kept, with every fault at every call. */
export const runKeptFaults = (root: string, scenario: KeptScenario): Promise<FaultResult> =>
  runAll((injection) => keepWithFault(root, scenario, injection), SCENARIOS[1] as SaveScenario);

/** Everything that the host writes, with every fault at every call. */
export async function runAllFaults(root: string): Promise<FaultResult> {
  const results: FaultResult[] = [];
  for (const scenario of SCENARIOS) results.push(await runSaveFaults(root, scenario));
  for (const scenario of KEPT_SCENARIOS) results.push(await runKeptFaults(root, scenario));
  return {
    cases: results.reduce((sum, { cases }) => sum + cases, 0),
    violations: results.flatMap(({ violations }) => violations),
  };
}

async function runAll(
  act: (injection: Injection | null) => Promise<Outcome>,
  codesOf: SaveScenario,
): Promise<FaultResult> {
  const undisturbed = await act(null);
  const violations = undisturbed.violations.map((violation) => `without a fault: ${violation}`);
  const injections = undisturbed.calls.flatMap((name, call) =>
    faultsOf(name, codesOf).flatMap((fault) => [
      { call, fault, persistent: false },
      { call, fault, persistent: true },
    ]),
  );
  const queue = injections.values();
  const work = async (): Promise<void> => {
    for (const injection of queue) {
      const outcome = await act(injection);
      const label = `${undisturbed.calls[injection.call]} ${JSON.stringify(injection)}`;
      violations.push(...outcome.violations.map((violation) => `${label}: ${violation}`));
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return { cases: injections.length, violations };
}
