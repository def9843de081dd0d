// Switching one behavior on leaves the draws of all the others alone (docs/model.md sections 8 and 9): that is what makes a comparison
// on one seed fair.
import { describe, expect, it } from 'vitest'
import { RELEVERS, STOPS, TAKES_PROFIT, TOPS_UP } from '../../src/engine/behaviorColumns.ts'
import { runCrowd } from '../support/livingRuns.ts'

const TRADERS = 2000
const CROWD = { traders: TRADERS, leverage: { distribution: 'logUniform', min: 1.5, max: 20 } }

const RULES = {
  topUp: { share: 0.3, at: 3, amount: 0.5, delaySteps: 2, times: 2 },
  stopLoss: { share: 0.4, loss: 0.5 },
  takeProfit: { share: 0.6, gain: 0.3 },
  relever: { share: 0.7, below: 0.9 },
  turnover: 0.01,
  arrivals: { perStep: 2 },
}
type Rule = keyof typeof RULES
const NAMES = Object.keys(RULES) as Rule[]
const FLAGS = { topUp: TOPS_UP, stopLoss: STOPS, takeProfit: TAKES_PROFIT, relever: RELEVERS }

const pick = (names: readonly Rule[]) => Object.fromEntries(names.map((name) => [name, RULES[name]]))

/** Who takes part in what, at the opening, and who arrives over thirty steps of a moving price. */
function observe(behavior: Record<string, unknown>) {
  const { simulation, events } = runCrowd({
    drawn: CROWD,
    behavior,
    path: [100, 101, 99, 102, 97, 104],
    steps: 30,
    depth: 1e9,
    seed: 'streams',
  })
  const { behavior: columns, ledger } = simulation.snapshot().venues[0]
  const arrivals = events.filter(({ kind }) => kind === 'arrival')
  return {
    follows: (flag: number) =>
      Array.from(columns?.flags.slice(0, TRADERS) ?? [], (flags) => (flags & flag) !== 0),
    firstDeposits: Array.from(columns?.firstDepositCents.slice(0, TRADERS) ?? []),
    leaveSteps: Array.from(columns?.leaveStep.slice(0, TRADERS) ?? []),
    newcomers: arrivals.map(({ step, account, contracts }) => ({
      step,
      isLong: contracts < 0,
      firstDeposit: columns?.firstDepositCents[account],
      flags: (columns?.flags[account] ?? 0) & (TOPS_UP | STOPS | TAKES_PROFIT),
    })),
    entryPrices: Array.from(ledger.entryPrice.slice(0, TRADERS)),
  }
}

const all = observe(RULES)
const flagged = Object.keys(FLAGS) as (keyof typeof FLAGS)[]

describe('each rule draws for itself', () => {
  // Whoever re-levers may have ended it by now, so that flag is compared before the first step, in the test below.
  it.each(flagged.filter((name) => name !== 'relever'))(
    '%s alone picks the traders that it picks among all',
    (name) => {
      const alone = observe(pick([name]))
      expect(alone.follows(FLAGS[name])).toEqual(all.follows(FLAGS[name]))
      expect(alone.firstDeposits).toEqual(all.firstDeposits)
      expect(alone.entryPrices).toEqual(all.entryPrices)
    },
  )

  it('re-levering alone picks the traders that it picks among all', () => {
    const flags = (behavior: Record<string, unknown>) => {
      const { simulation } = runCrowd({ drawn: CROWD, behavior, path: [100], steps: 1, depth: 1e9 })
      return Array.from(simulation.snapshot().venues[0].behavior?.flags ?? [], (bits) => bits & RELEVERS)
    }
    expect(flags(pick(['relever']))).toEqual(flags(RULES).slice(0, TRADERS))
  })

  it('turnover alone has the waiting times that it has among all', () => {
    expect(observe(pick(['turnover'])).leaveSteps).toEqual(all.leaveSteps)
  })

  it.each(NAMES.filter((name) => name !== 'arrivals'))(
    'the same newcomers come with and without %s',
    (name) => {
      const without = observe(pick(NAMES.filter((other) => other !== name)))
      const mask = name in FLAGS ? ~FLAGS[name as keyof typeof FLAGS] : -1
      const masked = (list: typeof all.newcomers) => list.map((one) => ({ ...one, flags: one.flags & mask }))
      expect(masked(without.newcomers)).toEqual(masked(all.newcomers))
      expect(all.newcomers.length).toBeGreaterThan(30)
    },
  )

  it('the opening is the same with behavior and without', () => {
    const open = (behavior: Record<string, unknown>) => {
      const { simulation } = runCrowd({ drawn: CROWD, behavior, path: [100], steps: 1, depth: 1e9 })
      const { ledger } = simulation.snapshot().venues[0]
      return [ledger.depositCents, ledger.entryPrice]
    }
    expect(open({})).toEqual(open(pick(['topUp', 'stopLoss', 'takeProfit', 'turnover'])))
  })
})

describe('shares', () => {
  it.each(flagged)('%s: so many take part', (name) => {
    const { simulation } = runCrowd({ drawn: CROWD, behavior: RULES, path: [100], steps: 1, depth: 1e12 })
    const flags = simulation.snapshot().venues[0].behavior?.flags.slice(0, TRADERS) ?? []
    const count = flags.filter((bits) => bits & FLAGS[name]).length
    const { share } = RULES[name]
    expect(Math.abs(count / TRADERS - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / TRADERS))
  })

  it('a larger share keeps those who already took part', () => {
    const small = observe({ stopLoss: { share: 0.2, loss: 0.5 } }).follows(STOPS)
    const large = observe({ stopLoss: { share: 0.5, loss: 0.5 } }).follows(STOPS)
    expect(small.filter(Boolean).length).toBeGreaterThan(0)
    expect(small.every((isIn, id) => !isIn || large[id])).toBe(true)
  })
})
