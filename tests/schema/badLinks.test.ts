/**
 * Goal: a link that was damaged or forged is refused in words, before it costs anything, and never opens to another
 * run.
 * Method: good links with characters changed, cut or added at random, and forged ones by hand.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../support/arbitraries.ts'
import { forge, makeLink, refuse, situation, toState } from '../support/links.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { fromLink } from '../../src/schema/link.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'

describe('a damaged link', () => {
  const shocks = Array.from(
    { length: 4 },
    (_, i) => ({ step: 10 * i + 1, kind: 'sell', contracts: 7 ** i }) as const,
  )
  const state = toState(situation('thin-book', { shocks, title: 'A-b.c <d>' }), {
    place: '/sandbox',
    step: 7,
  })
  const link = makeLink(state)

  /** Refused, or as if nothing had happened. */
  function check(damaged: string) {
    const opened = fromLink(damaged, ENGINE_VERSION)
    if (opened instanceof FieldError) expect(opened.message.length).toBeLessThan(320)
    else expect([damaged, opened]).toEqual([damaged, { ...state, versionNotice: null }])
  }

  it('is refused when one character is changed, added or missing', () => {
    const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-~%#?=&/<" \u00e9\u0000'
    for (let at = 0; at <= link.length; at++) {
      for (const character of alphabet) {
        check(link.slice(0, at) + character + link.slice(at + 1))
        check(link.slice(0, at) + character + link.slice(at))
      }
      check(link.slice(0, at) + link.slice(at + 1))
      check(link.slice(0, at) + link.slice(at + 1, at + 2) + link.slice(at, at + 1) + link.slice(at + 2))
    }
  })

  it('is refused when it is cut off', () => {
    for (let length = 0; length < link.length; length++) refuse(link.slice(0, length))
    expect(refuse(link.slice(0, -3))).toMatch(/the whole link; its end is missing/)
  })

  it('is refused by what is wrong with it, in words', () => {
    expect(refuse(link.replace('?r=2', '?r=1'))).toMatch(/the link as it was copied/)
    expect(refuse('#/sandbox?r=')).toMatch(/its end is missing/)
    expect(refuse('#/sandbox?q=1')).toMatch(/a link as it was copied/)
    expect(refuse('#/<b>?r=1.0.0_0_0000000')).toMatch(/a link as it was copied/)
  })

  it('is refused before it is read when it has megabytes', () => {
    const huge = [
      `${link}${'a'.repeat(20_000_000)}`,
      `#/?r=${'_'.repeat(20_000_000)}`,
      '?'.repeat(20_000_000),
    ]
    for (const hash of huge) expect(refuse(hash)).toMatch(/at most 1400 characters, not 20000/)
  })
})

describe('a forged link', () => {
  const cases: [string, string, RegExp][] = [
    ['an unknown field', '1.0.0_0_sd1_zz5', /^link: .*a setting that version .* knows/],
    ['an inherited name', '1.0.0_0_sd1___proto__', /^link: /],
    ['a field twice', '1.0.0_0_sd1_ml5_ml6', /^link: .*at most once/],
    ['a number that is none', '1.0.0_0_sd1_mlNaN', /^venue\.maxLeverage: .*a number/],
    ['a number without an end', '1.0.0_0_sd1_ml1e999', /^venue\.maxLeverage: /],
    ['a number in another form', '1.0.0_0_sd1_ml0x10', /^venue\.maxLeverage: .*a number/],
    [
      'a number out of range',
      '1.0.0_0_sd1_mlm5',
      /^venue\.maxLeverage: got -5, expected a number above 0 to 1000/,
    ],
    ['too many traders', '1.0.0_0_sd1_nt9000000', /^crowd\.traders: /],
    ['an unknown name', '1.0.0_0_sd1_cucube', /^liquidity\.curve: got "cube", expected one of/],
    ['an unknown layer', '1.0.0_0_sd1_wfadl-adl', /^venue\.waterfall/],
    ['a part with a number too few', '1.0.0_0_sd1_cb0.05-30', /^venue\.circuitBreaker: .*3 numbers/],
    ['a process that is none', '1.0.0_0_sd1_fvx1-2', /^market\.fairValue: /],
    ['a spread of leverage that is none', '1.0.0_0_sd1_leu1-2-3', /^crowd\.leverage: /],
    ['pairs that do not pair', '1.0.0_0_sd1_lew1-2-3', /^crowd\.leverage: /],
    ['what fields say together', '1.0.0_0_sd1_leu30-2', /^crowd\.leverage\.max: .*at least/],
    ['a push of no kind', '1.0.0_0_sd1_sh5x3', /^shocks\[0\]: /],
    ['a push without a number', '1.0.0_0_sd1_sh5s', /^shocks\[0\]: /],
    ['a push at no step', '1.0.0_0_sd1_sh0d2', /^shocks\[0\]\.step: /],
    ['too many pushes', `1.0.0_0_sd1_sh${Array(17).fill('5d2').join('-')}`, /^link: .*at most 16 pushes/],
    ['a path', '1.0.0_0_sd1_fvp100-99-98', /^link: .*a path of prices/],
    ['a moment after the end', '1.0.0_901_sd1', /^step: .*from 0 to 900/],
    ['a moment that is none', '1.0.0_1.5_sd1', /^step: /],
    ['a text with a code that is none', '1.0.0_0_sd.zz', /^seed: /],
    ['two comparisons', '1.0.0_0_sd1_VS_ml5_VS_ml6', /^link: /],
    ['no version', 'abc_0_sd1', /^link: .*the version of the model/],
    ['nothing', '', /^link: /],
  ]
  it.each(cases)('is refused: %s', (_name, parts, words) => {
    expect(refuse(forge(parts))).toMatch(words)
  })

  it('never opens to anything but a valid scenario', () => {
    const part = fc.tuple(
      fc.constantFrom(
        'sd',
        'ti',
        'ns',
        'fv',
        'de',
        'st',
        'ca',
        'wf',
        'cb',
        'nt',
        'le',
        'tu',
        'sh',
        'VS',
        'zz',
      ),
      fc.string({ unit: fc.constantFrom(...'0123456789.-meupgoffsdnx'), maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const opened = fromLink(
          forge(['1.0.0_0', ...parts.map((pair) => pair.join(''))].join('_')),
          ENGINE_VERSION,
        )
        if (!(opened instanceof FieldError)) expect(parseScenario(opened.document)).toEqual(opened.document)
      }),
      runs(2_000),
    )
  })
})
