/**
 * A version 1 document beside the same as a world of version 2: both run the same code, so what is asked is a few hundredths, less than
 * any machine with other work keeps still for. Both advance in turn, a few steps at a time, and each of these pieces counts with its
 * lowest time of several runs: it does the same work in each of them.
 */
import { collectGarbage, sayProgress, timeMs, toSample } from './measure.ts'
import type { Limit, Row } from './report.ts'
import { fallingExchange } from './worldScenarios.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { Scenario } from '../../src/schema/scenario.ts'
import { toWorld } from '../../src/schema/version1.ts'
import type { WorldDocument } from '../../src/schema/world.ts'

const ACCOUNTS = 100_000
const STEPS_A_PIECE = 5
const RUNS_A_ROUND = 5
const ROUNDS = 9

export function measureVersions(): Row[] {
  const section = `A version 1 document of ${ACCOUNTS.toLocaleString('en-US')} accounts, and the same as a world`
  sayProgress(section)
  const scenario = fallingExchange(ACCOUNTS, ['insuranceFund'], 0.05)
  const documents = [scenario, toWorld(scenario)]
  measureRound(documents)
  const rounds = Array.from({ length: ROUNDS }, () => measureRound(documents))
  const row = (
    label: string,
    unit: Row['unit'],
    values: readonly number[],
    limit: Limit | null = null,
  ): Row => ({
    section,
    label,
    unit,
    sample: toSample(values),
    limit,
  })
  const firsts = rounds.map(([first]) => first)
  const seconds = rounds.map(([, second]) => second)
  const ratios = rounds.map(([first, second]) => second / first)
  return [
    row('version 1, stepping', 'ms', firsts),
    row('version 2, stepping', 'ms', seconds),
    row('version 2 ÷ version 1', 'times', ratios, { kind: 'at most', value: 1.03 }),
  ]
}

/** Milliseconds of each document: the sum of the lowest that each piece has taken. */
function measureRound(documents: readonly (Scenario | WorldDocument)[]): number[] {
  const pieces = Math.ceil(documents[0].steps / STEPS_A_PIECE)
  const lowest = documents.map(() => new Array<number>(pieces).fill(Infinity))
  for (let run = 0; run < RUNS_A_ROUND; run++) {
    const simulations = documents.map((document) => Simulation.create(document))
    collectGarbage()
    for (let piece = 0; piece < pieces; piece++)
      for (let turn = 0; turn < documents.length; turn++) {
        // Each is the first as often as the second.
        const place = (piece + run + turn) % documents.length
        const { ms } = timeMs(() => simulations[place].advance(STEPS_A_PIECE))
        lowest[place][piece] = Math.min(lowest[place][piece], ms)
      }
    if (simulations.some(({ isDone }) => !isDone)) throw new Error('a run has not come to its end')
  }
  return lowest.map((times) => times.reduce((sum, ms) => sum + ms, 0))
}
