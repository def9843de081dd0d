/** Goal: the codes of a class become a table that survives the page, says what is wrong with a code, and cannot carry formulas. */
import { describe, expect, it } from 'vitest'
import { writeResultCode } from '../../src/nights/resultCode.ts'
import { ClassCodes } from '../../src/stores/classCodes.svelte.ts'
import { createShelf } from '../support/shelf.ts'

const KEY = 'codes'
const code = (score: number | null, game: number | 'daily' | 'endless' = 4) =>
  writeResultCode({ game, attempt: 1234, score })

describe('codes of a class', () => {
  it('are taken as they are typed, and are there again on the next visit', () => {
    const shelf = createShelf()
    const codes = new ClassCodes(shelf, KEY)
    expect(codes.add(code(17).toLowerCase().replace('-', ' '), ' Ada  L. ')).toBe(true)
    expect(codes.add(code(9, 'daily'))).toBe(true)
    const again = new ClassCodes(shelf, KEY)
    expect(again.results).toEqual(codes.results)
    expect(again.results.map(({ name, score, code: text }) => [name, score, text])).toEqual([
      ['Ada L.', 17, code(17)],
      ['', 9, code(9, 'daily')],
    ])
  })

  it('count once for the same name, and twice for two', () => {
    const codes = new ClassCodes(createShelf(), KEY)
    for (const name of ['Ada', 'Ada', 'Emmy']) codes.add(code(17), name)
    expect(codes.results.map(({ name }) => name)).toEqual(['Ada', 'Emmy'])
  })

  it.each(['', 'AB', '4X-7KH', code(17).replace(/.$/, (last) => (last === '0' ? '1' : '0'))])(
    'refuse "%s", and say so',
    (typed) => {
      const codes = new ClassCodes(createShelf(), KEY)
      expect(codes.add(typed)).toBe(false)
      expect(codes.problem).toContain('code: got')
      expect(codes.results).toEqual([])
    },
  )

  it('refuse one that was never played', () => {
    const codes = new ClassCodes(createShelf(), KEY)
    expect(codes.add(code(null))).toBe(false)
    expect(codes.problem).toContain('that was played')
  })

  it('come back after they were cleared', () => {
    const codes = new ClassCodes(createShelf(), KEY)
    codes.add(code(17), 'Ada')
    codes.clear()
    expect(codes.results).toEqual([])
    codes.takeBack()
    expect(codes.results.map(({ name }) => name)).toEqual(['Ada'])
    expect(codes.canTakeBack).toBe(false)
  })

  it('are saved without formulas', () => {
    const codes = new ClassCodes(createShelf(), KEY)
    codes.add(code(17), '=1+1')
    expect(codes.toCsv(() => 'Night')).toBe(
      `name,game,hidden seeds,score,code\r\n'=1+1,Night,1234,17,${code(17)}\r\n`,
    )
  })

  it.each(['{', '7', '[7,{"code":"AB-CDEF","name":"x"},{"code":7}]'])('survive %s on the shelf', (text) => {
    const shelf = createShelf()
    shelf.setItem(KEY, text)
    expect(new ClassCodes(shelf, KEY).results).toEqual([])
  })

  it('say where the browser keeps nothing', () => {
    const codes = new ClassCodes(null, KEY)
    expect(codes.add(code(17))).toBe(true)
    expect(codes.problem).toContain('until you close this page')
    expect(codes.results).toHaveLength(1)
  })
})
