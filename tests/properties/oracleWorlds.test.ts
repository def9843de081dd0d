// Goal: random worlds reach every branch that the conformance cases name, and the oracle loses no cent and no contract in them.
// Method: the branches of all runs are collected; cents and contracts are counted after every step, as docs/model.md section 11.7
// says; every document is checked for what the model demands of one, by the schema too. `LONG_TESTS=1` takes many more.
import { describe, expect, test } from 'vitest'
import { RULE_KINDS, type RuleKind } from '../../src/schema/event.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { worldBranches } from '../support/conformanceCases.ts'
import { isBelowMaintenance } from '../support/oracle/accounts.ts'
import { openWorld } from '../support/oracle/opening.ts'
import { runWorld } from '../support/oracle/oracle.ts'
import { atHand, netWorth } from '../support/oracle/treasury.ts'
import { venueById } from '../support/oracle/world.ts'
import { randomWorld } from '../support/randomWorld.ts'

const COUNT = process.env['LONG_TESTS'] === '1' ? 20_000 : 400
const PART = 100

/** Rules that nobody is ever against. */
const UNOPPOSED: readonly RuleKind[] = ['openInterestCap', 'haltWithdrawals']

/** What no case names, but worlds must come through as well. */
const FURTHER_BRANCHES = [
  ...RULE_KINDS.map((kind) => `rule ${kind}`),
  ...RULE_KINDS.filter((kind) => !UNOPPOSED.includes(kind)).map((kind) => `against ${kind}`),
  'adl no overlap',
  'adl not reached',
  'breaker at the start',
  'breaker in liquidations',
  'breaker on arbitrage',
  'breaker on flow',
  'breaker on hedge',
  'breaker on holdings',
  'breaker on loan',
  'breaker on own trade',
  'desk at the floor',
  'flow in halt',
  'hedge buys',
  'hedge sells',
  'loss cut',
  'makers at the floor',
  'own close below zero',
  're-lever cut by a cap',
  're-lever cut by margin',
  're-lever cut by size',
  'socialized capped',
  'socialized past the queue',
  'surplus to fund',
  'top-up halted',
  'top-up queued',
  'two layers pay at once',
]

describe('random worlds', () => {
  const seen = new Set<string>()

  test.each(Array.from({ length: COUNT / PART }, (_, part) => part * PART))(
    'lose no cent and no contract, a hundred from seed %i on',
    (first) => {
      for (let seed = first; seed < first + PART; seed++) {
        const { summary, accounts } = runWorld(randomWorld(seed), seen)
        const { conservationError, contractsError } = summary
        expect({ seed, conservationError, contractsError }).toEqual({
          seed,
          conservationError: 0,
          contractsError: 0,
        })
        const cash = Object.values(accounts).flatMap((rows) => rows.map((row) => row.cash))
        expect({ seed, whole: cash.every(Number.isSafeInteger) }).toEqual({ seed, whole: true })
      }
    },
  )

  test('reach every branch that the cases name', () => {
    expect(worldBranches.filter((branch) => !seen.has(branch))).toEqual([])
  })

  test('reach further rare branches', () => {
    expect(FURTHER_BRANCHES.filter((branch) => !seen.has(branch))).toEqual([])
  })
})

test('a random world opens with nobody below maintenance, no treasury short and every token backed', () => {
  for (let seed = 0; seed < PART; seed++) {
    const document = randomWorld(seed)
    const world = openWorld(document, new Set())
    for (const venue of world.venues) {
      const below = venue.accounts.filter((account) => isBelowMaintenance(world, venue, account))
      const empty = venue.accounts.filter((account) => account.contracts.every((n) => n === 0))
      const isShort = atHand(world, venue) < 0
      expect({ seed, below, empty, isShort }).toEqual({ seed, below: [], empty: [], isShort: false })
    }
    for (const { tokenOf } of world.assets)
      if (tokenOf !== null) expect(netWorth(venueById(world, tokenOf))).toBeGreaterThan(0)
  }
})

test('every random world is accepted as a document', () => {
  for (let seed = 0; seed < COUNT; seed++) expect(() => parseWorld(randomWorld(seed))).not.toThrow()
})

test('a random world is a function of its seed', () => {
  expect(randomWorld(7)).toEqual(randomWorld(7))
  expect(randomWorld(7)).not.toEqual(randomWorld(8))
})
