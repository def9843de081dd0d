/** What people pass on: a code comes back as it was written and no slip goes unseen; a link holds the whole play. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNights } from '../../src/cli/nightFiles.ts'
import { checkPlay } from '../../src/nights/play.ts'
import { readPlayedGame, readPlayText, writePlayText } from '../../src/nights/playLink.ts'
import { MOST_ATTEMPTS, readResultCode, writeResultCode, type Result } from '../../src/nights/resultCode.ts'
import { dailyNight, dayOf, endlessNight } from '../../src/risk/nights/games.ts'
import { randomPlay } from '../../src/risk/nights/randomPlay.ts'
import { playNight } from '../../src/risk/nights/playNight.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

const nights = readNights().map(({ night }) => night)
const results = fc.record({
  game: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom('daily' as const, 'endless' as const)),
  attempt: fc.integer({ min: 0, max: MOST_ATTEMPTS - 1 }),
  score: fc.option(fc.integer({ min: 0, max: 30 })),
}) satisfies fc.Arbitrary<Result>

describe('a result code', () => {
  test('comes back as it was written, however it is typed', () => {
    fc.assert(
      fc.property(results, (result) => {
        const code = writeResultCode(result)
        expect(code).toMatch(/^[0-9A-Z]{2}-[0-9A-Z]{4}$/)
        expect(readResultCode(code)).toEqual(result)
        const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
        expect(readResultCode(typed)).toEqual(result)
      }),
    )
  })

  test('shows every wrong character and every two that were exchanged', () => {
    fc.assert(
      fc.property(results, fc.nat(5), fc.nat(30), (result, place, step) => {
        const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
        const code = Array.from(writeResultCode(result).replace('-', ''))
        const wrong = code.with(place, letters[(letters.indexOf(code[place]) + step + 1) % 32])
        expect(() => readResultCode(wrong.join(''))).toThrow(/^code: got .* a character of it is wrong$/)
        const other = (place + 1) % 6
        const turned = code.with(place, code[other]).with(other, code[place])
        if (code[place] !== code[other]) expect(() => readResultCode(turned.join(''))).toThrow(/wrong$/)
      }),
    )
    expect(() => readResultCode('4X-7KQ')).toThrow('code: got "4X-7KQ", expected a result code')
    expect(() => writeResultCode({ game: 1, attempt: MOST_ATTEMPTS, score: 0 })).toThrow('attempt: got')
  })
})

describe('a link to a play', () => {
  test('holds all of it, and so gives the same score', () => {
    const night = nights[0]
    for (let k = 0; k < 50; k++) {
      const drawn = randomPlay(night, `link ${k}`)
      checkPlay(night, drawn)
      const text = writePlayText({ game: night.id, attempt: 77 }, night, drawn)
      expect(text).toMatch(/^[A-Za-z0-9._-]{1,200}$/)
      expect(readPlayedGame(text)).toEqual({ game: night.id, attempt: 77 })
      const { play, isSame } = readPlayText(text, night)
      expect(isSame).toBe(true)
      expect(play.alarms).toEqual(drawn.alarms)
      if (k < 5) expect(playNight({ night }, play, 'x')).toEqual(playNight({ night }, drawn, 'x'))
    }
  })

  test('says when the night is another one by now, and when it is not whole', () => {
    const night = nights[0]
    const text = writePlayText({ game: 'endless', level: 3, attempt: 5 }, night, randomPlay(night, 'a'))
    expect(readPlayedGame(text)).toEqual({ game: 'endless', level: 3, attempt: 5 })
    expect(readPlayText(text, { ...night, seeds: 10 }).isSame).toBe(false)
    for (const cut of [text.slice(0, -1), text.slice(1), text.replace('endless', 'nothing'), '', 'a'.repeat(999)])
      expect(() => readPlayText(cut, night)).toThrow(/^link: got/)
  }) // prettier-ignore
})

describe('the daily crash', () => {
  test('counts days as the calendar does', () => {
    const DAY = 86_400_000
    for (let day = 0; day < 27_000; day += 13) {
      const date = new Date(Date.UTC(2025, 0, 1) + day * DAY).toISOString().slice(0, 10)
      expect(dayOf(date)).toBe(day)
    }
    for (const wrong of ['2024-12-31', '2025-13-01', '2025-1-1', 'today']) expect(() => dayOf(wrong)).toThrow(/^date: got/) // prettier-ignore
  })

  test('is a world that runs, the same whenever it is asked for, another the day after', () => {
    for (let day = 300; day < 330; day++) {
      const night = dailyNight(nights, day)
      expect(night).toEqual(dailyNight(nights, day))
      expect(parseWorld({ ...night.world, seed: '1' }).steps).toBeGreaterThan(100)
    }
    const days = Array.from({ length: nights.length }, (_, i) => JSON.stringify(dailyNight(nights, i)))
    expect(new Set(days).size).toBe(nights.length)
  })

  test('endless nights get worse and stay worlds that run', () => {
    for (let level = 0; level < 30; level++) {
      const at = endlessNight(nights, 3, level)
      expect(at.level).toBe(level)
      playNight(at, { rules: {}, asks: [], alarms: [] }, 'x')
    }
  })
})
