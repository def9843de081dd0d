/**
 * Goal: a night is told by what it is about: the market that matters, a run of depositors, another house that cannot pay; what already
 * stood so at the opening is no news; and in the end it is said what broke, and how often.
 * Method: facts by hand, and every night as it is read.
 */
import { describe, expect, it } from 'vitest'
import { readNights, buildNight } from '../../src/cli/nightFiles.ts'
import { playOf, UNTOUCHED } from '../../src/nights/play.ts'
import { openNight } from '../../src/risk/nights/nightWorld.ts'
import type { Tile } from '../../src/risk/nights/score.ts'
import { scoreOf } from '../../src/risk/nights/score.ts'
import { tellIdle, tellOtherwise, tellVerdict } from '../../src/ui/desk/after/afterWords.ts'
import { countColumns, sayClock, sayOpening } from '../../src/ui/desk/deskWords.ts'
import { composeNightCaption, listNews, type NightFacts } from '../../src/ui/desk/nightCaption.ts'
import { listNightMarkets } from '../../src/ui/desk/nightMarkets.ts'
import { loanWords } from '../../src/ui/stage/stageWords.ts'

const FACTS: NightFacts = {
  step: 60,
  steps: 240,
  stepSeconds: 3600,
  traders: 200,
  isLender: false,
  old: 5,
  every: 5,
  priced: 'price of the token',
  priceChange: -0.42,
  fairChange: -0.3,
  soldOut: 0,
  waiting: 0,
  unpaidCents: 0,
  isInsolvent: false,
  isIlliquid: false,
  broken: null,
  withdrawnShare: 0,
  isHalted: false,
  proposal: null,
  proposed: '',
  isVoted: false,
  alarms: [],
  isOver: false,
}
const tell = (facts: Partial<NightFacts>) => composeNightCaption({ ...FACTS, ...facts })
const nights = readNights()

describe('a night in words', () => {
  it('names the price that it looks at', () => {
    expect(tell({}).headline).toBe('The price of the token has fallen by 42%.')
    expect(tell({ priced: 'price', priceChange: 0.02 }).headline).toBe('The price has risen by 2%.')
  })

  it('speaks of loans where a house lends, and of traders where it does not', () => {
    const calm = { step: 0, priceChange: 0, traders: 500 }
    const fallen = { priceChange: -0.2, soldOut: 3, waiting: 2 }
    expect(tell({ ...calm, isLender: true }).detail).toMatch(/^500 loans against collateral\. What you see of the crowd is/)
    expect(tell(calm).detail).toMatch(/^500 traders with borrowed money\. /)
    expect(tell({ ...fallen, isLender: true }).detail).toMatch(/3 loans sold so far\. 2 more wait\.$/)
    expect(tell({ ...fallen, soldOut: 0, isLender: true }).detail).toContain('No loan is sold yet.')
    expect(tell(fallen).detail).toMatch(/3 traders sold out so far\. 2 more wait\.$/)
    expect(tell({ isHalted: true, waiting: 1, isLender: true }).detail).toBe('1 loan waits to be sold.')
    // Nothing of it is a bet, and its picture has no other side.
    expect([...Object.values(loanWords)].filter((word) => typeof word === 'string' && /bet|trader/.test(word))).toEqual([])
    expect([loanWords.shorts, loanWords.shortsShort]).toEqual(['', ''])
  }) // prettier-ignore

  it('promises no less business than the night asks for', () => {
    const parts = { quarter: 0.25, half: 0.5, 'four in five': 0.8 } as const
    for (const one of nights) {
      const { words } = buildNight(one)
      for (const { id, least } of one.night.floors)
        for (const [said, part] of Object.entries(parts))
          if (words.floors[id].label.toLowerCase().includes(said)) expect(Math.abs(least - part), `${one.night.id} ${id}`).toBeLessThan(0.03)
    }
  }) // prettier-ignore

  it('tells a run before a fall, and a house that cannot pay before both', () => {
    expect(tell({ withdrawnShare: 0.21 }).headline).toBe('Depositors run: 21% of their money is out.')
    expect(tell({ withdrawnShare: 0.21, broken: 'bank' }).headline).toBe('The bank cannot pay.')
    expect(tell({ isInsolvent: true, broken: 'bank' }).headline).toBe('The house cannot pay.')
  })

  it('has news that stay the same while time goes on, and none where nothing happened', () => {
    const waiting = { ask: { proposal: 'p', stop: 's', step: 59 }, step: 60, state: 'waiting', votes: { yes: 3, no: 1 }, startsAt: 80 } as const
    const at = (step: number) => listNews({ ...FACTS, step, proposal: waiting, alarms: ['R of the world ahead 2.11', 'the fall 4%'] })
    expect(at(61)).toEqual(['Your rule passed.', 'Alarm: R of the world ahead 2.11.', 'Alarm: the fall 4%.'])
    expect(at(65)).toEqual(at(61))
    expect(tell({ step: 61, proposal: waiting }).headline).not.toBe(tell({ step: 65, proposal: waiting }).headline)
    expect(listNews(FACTS)).toEqual([])
    expect(listNews({ ...FACTS, isInsolvent: true, isHalted: true })).toEqual(['The house cannot pay.', 'Trading is halted.'])
  }) // prettier-ignore

  it('puts to the vote only what is voted on', () => {
    const asked = { ask: { proposal: 'p', stop: 's', step: 59 }, step: 60, state: 'asked', votes: null, startsAt: null } as const
    const facts = { step: 59, proposal: asked, proposed: 'Another margin: 3%' }
    expect(tell({ ...facts, isVoted: true }).detail).toBe('Another margin: 3%. It is put to the vote in the next step.')
    expect(tell({ ...facts, isVoted: false }).detail).toBe('Another margin: 3%. It counts in the next step.')
  }) // prettier-ignore

  it('looks first at the market that a night names, else at that of the house that one runs', () => {
    for (const { night } of nights) {
      const { document } = openNight({ night }, UNTOUCHED, 'words')
      const [{ venue, asset }, ...others] = listNightMarkets(night, document)
      expect(night.shows ?? { venue: night.venue, asset }).toEqual({ venue, asset })
      expect(others).not.toContainEqual(expect.objectContaining({ venue, asset }))
    }
  })

  it('counts long nights in days, hours and minutes, short ones as a clock does: eleven minutes are not eleven o’clock', () => {
    expect([sayClock(0, 3600), sayClock(70, 3600)]).toEqual(['the start', '2 d 22 h'])
    expect([sayClock(11, 60), sayClock(62, 60)]).toEqual(['11 min', '1 h 2 min'])
    expect([sayClock(5, 1), sayClock(140, 1), sayClock(62, 10)]).toEqual(['0:05', '2:20', '10:20'])
  })

  it('says what a proposal would change, unless a rule in view sets it', () => {
    const said = nights.map(({ night }) => Object.keys(night.proposals).map((id) => sayOpening(night, id)))
    expect(said).toEqual([[''], ['1.5%'], [''], ['1%'], [''], [''], ['', ''], ['']])
  })

  it('has the stops of a rule in even rows on a phone, and room for words', () => {
    expect(countColumns(['5×', '10×', '15×', '20×', '25×'])).toBe(5)
    expect(countColumns(['1%', '2%', '3%', '5%', '8%', '12%', '50%'])).toBe(4)
    expect(countColumns(['0 s', '20 s', '40 s', '1 min 20 s', '2 min 40 s', '5 min 20 s'])).toBe(3)
    expect(countColumns(['nobody', 'winners share', 'winners are closed early'])).toBe(2)
  })

  it('never counts in steps what it shows in seconds or minutes', () => {
    const timed = nights.flatMap((one) => {
      const { words } = buildNight(one)
      const rules = Object.entries(one.night.rules).filter(([, { unit }]) => unit === 'steps')
      return [...rules.map(([id]) => words.rules[id].text), words.best]
    })
    expect(timed.filter((text) => /\bsteps\b/.test(text))).toEqual([])
  })
})

describe('rules that changed nothing', () => {
  const told = (id: string) => {
    const read = nights.find(({ night }) => night.id === id) ?? nights[0]
    return { night: read.night, words: buildNight(read).words }
  }
  const deepest = { ...UNTOUCHED, rules: { depth: '800000', capital: '100000' } }

  it('are named together, once', () => {
    const of = told('liquidity-and-makers')
    expect(tellIdle(of, deepest, [])).toBe('')
    expect(tellIdle(of, deepest, ['rule depth'])).toBe('As many nights are won without “Quoted depth: 800K”.')
    expect(tellIdle(of, deepest, ['rule depth', 'rule capital'])).toBe(
      'As many nights are won without any one of “Quoted depth: 800K”, “Money behind the book: $100K”.',
    )
  })

  it('come with what the best known rules set otherwise, and ask for', () => {
    const of = told('liquidity-and-makers')
    expect(tellOtherwise(of, deepest, playOf(of.night.best))).toBe(
      'The best rules we know differ: “Quoted depth: 600K, not 800K”, “Money behind the book: $400K, not $100K”, “Highest leverage: 20×, not 25×”.',
    )
    const fund = told('fund-and-waterfall')
    const best = playOf(fund.night.best)
    expect(tellOtherwise(fund, UNTOUCHED, best)).toContain('“A higher margin: 3%, asked at the start”')
    expect(tellOtherwise(fund, best, best)).toBe('')
  })
})

describe('the verdict', () => {
  const [read] = nights
  const { words } = buildNight(read)
  const { night } = read
  const [reason] = night.survives
  const [floor] = night.floors
  const tile = (place: number, lost: string | null) =>
    ({
      seed: String(place),
      outcome: { won: lost === null, reason: lost, judged: [], bill: { shared: 0, unpaid: 0 }, haltedShare: 0, activity: 1, decisiveStep: null },
      came: [],
      wentOff: 0,
    }) as unknown as Tile // prettier-ignore
  const tiles = Array.from({ length: night.seeds }, (_, i) =>
    tile(i, i < 9 ? reason.id : i < 12 ? floor.id : null),
  )
  const verdict = (all: readonly Tile[]) =>
    tellVerdict({
      game: { game: night.id, attempt: 1, number: 1, night, words },
      score: { tiles: all, score: scoreOf(night, all) },
      hasWon: false,
    } as unknown as Parameters<typeof tellVerdict>[0])

  it('says in how many nights the house stood, and what broke in the others, a floor too', () => {
    const { headline, why } = verdict(tiles)
    expect(headline).toBe(`Stood in ${night.seeds - 12} of ${night.seeds}`)
    expect(why).toBe(`What did not hold: “${words.survives[reason.id].label}” in 9, “${words.floors[floor.id].label}” in 3.`)
    expect(verdict(tiles.map((_, i) => tile(i, null))).why).toBe('')
  }) // prettier-ignore

  it('of the endless nights counts how many the desk stood, and the one bill of this night', () => {
    const endless = (level: number, lost: string | null) => {
      const one = [tile(0, lost)]
      const game = { game: 'endless', level, attempt: 1, number: 1, night, words }
      const score = { tiles: one, score: { ...scoreOf(night, one), worst: one[0] } }
      return tellVerdict({ game, score, hasWon: lost === null } as unknown as Parameters<
        typeof tellVerdict
      >[0])
    }
    expect(endless(2, null).detail).toBe('3 nights in a row. The next storm is larger.')
    expect(endless(1, reason.id).detail).toMatch(/^1 night in a row\. This did not hold: /)
    expect(endless(0, reason.id).detail).toMatch(/^This did not hold: /)
    expect(endless(0, null).others).not.toContain('a night')
  })
})
