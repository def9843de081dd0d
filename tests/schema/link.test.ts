/**
 * Goal: a link brings back a state to the last digit, says nothing of defaults, and still opens in later versions.
 * Method: every preset, random sets of controls, links kept from long ago, and versions that differ.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs, documentArbitrary } from '../support/arbitraries.ts'
import { controlSets, parseOrSkip } from '../support/controlSets.ts'
import { forge, makeLink, openLink, refuse, situation, toState } from '../support/links.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { fromLink, MAX_LINK_CHARACTERS, toLink, type OpenedLink } from '../../src/schema/link.ts'
import { computeCheck } from '../../src/schema/linkText.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { applyStyle, createSituation, SITUATIONS, VENUE_STYLES } from '../../src/schema/presets.ts'

const SAFE = /^#\/[a-z0-9/-]*\?r=[A-Za-z0-9._-]+$/

const presets: [string, Scenario][] = SITUATIONS.flatMap(({ id }): [string, Scenario][] => [
  [id, situation(id)],
  ...VENUE_STYLES.map((style): [string, Scenario] => [
    `${id}, ${style.id}`,
    applyStyle(situation(id), style),
  ]),
])

describe('a link', () => {
  it.each(presets)('brings back the preset %s, its place and moment', (_name, document) => {
    const state = toState(document, { place: '/sandbox', step: 120 })
    const link = makeLink(state)
    expect(link).toMatch(SAFE)
    expect(link.length).toBeLessThan(200)
    expect(openLink(link)).toEqual({ ...state, versionNotice: null })
  })

  it('brings back any set of controls, to the last digit', () => {
    fc.assert(
      fc.property(controlSets, fc.nat(), (set, moment) => {
        const document = parseOrSkip(set)
        const state = toState(document, { step: moment % (document.steps + 1) })
        const link = makeLink(state)
        expect(link).toMatch(SAFE)
        expect(link.length).toBeLessThanOrEqual(MAX_LINK_CHARACTERS)
        expect(openLink(link)).toEqual({ ...state, versionNotice: null })
      }),
      runs(300),
    )
  })

  it('opens to a run with the same hash of the engine, or says that it needs a file', () => {
    fc.assert(
      fc.property(documentArbitrary, (raw) => {
        const document = parseScenario(raw)
        const link = toLink(toState(document))
        if (typeof link !== 'string') {
          const hasList = 'accounts' in document.crowd || 'path' in document.market.fairValue
          expect(hasList).toBe(true)
          return
        }
        const hashes = [document, openLink(link).document].map((scenario) => {
          const simulation = Simulation.create(scenario)
          simulation.advance(scenario.steps)
          return simulation.hash()
        })
        expect(hashes[1]).toBe(hashes[0])
      }),
      runs(60),
    )
  })

  it('carries both sides of a comparison, the other one as what differs', () => {
    const document = situation('spiral')
    const compared = { ...document, venue: { ...document.venue, maxLeverage: 10 } }
    const link = makeLink(toState(document, { compared }))
    expect(link.length - makeLink(toState(document)).length).toBeLessThan(12)
    expect(openLink(link).compared).toEqual(compared)
    expect(openLink(makeLink(toState(document, { compared: document }))).compared).toEqual(document)
  })

  it('is the same for the same state, and says nothing of defaults', () => {
    const document = parseScenario({
      version: 1,
      title: '',
      seed: 'x',
      steps: 900,
      market: { startPrice: 100, fairValue: { process: 'gbm' } },
      crowd: {},
    })
    expect(makeLink(toState(document))).toBe(
      `#/?r=${ENGINE_VERSION}_0_sdx_${computeCheck(`/?r=${ENGINE_VERSION}_0_sdx`)}`,
    )
  })

  it('still opens links that were made long ago', () => {
    const old =
      '#/?r=1.0.0_42_sdspiral_tiThin-book_ns420_de31416.5_ml40_wfinsuranceFund-adl_if12345.67_cb0.05-30-60_leu1.5-40_tu0.3-3-0.5-0-1_to0_sh16nm0.03-100s50000-120d0.5'
    const { document, step } = openLink(`${old}_${computeCheck(old.slice(1))}`)
    const expected = parseScenario({
      ...createSituation('thin-book', 10_000),
      liquidity: { depth: 31416.5 },
      venue: {
        maxLeverage: 40,
        waterfall: ['insuranceFund', 'adl'],
        insuranceFund: 12345.67,
        circuitBreaker: { move: 0.05, windowSteps: 30, haltSteps: 60 },
      },
      crowd: {
        traders: 10_000,
        leverage: { distribution: 'logUniform', min: 1.5, max: 40 },
        behavior: { topUp: { share: 0.3, at: 3, amount: 0.5, delaySteps: 0, times: 1 } },
      },
      shocks: [
        { step: 16, kind: 'fairValue', change: -0.03 },
        { step: 100, kind: 'sell', contracts: 50_000 },
        { step: 120, kind: 'depth', factor: 0.5 },
      ],
    })
    expect([document, step]).toEqual([expected, 42])
  })

  it('offers a file instead of what it cannot carry', () => {
    const words = (changes: Partial<Scenario>) => toLink(toState(situation('calm', changes)))
    const account = { side: 'long', collateral: 100, leverage: 2, entry: 100 } as const
    const shocks = Array.from(
      { length: 17 },
      (_, i) => ({ step: i + 1, kind: 'depth', factor: 0.5 }) as const,
    )
    const market = { startPrice: 100, fairValue: { path: [100, 99, 98] } }
    expect(words({ crowd: { accounts: [account] } })).toEqual({
      needsFile: 'A link cannot carry a list of traders. Save the scenario as a file instead.',
    })
    expect(words({ market })).toMatchObject({ needsFile: /a path of prices/ })
    expect(words({ shocks })).toMatchObject({ needsFile: /at most 16 pushes; there are 17/ })
    expect(words({ title: '鸞'.repeat(256) })).toMatchObject({ needsFile: /too long for a link/ })
  })
})

describe('a text in a link', () => {
  const texts = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)//%3Cscript%3E',
    '\ud800 half a character',
    '⚡ Ünïcode_-.~ 鸞',
    '\u202e\u0000\r\n__proto__',
  ]
  it.each(texts)('is only a text: %j', (text) => {
    const link = makeLink(toState(situation('calm', { title: text, seed: text })))
    expect(link).toMatch(SAFE)
    expect(openLink(link).document).toMatchObject({ title: text, seed: text })
  })

  it('has at most 256 characters', () => {
    expect(refuse(forge(`1.0.0_0_sd1_ti${'a'.repeat(257)}`))).toMatch(/^title: .*at most 256 characters/)
  })
})

describe('a link of another version', () => {
  const link = (engineVersion: string) => makeLink(toState(situation('calm'), { engineVersion }))

  it.each(['1.0.1', '1.7.0', '1.0.0'])('opens with a notice where the first number agrees: %s', (version) => {
    const opened = fromLink(link(version), '1.0.2')
    expect(opened).toMatchObject({ document: situation('calm'), engineVersion: version })
    expect((opened as OpenedLink).versionNotice).toEqual({
      linkVersion: version,
      engineVersion: '1.0.2',
      words: `This link was made with version ${version} of the model. Here it runs with version 1.0.2, so details can differ.`,
    })
  })

  it('opens with a notice where it is older by the first number: the rules became more exact', () => {
    const opened = fromLink(link('1.0.0'), '2.0.0') as OpenedLink
    expect(opened.document).toEqual(situation('calm'))
    expect(opened.versionNotice?.words).toBe(
      'This link was made with version 1.0.0 of the model. Here it runs with version 2.0.0, whose rules are more exact, so results can differ.',
    )
  })

  it('is refused where it is newer by the first number, and says why', () => {
    expect(refuse(link('2.1.0'), '1.0.2')).toMatch(
      /got "version 2\.1\.0", expected a version of the model up to 1, since this site runs 1\.0\.2; reload/,
    )
  })

  it('says so where a newer one knows more', () => {
    expect(refuse(forge('1.9.0_0_sd1_zz5'))).toMatch(
      /a setting that version \d+\.\d+\.\d+ knows; the link was made with version 1\.9\.0/,
    )
  })
})
