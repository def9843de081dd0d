/**
 * Goal: what is asked in the lab comes back from its link exactly, and what is damaged or does not fit the scenario is refused in words.
 * Method: each question's form through an address and back; forged texts by hand.
 */
import { describe, expect, it } from 'vitest'
import { FieldError } from '../../src/schema/fieldError.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { usualComparison, type BetterForm } from '../../src/stores/better.svelte.ts'
import { usualPush, type BreaksForm } from '../../src/stores/breaks.svelte.ts'
import { aboutOf, eventWords, usualRareEvent } from '../../src/stores/labEvents.ts'
import * as link from '../../src/stores/labLink.ts'
import { LabScenario } from '../../src/stores/labScenario.svelte.ts'
import { usualSweep, type SweepForm } from '../../src/stores/matters.svelte.ts'

const night = parseScenario(nightOnTheSandbox)
const PUSH = { step: 3, kind: 'sell', contracts: 1000 } as const

/** As who opens the address of the question finds it. */
async function carry(texts: readonly string[], compared: typeof night | null = null) {
  const sender = new LabScenario()
  await sender.open(null)
  const lab = new LabScenario()
  await lab.open(await sender.linkHere('matters', { texts, compared }))
  expect(lab.problem).toBeNull()
  expect(lab.document).toEqual(night)
  return { texts: link.sortTexts(lab.wish?.texts ?? []), compared: lab.wish?.compared ?? null }
}

describe('what is asked comes back from its link', () => {
  it('of an event, with its price or trader', async () => {
    for (const event of ['insolvent', 'priceBelow:60.5', 'accountLiquidated:7', usualRareEvent(night)]) {
      const { texts } = await carry(link.writeEventOnly({ event }))
      expect(link.readEvent(texts, night, 'adl')).toBe(event)
    }
    expect(aboutOf('accountLiquidated:7')).toBe(8)
    expect(eventWords('priceBelow:60.5')).toBe('the price falls below 60.50')
  })

  it('of a sweep over one number and over two, to the last digit', async () => {
    const first = { key: 'venue.maxLeverage', from: 2.5, to: 1 / 3 + 20 } as const
    const second = { key: 'crowd.longShare', from: 0.1, to: 0.30000000000000004 } as const
    const forms: SweepForm[] = [
      usualSweep(night),
      { event: 'priceBelow:80', first, second, places: 20, runs: 1000 },
    ]
    for (const form of forms) {
      const { texts } = await carry(link.writeSweep(form))
      expect(link.readSweep(texts, night, usualSweep(night))).toEqual(form)
    }
  })

  it('of the push that breaks it', async () => {
    const forms: BreaksForm[] = [
      usualPush(night),
      { event: 'adl', kind: 'sale', most: 12.5, step: 900, runs: 50 },
    ]
    for (const form of forms) {
      const { texts } = await carry(link.writePush(form))
      expect(link.readPush(texts, night, usualPush(night))).toEqual(form)
    }
  })

  it('of a mix, where the scenario has more than one push', () => {
    const mix: BreaksForm = { event: 'insolvent', kind: 'mix', most: 7.5, step: 16, runs: 50 }
    const texts = link.sortTexts(link.writePush(mix))
    const mixed = { ...night, shocks: [PUSH, PUSH] }
    expect(link.readPush(texts, mixed, usualPush(mixed))).toEqual(mix)
    const alone = { ...night, shocks: [PUSH] }
    expect(() => link.readPush(texts, alone, usualPush(alone))).toThrow(FieldError)
  })

  it('of two scenarios: numbers that are moved, or the other one whole', async () => {
    const other = { ...night, title: 'Calmer', venue: { ...night.venue, maxLeverage: 10 } }
    const forms: BetterForm[] = [
      {
        ...usualComparison(night),
        moves: [
          { key: 'venue.maxLeverage', value: 12 },
          { key: 'crowd.longShare', value: 0.55 },
        ],
      },
      { ...usualComparison(night), event: 'fundExhausted', runs: 100, b: other },
    ]
    for (const form of forms) {
      const { texts, compared } = await carry(link.writeBetter(form), form.b)
      expect(link.readBetter(texts, night, usualComparison(night), compared)).toEqual(form)
    }
  })

  it('of tails, of volatility and of how many futures', async () => {
    const settings = { side: 'both', span: 20, over: 0.02 } as const
    const { texts } = await carry([
      ...link.writeRuns(160),
      ...link.writeTails(settings),
      ...link.writeVolatility({ event: 'exhausted', runs: 70 }),
    ])
    expect(link.readTailSettings(texts, night)).toEqual(settings)
    expect(link.readVolatility(texts, 400)).toEqual({ event: 'exhausted', runs: 70 })
    expect(link.readWhole(texts, 'ru', 160)).toBe(160)
    const nothing = link.sortTexts([])
    expect(link.readWhole(nothing, 'ru', 160)).toBeNull()
    expect(link.readTailSettings(nothing, night)).toBeNull()
    expect(link.readVolatility(nothing, 400)).toBeNull()
    expect(link.readSweep(nothing, night, usualSweep(night))).toEqual(usualSweep(night))
    expect(link.readPush(nothing, night, usualPush(night))).toEqual(usualPush(night))
  })
})

describe('what cannot be asked is refused in words', () => {
  const read = {
    event: (texts: link.AskedTexts) => link.readEvent(texts, night, 'adl'),
    sweep: (texts: link.AskedTexts) => link.readSweep(texts, night, usualSweep(night)),
    push: (texts: link.AskedTexts) => link.readPush(texts, night, usualPush(night)),
    better: (texts: link.AskedTexts) => link.readBetter(texts, night, usualComparison(night), null),
    tails: (texts: link.AskedTexts) => link.readTailSettings(texts, night),
    volatility: (texts: link.AskedTexts) => link.readVolatility(texts, 400),
  }
  const wrong: [keyof typeof read, string, RegExp][] = [
    ['event', 'evnonsense', /event: got "nonsense"/],
    ['event', 'evpriceBelow', /event/],
    ['event', 'evaccountLiquidated.3a99999', /an account/],
    ['event', 'evfailures.3a1', /one of priceBelow/],
    ['event', 'ev<script>', /a text, as a link writes it/],
    ['sweep', 'xaconstructor-1-2', /a number that this scenario has/],
    ['sweep', 'xavenue.maxLeverage-1', /a number, as a link writes it/],
    ['sweep', 'xavenue.maxLeverage-30-20', /the lower end first/],
    ['sweep', 'xavenue.maxLeverage-5-1e9', /a range that this number may have/],
    ['sweep', 'yavenue.maxLeverage-5-20', /two different numbers/],
    ['sweep', 'pl1000', /one of 5, 9, 20/],
    ['sweep', 'ru999999', /one of 20, 50/],
    ['push', 'pumeteor-1-1', /a push that the lab offers/],
    ['push', 'punews-2-1', /a push that the lab offers/],
    ['push', 'punews-0.5-0', /in a step from 1 to/],
    ['push', 'punews', /a push that the lab offers/],
    ['better', 'movenue.maxLeverage', /a number, as a link writes it/],
    ['better', 'movenue.maxLeverage-m3', /a value that this number may have/],
    ['better', 'movenue.maxLeverage-3-venue.maxLeverage-4', /each number at most once/],
    ['tails', 'tafalls-7-0.05', /moves, a time and a share/],
    ['tails', 'tafalls', /moves, a time and a share/],
    ['volatility', 'voinsolvent-0', /from 1 to 400 seeds/],
    ['volatility', 'voinsolvent-401', /from 1 to 400 seeds/],
  ]
  it.each(wrong)('%s: %s', (kind, text, words) => {
    expect(() => read[kind](link.sortTexts([text]))).toThrow(FieldError)
    expect(() => read[kind](link.sortTexts([text]))).toThrow(words)
  })

  it('a setting that comes twice', () => {
    expect(() => link.sortTexts(['ru100', 'ru200'])).toThrow(/each setting at most once/)
  })
})
