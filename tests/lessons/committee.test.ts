/**
 * Goal: the 1-in-20 losses that lesson 16 gives its committee are those of its world, and the committee of a lesson is what its
 * controls write.
 * Method: two hundred seeds of the world at its start; the lesson's run specs, and copies of it that are wrong.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { findLesson, LESSONS, readText, readYaml } from '../../src/cli/lessonFiles.ts'
import { openHeldWorld } from '../../src/engine/held.ts'
import { startOf, toRunSpec } from '../../src/course/attempt.ts'
import { parseLesson } from '../../src/course/parseLesson.ts'
import { endsOf, toSetting, valuesOf } from '../../src/course/several.ts'
import { estimateBadLosses } from '../../src/risk/badLoss.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import type { WorldDocument } from '../../src/schema/world.ts'

const FOLDER = '16-risk-committee'
const found = findLesson(LESSONS, 'risk-committee')
if (!found) throw new Error('lesson 16 is not there')
const { lesson, held } = found

describe('the committee of lesson 16', () => {
  it('knows the loss that one future in twenty exceeds', async () => {
    const document = held as WorldDocument
    const { losses } = await estimateBadLosses({ document, from: 1, runs: 200 }, inProcessPool())
    const given = toRunSpec(lesson, startOf(lesson), 'a').world?.committee?.losses ?? {}
    expect(Object.keys(given)).toEqual(Object.keys(losses))
    for (const [venue, { low, high }] of Object.entries(losses)) {
      expect(given[venue], venue).toBeGreaterThanOrEqual(low)
      expect(given[venue], venue).toBeLessThanOrEqual(high)
    }
  })

  it('is what the controls write, and the world is not touched by it', () => {
    const settings = { ...startOf(lesson), dials: 'spiral+near+claims', needs: 2, obeys: 1, ask: 'much' }
    const spec = toRunSpec(lesson, settings, 'a')
    expect(spec.world?.committee).toMatchObject({
      dials: ['worldAhead', 'nearDepth', 'claimsWorth'],
      needs: 2,
      changes: 1,
      published: { everySteps: 4, delaySteps: 2, blur: 0.1 },
    })
    expect(spec.world?.committee?.proposals[0]).toEqual({ venue: 'exchange', maintenanceMargin: 0.15 })
    expect(spec.writes.map(({ path }) => path)).toEqual(['venues.exchange.maintenanceMargin'])
    expect(spec.base).not.toHaveProperty('committee')
  })

  const parse = (path: string, value: unknown) => {
    const data = writeAt(readYaml(LESSONS, FOLDER) as object, path, value)
    return () =>
      parseLesson(
        { folder: FOLDER, data, words: readText(LESSONS, FOLDER, 'en.md'), language: 'en' },
        { terms: lesson.terms, hold: openHeldWorld },
      )
  }

  it.each([
    ['controls.dials.start', 'price+spiral', 'controls.dials.start'],
    ['controls.dials.start', 'spiral+price+near', 'controls.dials.start'],
    ['controls.dials.options.1.id', 'price', 'controls.dials.options'],
    ['controls.dials.options.1.value', 'weather', 'dials'],
    ['scenario.committee', undefined, 'readings.alarms'],
    [
      'controls.ask.options.0.writes',
      { 'committee.needs': 0, 'venues.exchange.maintenanceMargin': 0.01 },
      'controls.ask.options',
    ],
  ])('%s of %j is refused with its field', (path, value, field) => {
    expect(parse(path, value)).toThrow(field)
  })
})

describe('a choice of several', () => {
  const control = { pick: 2, options: ['a', 'b', 'c', 'd'].map((id, value) => ({ id, value })) }

  it('has one setting, in whatever order it was made', () => {
    expect(toSetting(control, ['d', 'b'])).toBe('b+d')
    expect(valuesOf('x', control, 'b+d')).toEqual([1, 3])
    expect(endsOf(control)).toEqual(['a+b', 'c+d'])
    for (const wrong of ['d+b', 'a', 'a+a', 'a+b+c', 'a+z', 3])
      expect(() => valuesOf('x', control, wrong)).toThrow('x')
  })
})
