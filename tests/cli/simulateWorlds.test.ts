/**
 * Goal: the headless command refuses a bad world in one line that names the field, with status 2, or plays it to its end.
 * Method: the command as a person runs it, through npm, with one change each to the world of everything; ids and fields that every
 * object inherits come as text, since only JSON can hold some of them as keys of their own.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { writeAt } from '../../src/schema/documentPath.ts'
import { readDocumentText } from '../../src/schema/documentText.ts'
import { parseDocument } from '../../src/schema/parseDocument.ts'
import { many } from '../support/badWorlds.ts'
import { changeWorld, createTinyWorld } from '../support/worldDocuments.ts'
import { findNoNumber } from '../support/worldSums.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

function simulate(text: string) {
  const args = ['run', '--silent', 'simulate', '--', '-']
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: root, input: text, encoding: 'utf8' })
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('npm warn'))
  return { status, out: stdout, lines }
}

const bank = { kind: 'institution', treasury: { depositors: 1 } }
/** With nobody at gamma, its fund is no share of what is open there. */
const whole = (path: string, value: unknown) =>
  JSON.stringify(writeAt(changeWorld('venues.gamma.insuranceFund', 0), path, value))
/** The world of everything with a key of its own that code could not write. */
const withProto = (path: string, value: unknown) => whole(path, value).replaceAll('"PROTO"', '"__proto__"')

describe('a bad world is refused by its field', () => {
  it.each([
    ['an id that names nothing', whole('venues.alpha.chain', 'side'), 'venues.alpha.chain: '],
    [
      'a treasury below 0 at the opening',
      whole('venues.bank.treasury.placed.alpha', 1e9),
      'venues.bank.treasury: ',
    ],
    ['a token of a venue worth nothing', whole('assets.token.tokenOf', 'gamma'), 'assets.token.tokenOf: '],
    ['17 venues', whole('venues', many(17, bank)), 'venues: '],
    ['a proposal where nobody has an account', whole('shocks.6.venue', 'bank'), 'shocks[6].venue: '],
    ['__proto__ as an id', withProto('venues.PROTO', bank), 'venues.__proto__: '],
    ['__proto__ as a field', withProto('venues.bank.PROTO', { kind: 'exchange' }), 'venues.bank.__proto__: '],
  ])('%s', (_, text, start) => {
    const { status, out, lines } = simulate(text)
    expect([status, out, lines.length]).toEqual([2, '', 1])
    expect(lines[0].slice(0, start.length)).toBe(start)
  })
})

describe('so are, by what reads the text', () => {
  it.each([
    [
      'a short in a lending protocol',
      whole('venues.lend.crowd.accounts.0.legs.0.side', 'short'),
      'venues.lend.crowd.accounts[0].legs[0].side: ',
    ],
    [
      '__proto__ in a list of ids',
      withProto('venues.alpha.treasury.placed.PROTO', 1),
      'venues.alpha.treasury.placed.__proto__: ',
    ],
    ['constructor as a field', whole('venues.bank.constructor', {}), 'venues.bank.constructor: '],
    ['constructor as a name of nothing', whole('venues.alpha.chain', 'constructor'), 'venues.alpha.chain: '],
    ['a price beyond its range', whole('assets.btc.startPrice', 1e10), 'assets.btc.startPrice: '],
  ])('%s', (_, text, start) => {
    expect(() => parseDocument(readDocumentText(text))).toThrow(start)
  })
})

describe('a strange world is played to its end', () => {
  const market = { liquidity: { depth: 100 } }
  const circle = {
    steps: 20,
    assets: {
      coin: { startPrice: 1, fairValue: { path: [1, 0.5] }, tokenOf: 'constructor' },
      valueOf: { startPrice: 1e9, fairValue: { path: [1e9, 1e-6, 1e9] }, tokenOf: 'two' },
    },
    venues: {
      one: {
        kind: 'exchange',
        markets: {
          coin: { ...market, mark: { indexWeight: 1, index: { method: 'mean', of: { one: 1 } } } },
          valueOf: { ...market, mark: { index: { method: 'median', of: { one: 1 } } } },
        },
        crowd: { traders: 20, assets: ['coin', 'valueOf'] },
        treasury: { depositors: 1000 },
      },
      // Each holds the other's token, and each placed money with the other.
      constructor: {
        kind: 'institution',
        venueEquity: 500,
        treasury: {
          depositors: 1e8,
          placed: { two: 500 },
          holdings: { valueOf: { contracts: 1, soldOn: 'one' } },
          run: { perStep: 1, after: [{ illiquid: 'two' }, { step: 5 }] },
        },
      },
      two: {
        kind: 'institution',
        venueEquity: 500,
        treasury: {
          depositors: 1e8,
          placed: { constructor: 500, one: 1 },
          holdings: { coin: { contracts: 1e9, soldOn: 'one' } },
          run: { perStep: 1, after: [{ insolvent: 'constructor' }, { closed: 'two' }] },
        },
      },
    },
    shocks: [
      { step: 2, kind: 'loss', venue: 'two', amount: 1e12 },
      { step: 3, kind: 'sell', venue: 'one', asset: 'coin', contracts: 1e9 },
      { step: 4, kind: 'rule', venue: 'one', maintenanceMargin: 0.999 },
    ],
  }

  it('with claims and tokens in a circle, an index of itself, prices at both ends, and names that objects inherit', () => {
    const { status, out, lines } = simulate(JSON.stringify(createTinyWorld(circle)))
    expect([status, lines]).toEqual([0, []])
    const { summary, accounts, series } = JSON.parse(out)
    expect([summary.conservationError, summary.contractsError]).toEqual([0, 0])
    expect(series).toHaveLength(20)
    expect(Object.keys(accounts)).toEqual(['one', 'constructor', 'two'])
    // JSON writes what is no number as null; only what never came, and what a book without a pool does not have, may be that.
    const known =
      /Step$|^amplification$|^utilization$|^failure|^makersLeft$|^voteAgainst$|^impermanentLoss$|^pool(Gain|Result)$|^holdingResult$/
    const text = JSON.stringify({ summary, series }, (key, value: unknown) => (known.test(key) ? 0 : value))
    expect(text).not.toContain('null')
    expect(findNoNumber(series)).toBeNull()
  })
})
