/**
 * Studies of the risk lab as a page and Node both make them: each gives numbers that have to agree to the bit. Tasks go to whatever
 * pool the caller has; what is made of their answers is computed where the caller is.
 */
import { createContagion, createWalk } from '../support/riskDocuments.ts'
import { estimate } from '../../src/risk/estimate.ts'
import { sizeFund } from '../../src/risk/fundSizing.ts'
import { countJointFailures } from '../../src/risk/jointFailures.ts'
import { performAll } from '../../src/risk/performAll.ts'
import type { Pool, RiskAnswer, RiskTask } from '../../src/risk/task.ts'
import { readVolatility, scaleVolatility } from '../../src/risk/volatility.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

const night = () => parseScenario({ ...nightOnTheSandbox, steps: 480, crowd: { traders: 200 } })
const seeds = { kind: 'futures', from: 1, count: 40 } as const

export const riskStudies: Readonly<Record<string, (pool: Pool) => Promise<unknown>>> = {
  'a counted probability': (pool) =>
    estimate(
      { document: night(), event: 'fundExhausted', method: 'crude', from: 1, runs: 60, precision: null },
      pool,
    ),
  'a probability by splitting': (pool) =>
    estimate(
      {
        document: createWalk({ steps: 12, sigma: 0.6 }),
        event: 'fairBelow:93',
        method: 'splitting',
        from: 1,
        runs: 100,
        precision: 0.5,
      },
      pool,
    ),
  'a probability of leaps of news': (pool) => {
    const walk = createWalk({ steps: 12 })
    const fairValue = {
      process: 'studentT',
      annualVolatility: 0.8,
      annualDrift: 0,
      degreesOfFreedom: 4,
    } as const
    const document = { ...walk, market: { ...walk.market, fairValue } }
    return estimate(
      { document, event: 'fairBelow:85', method: 'splitting', from: 1, runs: 100, precision: 0.5 },
      pool,
    )
  },
  'the size of a fund': async (pool) => {
    const [{ futures }] = await performAll(pool, [{ ...seeds, document: night() }])
    return { futures, sizes: sizeFund(futures) }
  },
  'the tail of returns': async (pool) => {
    const [{ runs }] = await performAll(pool, [{ kind: 'returns', document: night(), from: 1, count: 12 }])
    return performAll(pool, [{ kind: 'tails', runs, seed: '1', side: 'falls', span: 1, over: 0.05 }])
  },
  'a curve over volatility': async (pool) => {
    const scaled = [0.75, 1, 1.25].map((multiple) => ({
      multiple,
      document: scaleVolatility(night(), multiple) ?? night(),
    }))
    const answers = await performAll(
      pool,
      scaled.map(({ document }) => ({ ...seeds, document })),
    )
    return readVolatility(
      scaled.map(({ multiple }, i) => ({ multiple, futures: answers[i].futures })),
      'exhausted',
    )
  },
  'joint failures': async (pool) => {
    const [{ futures }] = await performAll(pool, [{ ...seeds, document: createContagion() }])
    return countJointFailures(
      futures.map(({ failed }) => failed),
      2,
    )
  },
}

/** Every number with all its digits, those that JSON has no word for too. */
export function writeStudy(study: unknown): string {
  return JSON.stringify(study, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  )
}

/** For a page: a study by its name, its tasks shared out to so many workers of the built site. */
export async function studyByName(name: string, workerUrl: string, workers = 1): Promise<string> {
  const members = Array.from(
    { length: workers },
    () => new Worker(new URL(workerUrl, location.href), { type: 'module' }),
  )
  const perform: Pool['perform'] = async (tasks) => {
    const answers: RiskAnswer[] = []
    let next = 0
    const work = async (worker: Worker) => {
      while (next < tasks.length) {
        const place = next++
        answers[place] = await ask(worker, tasks[place])
      }
    }
    await Promise.all(members.map(work))
    return answers
  }
  try {
    return writeStudy(await riskStudies[name]({ perform }))
  } finally {
    for (const worker of members) worker.terminate()
  }
}

/** For a page: the answer to a task, given whole, in the built site's own worker. */
export async function answerHere(task: RiskTask, workerUrl: string): Promise<string> {
  const worker = new Worker(new URL(workerUrl, location.href), { type: 'module' })
  try {
    return writeStudy(await ask(worker, task))
  } finally {
    worker.terminate()
  }
}

function ask(worker: Worker, task: RiskTask): Promise<RiskAnswer> {
  return new Promise<RiskAnswer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ answer: RiskAnswer } | { error: string }>) => {
      if ('error' in data) reject(new Error(data.error))
      else resolve(data.answer)
    }
    worker.onerror = (event) => reject(new Error(event.message))
    worker.postMessage(task)
  })
}
