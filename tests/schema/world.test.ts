// Goal: every world of the conformance cases is read; what a document leaves out has the value of the table; ids may be
// names that every object inherits; claims and tokens may run in circles.
// Method: the cases as they are, and small documents whose defaults are written down by hand.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MAX_DOCUMENT_BYTES } from '../../src/schema/documentText.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import {
  parseDocument,
  parseDocumentText,
  parseWorld,
  toWrittenPath,
} from '../../src/schema/parseDocument.ts'
import type { ExchangeDocument, LendingDocument } from '../../src/schema/worldVenues.ts'
import { createDocument, type Json } from '../support/badDocuments.ts'
import { changeWorld, createTinyWorld, createWorld } from '../support/worldDocuments.ts'

const WORLDS = join(import.meta.dirname, '../conformance/cases')

function parseAgain(document: unknown): void {
  const world = parseWorld(document)
  expect(parseWorld(JSON.parse(JSON.stringify(world)))).toEqual(world)
}

describe('a world of the conformance cases', () => {
  test.each(readdirSync(WORLDS).filter((file) => file.startsWith('world-')))(
    '%s is read, and what was read is read again as it is',
    (file) => {
      const { scenario } = JSON.parse(readFileSync(join(WORLDS, file), 'utf8')) as { scenario: Json }
      expect(Object.keys(parseWorld(scenario).venues)).toEqual(Object.keys(scenario['venues'] as Json))
      parseAgain(scenario)
    },
  )
})

describe('what a document is silent about', () => {
  test('of an exchange is in the table', () => {
    const { desks, chains, shocks, title, stepSeconds, assets, venues } = parseWorld(createTinyWorld())
    expect({ desks, chains, shocks, title, stepSeconds }).toEqual({
      desks: {},
      chains: {},
      shocks: [],
      title: '',
      stepSeconds: 1,
    })
    expect(assets['coin']).toEqual({ startPrice: 100, fairValue: { path: [100] }, loading: 0 })
    const venue = venues['one'] as ExchangeDocument
    expect(venue.markets['coin']).toEqual({
      liquidity: {
        curve: 'exponential',
        depth: { shareOfOpenInterest: 0.03 },
        resilience: 0.02284003156575409,
        anchor: 'fair',
        fee: 0,
      },
      mark: { indexWeight: 0, lagSteps: 0, index: 'fair' },
      arbitrage: 0,
    })
    const { onFailure, governance, crowd, adl, maintenanceMargin, insuranceFund, circuitBreaker } = venue
    expect({ onFailure, governance, crowd, adl, maintenanceMargin, insuranceFund, circuitBreaker }).toEqual({
      onFailure: 'carryOn',
      governance: { delaySteps: 1, majority: 0.5, by: 'position' },
      crowd: [],
      adl: { ranking: 'profitLeverage' },
      maintenanceMargin: 0.005,
      insuranceFund: { shareOfOpenInterest: 0.005 },
      circuitBreaker: null,
    })
    expect(Object.keys(venue)).not.toContain('treasury')
  })

  test('of a lending protocol and an institution is no money, and the outside price', () => {
    const lend = {
      kind: 'lending',
      bonus: 0.05,
      markets: { coin: { soldOn: 'one' } },
      crowd: { traders: 5 },
      treasury: { depositors: 10 },
    }
    const bank = { kind: 'institution', treasury: { depositors: 1 } }
    const { venues } = parseWorld(changeTiny({ lend, bank }))
    const { insuranceFund, venueEquity, liquidation, markets, crowd } = venues['lend'] as LendingDocument
    expect({ insuranceFund, venueEquity, markets, liquidation }).toEqual({
      insuranceFund: 0,
      venueEquity: 0,
      markets: { coin: { soldOn: 'one', mark: { indexWeight: 1, lagSteps: 0, index: 'fair' } } },
      liquidation: { closeFactor: 1, capacityPerStep: { shareOfTraders: 0.005 }, latencySteps: 0 },
    })
    expect(crowd[0]).toMatchObject({ traders: 5, longShare: 1, assets: ['coin'] })
    expect(venues['bank']).toEqual({
      kind: 'institution',
      insuranceFund: 0,
      venueEquity: 0,
      onFailure: 'carryOn',
      treasury: { depositors: 1, placed: {}, holdings: {} },
    })
  })

  test('of a pool is what a pool must be', () => {
    const one = { kind: 'exchange', markets: { coin: { liquidity: { anchor: 'reserves', depth: 9 } } } }
    const venue = parseWorld(changeTiny({ one })).venues['one'] as ExchangeDocument
    expect(venue.markets['coin'].liquidity).toEqual({
      curve: 'constantProduct',
      depth: 9,
      resilience: 0,
      anchor: 'reserves',
      fee: 0,
    })
  })

  test('of a drawn crowd is the first market of its venue', () => {
    const { venues } = parseWorld(createWorld())
    const assetsOf = (id: string) =>
      (venues[id] as ExchangeDocument).crowd.map((crowd) => 'assets' in crowd && crowd.assets)
    expect([assetsOf('alpha'), assetsOf('beta')]).toEqual([[false, ['eth', 'btc']], [['btc']]])
  })
})

function changeTiny(venues: Json): Json {
  const tiny = createTinyWorld()
  return { ...tiny, venues: { ...(tiny['venues'] as Json), ...venues } }
}

describe('a world of everything', () => {
  test('is read, and what was read is read again as it is', () => {
    parseAgain(createWorld())
    expect(parseDocument(createWorld())).toEqual(parseWorld(createWorld()))
  })

  test('is not changed by reading', () => {
    const document = createWorld()
    parseWorld(document)
    expect(document).toEqual(createWorld())
  })

  test.each([
    ['an index of itself', 'venues.beta.markets.btc.mark.index', { method: 'mean', of: { beta: 1 } }],
    [
      'a run after its own failure',
      'venues.bank.treasury.run',
      { perStep: 1, after: [{ insolvent: 'bank' }] },
    ],
    ['tokens of each other', 'assets.btc.tokenOf', 'alpha'],
    ['a circle of claims', 'venues.lend.treasury.placed', { alpha: 50, bank: 60 }],
    ['a fair value of itself', 'venues.gamma.markets.btc.mark.index', { fairOf: 'btc' }],
    ['a clamp of 0 with a median', 'venues.lend.markets.btc.mark.index.clamp', 0],
    ['the smallest price', 'venues.alpha.crowd.0.accounts.0.legs.0.entry', 1e-6],
    ['the largest price', 'venues.alpha.crowd.0.accounts.0.legs.0.entry', 1e9],
    ['a chain without limit', 'chains.main.slotsPerStep', null],
    [
      'leverages that add up to the maximum by rounding',
      'venues.alpha.crowd.0.accounts.1.legs',
      [
        { asset: 'btc', side: 'long', leverage: 6.7, entry: 100 },
        { asset: 'eth', side: 'long', leverage: 6.6, entry: 100 },
        { asset: 'token', side: 'long', leverage: 6.7, entry: 20 },
      ],
    ],
    ['no shocks', 'shocks', []],
  ])('may have %s', (_, path, value) => {
    parseAgain(changeWorld(path, value))
  })

  test('may have nothing in it', () => {
    parseAgain(createTinyWorld({ assets: {}, venues: {} }))
  })
})

describe('ids that every object inherits', () => {
  const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toLocaleString']

  test.each(names)('%s is an id like another', (id) => {
    const text = JSON.stringify(createWorld()).replace(/"(btc|alpha|north|main)"/g, `"${id}"`)
    const world = parseDocumentText(text)
    expect(
      [world.assets, world.venues, world.desks, world.chains].map((part) => Object.hasOwn(part, id)),
    ).toEqual([true, true, true, true])
    parseAgain(JSON.parse(text))
  })

  test.each(names)('%s names nothing where nothing has that id', (id) => {
    const text = JSON.stringify(changeWorld('venues.alpha.crowd.0.accounts.0.legs.0.asset', id))
    expect(() => parseDocumentText(text)).toThrow(FieldError)
    expect(() => parseDocumentText(text)).toThrow('expected the id of a market of alpha: btc, eth, token')
  })

  test.each([
    ['as a part', '"btc"', 'assets.__proto__'],
    ['as a field', '"version"', '__proto__'],
  ])('__proto__ %s is refused, and reaches no prototype', (_, name, path) => {
    const text = JSON.stringify(createWorld()).replace(`${name}:`, `"__proto__":{"polluted":1},${name}:`)
    expect(() => parseDocumentText(text)).toThrow(path)
    expect(({} as Json)['polluted']).toBeUndefined()
  })
})

describe('a text', () => {
  test('of either version is read', () => {
    expect(parseDocumentText(JSON.stringify(createWorld())).title).toBe('A world of everything')
    expect(Object.keys(parseDocumentText(JSON.stringify(createDocument())).venues)).toEqual(['exchange'])
  })

  test('above the limit is refused before it is read', () => {
    expect(() => parseDocumentText(' '.repeat(MAX_DOCUMENT_BYTES + 1))).toThrow('at most 67108864 bytes')
  })
})

describe('the path of a field as the document has it', () => {
  test.each([
    ['venues.beta.crowd[0].traders', createWorld(), 'venues.beta.crowd.traders'],
    ['venues.alpha.crowd[0].accounts[1]', createWorld(), 'venues.alpha.crowd[0].accounts[1]'],
    ['venues.alpha.treasury.depositors', createWorld(), 'venues.alpha.treasury.depositors'],
    ['venues.exchange.crowd[0].accounts[1].legs[0].entry', createDocument(), 'crowd.accounts[1].entry'],
  ])('%s', (path, document, written) => {
    expect(toWrittenPath(path, document)).toBe(written)
  })
})
