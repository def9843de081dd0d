/**
 * Goal: one trader's end is told link by link: trigger, order, fill, move and who paid.
 * Method: events written by hand, and the sentences in full.
 */
import { describe, expect, it } from 'vitest'
import { EVENT_FIELDS, EVENT_KINDS, type EventField, type EventKind } from '../../src/schema/event.ts'
import type { TraderReading } from '../../src/schema/frame.ts'
import { composeChain, describeFate, describeFill } from '../../src/ui/traders/causalChain.ts'

function eventOf(kind: EventKind, fields: Partial<Record<EventField, number>>): number[] {
  const row = { counterparty: -1, ...fields, kind: EVENT_KINDS.indexOf(kind) }
  return EVENT_FIELDS.map((field) => (row as Partial<Record<EventField, number>>)[field] ?? 0)
}

function traderOf(events: number[][], more: Partial<TraderReading> = {}): TraderReading {
  return {
    id: 3118,
    side: 'long',
    state: 'liquidated',
    contracts: 0,
    cash: 0,
    deposit: 109_684,
    haircut: 0,
    entryPrice: 100.42,
    leverage: 18,
    effectiveLeverage: 0,
    equity: 0,
    liquidationPrice: 95.31,
    bankruptcyPrice: 94.84,
    events: Float64Array.from(events.flat()),
    ...more,
  }
}

describe('the chain of causes', () => {
  it('tells trigger, order, fill, move and who paid', () => {
    const [link] = composeChain(
      traderOf([
        eventOf('liquidation', {
          step: 23,
          account: 3118,
          contracts: 20_000,
          cents: 1_872_000,
          mark: 95.2,
          priceBefore: 95.2,
          priceAfter: 94.7,
          fundCents: 23_811,
          pendingCents: 500,
        }),
      ]),
    )
    expect(link.step).toBe(23)
    expect(link.sentences).toEqual([
      'The price that counts, 95.20, stood below 95.31: too little was left of the deposit.',
      'The exchange sold its position for $18,720.00, at 93.60 on average. That pushed the price from 95.20 to 94.70.',
      'The insurance fund paid $238.11.',
      'Left for the winners to share: $5.00.',
    ])
  })

  it('tells of no price that was not crossed: losses that were shared had moved it', () => {
    const sold = eventOf('liquidation', { account: 3118, contracts: 100, cents: 12_896, mark: 128.96 })
    const [link] = composeChain(traderOf([sold], { haircut: 139_947 }))
    expect(link.sentences[0]).toBe(
      'The price that counts was 128.96. After its share of others’ losses too little was left of the deposit.',
    )
  })

  it('tells a fee, and that nobody else paid', () => {
    const [link] = composeChain(
      traderOf([
        eventOf('liquidation', {
          account: 3118,
          contracts: -100,
          cents: -9_500,
          priceBefore: 95,
          priceAfter: 95.0004,
          feeCents: 40,
        }),
      ]),
    )
    expect(link.sentences.slice(1)).toEqual([
      'The exchange bought back its position for $95.00, at 95.00 on average. That pushed the price from 95.0000 to 95.0004.',
      'The fund took a fee of $0.40.',
      'The deposit covered it: nobody else paid.',
    ])
  })

  it('knows the price that the orders got, which is not the one that triggered them', () => {
    const part = (contracts: number, cents: number, account = 3118) =>
      eventOf('liquidation', { account, contracts, cents })
    const trader = traderOf([part(10_000, 860_000), part(10_000, 840_000), part(500, 1, 7)])
    expect(describeFill(trader)).toBe('85.00')
    expect(describeFill(traderOf([part(0, 0)]))).toBe('')
  })

  it('leaves out what only touched others', () =>
    expect(composeChain(traderOf([eventOf('deleveraging', { account: 7, counterparty: 3118 })]))).toEqual([]))

  it('says in one line what became of you', () => {
    expect(describeFate(traderOf([]))).toBe('You were sold out. Of your $1,096.84, $0.00 is left.')
    expect(describeFate(traderOf([], { state: 'open', equity: 90_000, haircut: 1_234 }))).toBe(
      'You are still in. Your $1,096.84 is now worth $900.00. You are sold out at 95.31. You shared $12.34 of others’ losses.',
    )
  })
})
