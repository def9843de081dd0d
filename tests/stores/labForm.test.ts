// Goal: a form of the lab tells what was asked, and what was typed where nothing was asked yet. Method: the form by itself.
import { describe, expect, it } from 'vitest'
import { isAlike } from '../../src/stores/alike.ts'
import { Form } from '../../src/stores/labForm.svelte.ts'

interface Question {
  readonly event: string
  readonly moves: readonly { readonly key: string; readonly to: number }[]
}

const QUESTION: Question = { event: 'insolvent', moves: [{ key: 'venue.maxLeverage', to: 20 }] }

describe('what is typed and what was asked', () => {
  it('is one question until another is typed after an answer', () => {
    const form = new Form<Question>()
    expect(form.isChanged).toBe(false)
    form.typed = QUESTION
    expect(form.isChanged).toBe(false)
    form.asked = QUESTION
    expect(form.isChanged).toBe(false)
  })

  it('is another where any part of it differs, and the same again where it is typed back', () => {
    const form = new Form<Question>()
    form.asked = QUESTION
    form.typed = { ...QUESTION, event: 'adl' }
    expect(form.isChanged).toBe(true)
    form.typed = { ...QUESTION, moves: [{ key: 'venue.maxLeverage', to: 25 }] }
    expect(form.isChanged).toBe(true)
    form.typed = { event: 'insolvent', moves: [{ key: 'venue.maxLeverage', to: 20 }] }
    expect(form.isChanged).toBe(false)
  })

  it('is not looked through where a part is the very same, however large', () => {
    let looks = 0
    const large = {
      get traders() {
        return ++looks
      },
    }
    const form = new Form<{ event: string; b: object }>()
    form.asked = { event: 'insolvent', b: large }
    form.typed = { event: 'adl', b: large }
    expect([form.isChanged, looks]).toEqual([true, 0])
    form.typed = { b: large, event: 'insolvent' }
    expect([form.isChanged, looks]).toEqual([false, 0])
  })
})

describe('plain values', () => {
  it.each([
    [null, {}],
    [[], {}],
    [[1], [1, 2]],
    [{ a: 1 }, { b: 1 }],
    [{ a: undefined }, {}],
    [{ a: { b: [0, { c: 1 }] } }, { a: { b: [0, { c: '1' }] } }],
  ])('%j and %j are not alike', (a, b) => {
    expect([isAlike(a, b), isAlike(b, a)]).toEqual([false, false])
    expect(isAlike(a, structuredClone(a))).toBe(true)
  })
})
