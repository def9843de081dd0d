/**
 * Goal: an event is read as it is written, in both versions, and what cannot be meant is refused with the field and the value.
 * Method: every form against the rows it must give; texts that are wrong in one way each.
 */
import { describe, expect, it } from 'vitest'
import { expectOneLine } from '../support/expectOneLine.ts'
import { createCrowd, createDrawnWorld } from '../support/riskDocuments.ts'
import { parseEvent } from '../../src/risk/event.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

const scenario = createCrowd()
const world = createDrawnWorld()
const bankOnly = parseWorld({
  version: 2,
  seed: 's',
  steps: 3,
  assets: { coin: { startPrice: 100, fairValue: { process: 'gbm' } } },
  venues: { bank: { kind: 'institution', treasury: { depositors: 10 } } },
})

describe('an event is read', () => {
  it.each([
    ['insolvent', { kind: 'insolvent', venues: [0] }],
    ['illiquid', { kind: 'illiquid', venues: [0] }],
    ['fundExhausted', { kind: 'fundExhausted', venues: [0] }],
    ['adl', { kind: 'adl' }],
    ['failures:1', { kind: 'failures', count: 1 }],
    ['priceBelow:95', { kind: 'priceBelow', price: 95 }],
    ['priceBelow:9.5e1', { kind: 'priceBelow', price: 95 }],
    ['fairBelow:.5', { kind: 'fairBelow', price: 0.5 }],
    ['accountLiquidated:199', { kind: 'accountLiquidated', venue: 0, id: 199 }],
  ])('%s of a scenario', (text, event) => expect(parseEvent(text, scenario)).toEqual(event))

  it.each([
    ['insolvent', { kind: 'insolvent', venues: [0, 1, 2, 3, 4] }],
    ['insolvent:gamma', { kind: 'insolvent', venues: [2] }],
    ['illiquid:bank', { kind: 'illiquid', venues: [4] }],
    ['fundExhausted:beta', { kind: 'fundExhausted', venues: [1] }],
    ['failures:5', { kind: 'failures', count: 5 }],
    // Two accounts, 50 traders and three hedgers.
    ['accountLiquidated:54', { kind: 'accountLiquidated', venue: 0, id: 54 }],
    ['accountLiquidated:beta.19', { kind: 'accountLiquidated', venue: 1, id: 19 }],
    ['accountLiquidated:lend.0', { kind: 'accountLiquidated', venue: 3, id: 0 }],
  ])('%s of a world', (text, event) => expect(parseEvent(text, world)).toEqual(event))

  it('where there is no book, of fair value', () => {
    expect(parseEvent('fairBelow:99', bankOnly)).toEqual({ kind: 'fairBelow', price: 99 })
    expect(() => parseEvent('priceBelow:99', bankOnly)).toThrow('event: ')
  })

  it('where there is no venue at all, of nothing else', () => {
    const newsOnly = { ...bankOnly, venues: {} }
    expect(parseEvent('fairBelow:99', newsOnly)).toEqual({ kind: 'fairBelow', price: 99 })
    for (const event of ['insolvent', 'illiquid', 'failures:1', 'accountLiquidated:0', 'adl'])
      expect(refuse(event, newsOnly)).toMatch(
        /^event: got ".*", expected fairBelow:P: a world without venues/,
      )
  })
})

describe('an event is refused', () => {
  it.each([
    '',
    'broke',
    'Insolvent',
    'adl:alpha',
    'failures',
    'priceBelow',
    'fairBelow',
    'accountLiquidated',
    'constructor',
    'insolvent\n',
  ])('%j: the forms are told', (text) => {
    const refusal = refuse(text, scenario)
    expect(refusal).toContain('insolvent[:V]')
  })

  it.each([
    ['insolvent:alpha', '"alpha"', 'a scenario has only one'],
    ['insolvent:', '""', 'a scenario has only one'],
    ['failures:0', '"0"', 'from 1 to 1'],
    ['failures:2', '"2"', 'from 1 to 1'],
    ['failures:1.5', '"1.5"', 'from 1 to 1'],
    ['priceBelow:0', '"0"', 'a price above 0'],
    ['priceBelow:-5', '"-5"', 'a price above 0'],
    ['priceBelow:1.2.3', '"1.2.3"', 'a price above 0'],
    ['priceBelow:1e400', '"1e400"', 'a price above 0'],
    ['fairBelow:95:96', '"95:96"', 'a price above 0'],
    ['fairBelow:$95', '"$95"', 'a price above 0'],
    ['accountLiquidated:200', '"200"', 'from 0 to 199'],
    ['accountLiquidated:-1', '"-1"', 'from 0 to 199'],
    ['accountLiquidated:alpha.1', '"alpha"', 'a scenario has only one'],
  ])('%s of a scenario names %s', (text, value, expected) => {
    expect(refuse(text, scenario)).toMatch(/^event: /)
    expect(refuse(text, scenario)).toContain(value)
    expect(refuse(text, scenario)).toContain(expected)
  })

  it.each([
    ['insolvent:delta', '"delta"', 'alpha, beta, gamma, lend, bank'],
    ['failures:6', '"6"', 'from 1 to 5'],
    ['accountLiquidated:beta.20', '"20"', 'from 0 to 19'],
    ['accountLiquidated:x.beta.1', '"x.beta"', 'alpha, beta'],
    ['accountLiquidated:bank.0', '"bank.0"', 'a venue with accounts'],
    ['accountLiquidated:gamma.0', '"gamma.0"', 'a venue with accounts'],
  ])('%s of a world names %s', (text, value, expected) => {
    expect(refuse(text, world)).toContain(value)
    expect(refuse(text, world)).toContain(expected)
  })
})

/** The line that it is refused with. */
function refuse(text: string, document: Parameters<typeof parseEvent>[1]): string {
  try {
    parseEvent(text, document)
  } catch (error) {
    expectOneLine(error as Error)
    return (error as Error).message
  }
  throw new Error(`${text} was read`)
}
