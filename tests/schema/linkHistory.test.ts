/**
 * Goal: a link carries a history of whole prices to the last bit, and nothing that is not one.
 * Method: there and back for real and for random prices; what is damaged is refused by its field.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FieldError } from '../../src/schema/fieldError.ts'
import { fromLink, toLink } from '../../src/schema/link.ts'
import { readHistory, writeHistory } from '../../src/schema/linkHistory.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

const history = (prices: number[], more = {}) =>
  parseScenario({
    version: 1,
    seed: 'past',
    steps: 10,
    market: { startPrice: 100, fairValue: { process: 'history', prices, ...more } },
    crowd: { traders: 10 },
  })
const carry = (document: ReturnType<typeof history>) =>
  toLink({ document, compared: null, place: '/', step: 0, engineVersion: '1.0.0' })

it('carries any whole prices there and back, in blocks or not', () => {
  const prices = fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(
      prices,
      fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
      (list, blockSteps) => {
        const fairValue = { process: 'history' as const, prices: list, ...(blockSteps && { blockSteps }) }
        expect(readHistory('', writeHistory(fairValue))).toEqual(fairValue)
      },
    ),
  )
})

it('carries a year of days in a link that opens to the same document', () => {
  const prices = Array.from({ length: 251 }, (_, i) => 10_000 + ((i * 7919) % 401) - 200)
  for (const document of [history(prices), history(prices, { blockSteps: 20 })]) {
    const link = carry(document)
    const opened = fromLink(String(link), '1.0.0')
    expect(opened instanceof FieldError ? opened.message : opened.document).toEqual(document)
  }
})

it.each([
  ['prices with a part', [100.5, 99]],
  ['more prices than a link takes', Array.from({ length: 700 }, () => 100)],
  ['prices too far apart to be short', Array.from({ length: 500 }, (_, i) => (i % 2 === 0 ? 1 : 1e9))],
])('asks for a file instead: %s', (_, prices) => {
  expect(carry(history(prices))).toEqual({ needsFile: expect.stringMatching(/as a file instead/) })
})

it.each(['', '0', '0-', '0-100-zz-', '0-100-A', '0-100-AAAAAAAAAA1', '0-100-!', 'x-100-1'])(
  'refuses what is none: %s',
  (text) => {
    const read = () => {
      const fairValue = readHistory('market.fairValue', text)
      parseScenario({ version: 1, seed: '1', steps: 1, market: { startPrice: 1, fairValue }, crowd: {} })
    }
    expect(read).toThrow(FieldError)
  },
)
