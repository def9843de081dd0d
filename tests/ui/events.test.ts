/**
 * Goal: every event has words with its numbers, and the list of all of them can be paged through without loss.
 * Method: events by hand with their sentences, all events of a real run, and pages of known lengths.
 */
import { describe, expect, it } from 'vitest'
import { createSessionClient } from '../support/sessionClient.ts'
import {
  EVENT_FIELDS,
  EVENT_KINDS,
  NO_RULE,
  RULE_CODE,
  type EventField,
  type EventKind,
  type RuleKind,
} from '../../src/schema/event.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { EventHistory, type EventRow } from '../../src/stores/eventHistory.svelte.ts'
import { createCrash } from '../support/runDocuments.ts'
import { fillIn } from '../../src/ui/events/eventParts.ts'
import { findPage, findShock, PAGE_SIZE } from '../../src/ui/events/eventPage.ts'
import { describeEvent, EVENT_WORDS } from '../../src/ui/events/eventWords.ts'

type Fields = Partial<Record<Exclude<EventField, 'kind'>, number>>

function eventOf(kind: EventKind, fields: Fields): EventRow {
  const zeros = Object.fromEntries(EVENT_FIELDS.map((field) => [field, 0]))
  return { ...zeros, account: 3118, counterparty: -1, ...fields, kind } as EventRow
}

const say = (kind: EventKind, fields: Fields) => describeEvent(eventOf(kind, fields), null)

describe('the words of an event', () => {
  it('tell a forced sale with its price, its move, its fee and who paid', () => {
    const sale = { contracts: 20_000, cents: 1_872_000, priceBefore: 95.2, priceAfter: 94.7 }
    expect(say('liquidation', { ...sale, fundCents: 23_811, badDebtCents: 5 })).toBe(
      'Trader 3,118 was sold out: $18,720.00 at 93.60, which moved the price from 95.20 to 94.70. The insurance fund paid $238.11. Nobody paid $0.05.',
    )
    expect(say('liquidation', { ...sale, contracts: -20_000, cents: -1_872_000, feeCents: 40 })).toMatch(
      /^Trader 3,118 was bought out: \$18,720\.00 at 93\.60, .* Fee \$0\.40\.$/,
    )
    expect(say('liquidation', { deleveragedContracts: 700, mark: 94 })).toBe(
      'Trader 3,118 was closed: $658.00 against winners, not in the market.',
    )
  })

  it('tell winners closed early, also where only the sum is known', () => {
    const fill = { contracts: -50, cents: 4_700 }
    expect(say('deleveraging', { ...fill, counterparty: 7 })).toBe(
      'Trader 3,118 was winning and lost $47.00 at 94.00, to cover trader 7.',
    )
    expect(say('deleveraging', fill)).toMatch(/to cover several bankrupt traders\.$/)
  })

  it('tell what the crowd and the venue do', () => {
    expect(say('socializedLoss', { contracts: 1, cents: 1_234 })).toBe(
      '1 winner paid $12.34 of others’ losses.',
    )
    expect(say('halt', { contracts: 30, mark: 90 })).toBe(
      'The price had moved too far, to 90.00: no trading for 30 steps.',
    )
    expect(say('topUp', { cents: 5_000 })).toBe('Trader 3,118 deposited $50.00 more.')
    expect(say('arrival', {})).toBe('Trader 3,118 came in with too little for one contract.')
    expect(describeEvent(eventOf('shock', {}), { step: 1, kind: 'fairValue', change: -0.04 })).toBe(
      'News: the fair value moved by −4%.',
    )
    expect(describeEvent(eventOf('shock', {}), { step: 1, kind: 'depth', factor: 0.3 })).toBe(
      'Liquidity went to 30% of what it was at the start.',
    )
    expect(say('shock', { contracts: 100, cents: 9_000, priceBefore: 91, priceAfter: 90 })).toBe(
      'Someone outside sold for $90, which moved the price from 91.00 to 90.00.',
    )
  })

  it('of one sentence have its numbers in the place of their fields', () => {
    expect(say('withdrawal', { cents: 123_456 })).toBe('Depositors took $1,234.56.')
    const row = eventOf('recall', { contracts: -1_200, mark: 99.5 })
    expect(fillIn('{contracts} at {mark}.', row)).toBe('1,200 at 99.50.')
  })

  it('say which rule was set or voted on, and to what', () => {
    const told = (rule: RuleKind, mark: number, fields: Fields = {}) =>
      say('rule', { deleveragedContracts: RULE_CODE[rule], mark, ...fields })
    expect(told('maintenanceMargin', 0.05)).toBe('The maintenance margin is 5.0% from now on.')
    expect(told('capacityPerStep', 20)).toBe('The engine’s capacity is 20 accounts a step from now on.')
    expect(told('capacityPerStep', NO_RULE)).toBe('The engine’s capacity is unlimited from now on.')
    expect(told('positionCap', 1500)).toBe('The cap on a position is $1,500 from now on.')
    expect(told('circuitBreaker', 0.05, { priceBefore: 30, priceAfter: 60 })).toBe(
      'The circuit breaker is 5.0% in 30 steps, for a halt of 60 steps, from now on.',
    )
    expect(told('haltWithdrawals', 0)).toBe('The halt of withdrawals is over from now on.')
    const vote = { deleveragedContracts: RULE_CODE.maxLeverage, mark: 12.5 }
    expect(say('vote', { ...vote, contracts: 1 })).toBe('A vote to make the maximum leverage 12.5× passed.')
    expect(say('vote', vote)).toBe('A vote to make the maximum leverage 12.5× failed.')
  })

  it('exist for every kind, and name no number that is none', () => {
    expect(Object.keys(EVENT_WORDS).sort()).toEqual([...EVENT_KINDS].sort())
    for (const kind of EVENT_KINDS) {
      const words = say(kind, { contracts: 3, cents: 300, mark: 100, priceBefore: 101, priceAfter: 100 })
      expect(words).toMatch(/^[A-Z1-9].*\.$/)
      expect(words).not.toMatch(/NaN|undefined|−1\b|[{}]/)
    }
  })

  it('can be said of every event of a real run', async () => {
    const { client } = createSessionClient()
    const run = new Run(client)
    await run.open(createCrash())
    await run.seek(run.steps)
    expect(run.events.length).toBeGreaterThan(20)
    for (let row = 0; row < run.events.length; row++)
      expect(describeEvent(run.events.row(row), null)).not.toMatch(/NaN|undefined|no price/)
    expect(run.events.tally().reduce((sum, count) => sum + count, 0)).toBe(run.events.length)
  })
})

describe('the page of the list', () => {
  const rows = Array.from({ length: 120 }, (_, i) => 3 * i)

  it('begins with the newest', () => {
    const page = findPage(rows, null)
    expect(page.rows).toHaveLength(PAGE_SIZE)
    expect([page.rows[0], page.first, page.total, page.hasNewer]).toEqual([357, 1, 120, false])
    expect(page.older).toBe(3 * 69)
  })

  it('stays where it is while newer events come in', () => {
    const before = findPage(rows, 207)
    const after = findPage([...rows, 1000, 1001], 207)
    expect(after.rows).toEqual(before.rows)
    expect(after.first).toBe(before.first + 2)
  })

  it('goes to every row and back', () => {
    const seen: number[] = []
    for (let top: number | null = null; ;) {
      const page = findPage(rows, top)
      seen.push(...page.rows)
      if (page.older === null) break
      top = page.older
    }
    expect(seen).toEqual([...rows].reverse())
    expect(findPage(rows, 57).newer).toBe(3 * 69)
    expect(findPage(rows, 207).newer).toBeNull()
    expect(findPage([], null)).toMatchObject({ rows: [], total: 0, older: null })
  })

  it('has once what a venue does not pay, however often it is asked', () => {
    const events = new EventHistory()
    const asked = (kind: EventKind, step: number, fields: Fields) =>
      EVENT_FIELDS.map((field) =>
        field === 'kind'
          ? EVENT_KINDS.indexOf(kind)
          : (({ step, account: -1, venue: 1, ...fields } as Record<string, number>)[field] ?? 0),
      )
    const rows = [
      asked('recall', 1, { counterparty: 2, cents: 500 }),
      ...[2, 3, 4].map((step) => asked('recall', step, { counterparty: 2 })),
      asked('recall', 4, { counterparty: 3 }),
      asked('withdrawal', 4, { cents: 5 }),
      ...[5, 6].map((step) => asked('withdrawal', step, {})),
      asked('recall', 6, { counterparty: 2, cents: 1 }),
      asked('recall', 7, { counterparty: 2 }),
    ]
    events.apply(0, Float64Array.from(rows.flat()))
    expect(events.find()).toEqual([0, 1, 4, 5, 6, 8, 9])
    expect(events.tally()[EVENT_KINDS.indexOf('recall')]).toBe(5)
    expect(events.length).toBe(rows.length)
    expect([1, 4, 6].map((row) => describeEvent(events.row(row), null))).toEqual([
      'A venue that had placed money here asked for it and got nothing.',
      'A venue that had placed money here asked for it and got nothing.',
      'Depositors took nothing.',
    ])
  })

  it('knows which push an event was', () => {
    const events = new EventHistory()
    const shock = (fields: Fields) =>
      EVENT_FIELDS.map((field) =>
        field === 'kind'
          ? EVENT_KINDS.indexOf('shock')
          : (({ step: 4, account: -1, ...fields } as Record<string, number>)[field] ?? 0),
      )
    events.apply(
      0,
      Float64Array.from([shock({ step: 2 }), shock({}), shock({}), shock({ contracts: 9 })].flat()),
    )
    const shocks = [
      { step: 2, kind: 'depth', factor: 2 },
      { step: 4, kind: 'fairValue', change: 0.5 },
      { step: 4, kind: 'sell', contracts: 9 },
      { step: 4, kind: 'depth', factor: 0.5 },
    ] as const
    expect([0, 1, 2].map((row) => findShock(events, row, shocks))).toEqual([shocks[0], shocks[1], shocks[3]])
  })
})
