/**
 * Goal: a link of a world brings back every field of it in less than 3 kB, and one that was damaged, forged or is of something else is
 * refused in words before it costs anything.
 * Method: worlds of every mechanism with drawn crowds; a good link with characters changed at random, and forged ones by hand.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../support/arbitraries.ts'
import { forge, openLink, situation, toState, makeLink } from '../support/links.ts'
import { createContagion, createDrawnWorld } from '../support/riskDocuments.ts'
import { openDrawnWorld, randomDrawnWorld } from '../support/randomDrawnWorld.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { fromLink } from '../../src/schema/link.ts'
import { isWorldLink } from '../../src/schema/linkFrame.ts'
import { fromWorldLink, MAX_WORLD_LINK_CHARACTERS, toWorldLink } from '../../src/schema/linkWorld.ts'
import { packText, unpackText } from '../../src/schema/packedText.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import type { WorldDocument } from '../../src/schema/world.ts'

const place = '/lab/likely'
const contagion = createContagion() as WorldDocument

function link(document: WorldDocument, asked?: readonly string[]): string {
  const made = toWorldLink({ document, place, engineVersion: ENGINE_VERSION, ...(asked && { asked }) })
  if (typeof made !== 'string') throw new Error(made.needsFile)
  return made
}

function refuse(hash: string, engineVersion = ENGINE_VERSION): string {
  const opened = fromWorldLink(hash, engineVersion)
  expect(opened).toBeInstanceOf(FieldError)
  return (opened as FieldError).message
}

describe('a link of a world', () => {
  it('brings back the document, the place and what is asked', () => {
    const hash = link(contagion, ['ru400', 'le2'])
    expect(hash).toMatch(/^#\/lab\/likely\?r=[A-Za-z0-9._-]+$/)
    expect(fromWorldLink(hash, ENGINE_VERSION)).toEqual({
      document: contagion,
      place,
      asked: ['ru400', 'le2'],
      engineVersion: ENGINE_VERSION,
      versionNotice: null,
    })
    expect(link(contagion)).toBe(link(structuredClone(contagion)))
  })

  it('is under 3 kB for worlds of every mechanism whose crowds are drawn, and opens to the same run', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const world = randomDrawnWorld(seed, 300)
      openDrawnWorld(world)
      const document = parseWorld(world)
      const hash = link(document)
      expect(hash.length).toBeLessThanOrEqual(MAX_WORLD_LINK_CHARACTERS)
      const opened = fromWorldLink(hash, ENGINE_VERSION)
      if (opened instanceof FieldError) throw opened
      expect(opened.document).toEqual(document)
      if (seed > 5) continue
      const hashes = [document, opened.document].map((world) => {
        const simulation = Simulation.create(world)
        simulation.advance(20)
        return simulation.hash()
      })
      expect(hashes[1]).toBe(hashes[0])
    }
    expect(link(createDrawnWorld() as WorldDocument).length).toBeLessThan(2_300)
  })

  it('is not made of what does not fit', () => {
    const venue = contagion.venues['alpha']
    const venues = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`p${i}x${i * i}`, venue]))
    const made = toWorldLink({ document: { ...contagion, venues }, place, engineVersion: ENGINE_VERSION })
    expect(made).toEqual({ needsFile: expect.stringMatching(/too long for a link/) as unknown })
  })

  it('says of another version what that means', () => {
    const old = toWorldLink({ document: contagion, place, engineVersion: '0.0.1' })
    const opened = fromWorldLink(String(old), ENGINE_VERSION)
    expect(opened).toMatchObject({ versionNotice: { linkVersion: '0.0.1' } })
    expect(refuse(String(toWorldLink({ document: contagion, place, engineVersion: '9.0.0' })))).toMatch(
      /version 9/,
    )
  })
})

describe('a link that is no whole link of a world', () => {
  const good = link(contagion)

  it('is refused, or as if nothing had happened, wherever it is changed', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.constantFrom(...'aZ09._-%~"<é\u0000'), (at, sign) => {
        const opened = fromWorldLink(good.slice(0, at) + sign + good.slice(at + 1), ENGINE_VERSION)
        if (opened instanceof FieldError) expect(opened.message.length).toBeLessThan(320)
        else expect(opened.document).toEqual(contagion)
      }),
      runs(600),
    )
    expect(refuse(good.slice(0, -9))).toMatch(/link/)
  })

  it('is refused before it is read when it has megabytes', () => {
    const began = performance.now()
    expect(refuse(`${good}${'a'.repeat(20_000_000)}`)).toMatch(/at most 2900 characters/)
    expect(performance.now() - began).toBeLessThan(200)
  })

  it('is refused by the field that is wrong, though its check is right', () => {
    const wrong = { ...contagion, steps: 0 }
    const packed = (value: unknown) => forge(`${ENGINE_VERSION}_w${packText(JSON.stringify(value))}`, place)
    expect(refuse(packed(wrong))).toMatch(/^steps: /)
    expect(refuse(packed({ ...contagion, planets: 1 }))).toMatch(/planets: no such field/)
    expect(refuse(packed([]))).toMatch(/expected/)
    expect(refuse(forge(`${ENGINE_VERSION}_w${packText('{')}`, place))).toMatch(/JSON/)
    expect(refuse(forge(`${ENGINE_VERSION}_w---`, place))).toMatch(/a text as a link writes it/)
    expect(refuse(forge(`${ENGINE_VERSION}_0`, place))).toMatch(/a link of a world/)
    expect(refuse(makeLink(toState(situation('spiral'))))).toMatch(/link/)
  })

  it('is told apart from a link of a scenario, which has its own place', () => {
    const own = makeLink(toState(situation('spiral')))
    expect([isWorldLink(good), isWorldLink(own), isWorldLink('#/?r=')]).toEqual([true, false, false])
    expect(fromLink(good, ENGINE_VERSION)).toMatchObject({
      message: expect.stringMatching(/the risk lab opens/) as unknown,
    })
  })
})

describe('a link of a scenario', () => {
  it('says what is asked about it, or nothing', () => {
    const state = toState(situation('spiral'), { asked: ['evpriceBelow.3a60', 'ru200'] })
    expect(openLink(makeLink(state))).toEqual({ ...state, versionNotice: null })
    expect('asked' in openLink(makeLink(toState(situation('spiral'))))).toBe(false)
  })
})

it('any text comes back as it was packed, and no sign that is cut or strange gets through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(5), (text, times) => {
      const repeated = text.repeat(times)
      const packed = packText(repeated)
      expect(packed).toMatch(/^[A-Za-z0-9.-]*$/)
      expect(unpackText('link', packed)).toBe(repeated)
    }),
    runs(50),
  )
  for (const bad of ['Z', '.00', '-0', '-000', '_', ' ', 'é'])
    expect(() => unpackText('link', bad)).toThrow(FieldError)
})
