/**
 * Goal: in the workshop each change can be taken back and brought again, and a world that cannot be opened says where.
 * Method: random sequences of edits, and edits by hand, with a place that opens nothing.
 */
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { readAt, writeAt } from '../../../src/schema/documentPath.ts'
import { parseWorld } from '../../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../../src/schema/world.ts'
import { addPart, createSmallestWorld } from '../../../src/stores/world/workshopAdditions.ts'
import { Workshop, type Workable } from '../../../src/stores/world/workshop.svelte.ts'
import { runs } from '../../support/arbitraries.ts'
import { editAt } from '../../support/workshopActs.ts'

class StillPlace implements Workable {
  world: WorldDocument | null = createSmallestWorld()
  run: Workable['run'] = { opened: null, error: null }
  readonly changes: string[] = []

  open({ world }: { world: object }): Promise<boolean> {
    this.world = parseWorld(world)
    return Promise.resolve(true)
  }

  change(what: string, toNext: (world: WorldDocument) => WorldDocument): void {
    this.changes.push(what)
    if (this.world) this.world = toNext(this.world)
  }
}

describe('the workshop', () => {
  let place: StillPlace
  let workshop: Workshop
  let ms = 0

  beforeEach(() => {
    place = new StillPlace()
    workshop = new Workshop(place, () => (ms += 10_000))
    workshop.follow()
  })

  it('takes every change back to the same document, and brings it again', () => {
    const numbers = ['steps', 'venues.alpha.maxLeverage', 'venues.alpha.crowd.0.leverage.min'] as const
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(8), fc.nat(), fc.nat()), { minLength: 1, maxLength: 20 }),
        (list) => {
          place = new StillPlace()
          workshop = new Workshop(place, () => (ms += 10_000))
          workshop.follow()
          const states = [workshop.world]
          for (const act of list) {
            const before = workshop.world
            if (act[0] > 6)
              workshop.change('a number', (world) => {
                const path = numbers[act[1] % 3]
                return readAt(world, path) === undefined ? world : writeAt(world, path, 1 + (act[2] % 40))
              })
            else workshop.edit((world, path) => editAt(world, act) ?? { world, path, what: '', lost: [] })
            if (workshop.world !== before) states.push(workshop.world)
          }
          for (const state of states.slice(0, -1).toReversed()) {
            workshop.undo()
            expect(workshop.world).toBe(state)
          }
          expect(workshop.undoable).toBeNull()
          for (const state of states.slice(1)) {
            workshop.redo()
            expect(workshop.world).toBe(state)
          }
          expect(workshop.redoable).toBeNull()
        },
      ),
      runs(60),
    )
  })

  it('runs what was built, with all defaults, and not what cannot be opened', () => {
    workshop.edit((world) => addPart(world, 'exchange', ''))
    expect(workshop.isChanged).toBe(true)
    workshop.run()
    expect(place.changes).toEqual(['beta'])
    expect(Object.keys(place.world?.venues ?? {})).toEqual(['alpha', 'beta'])
    expect(workshop.isChanged).toBe(false)
    workshop.change('lowest leverage', (world) => writeAt(world, 'venues.beta.crowd.0.leverage.min', 90))
    expect(workshop.problem?.path).toBe('venues.beta.crowd.0.leverage.max')
    expect(workshop.problem?.words).toMatch(/^Got 25, expected at least /)
    expect(workshop.partOfProblem?.name).toBe('Crowd of beta')
    workshop.run()
    expect(place.changes).toHaveLength(1)
  })

  it('shows what the model says of the very world that was run', () => {
    workshop.change('steps', (world) => ({ ...world, steps: 10 }))
    workshop.run()
    place.run = {
      opened: null,
      error: { path: 'venues.alpha.treasury', message: 'venues.alpha.treasury: got -1, expected 0' },
    }
    workshop = new Workshop(place)
    workshop.follow()
    expect(workshop.problem).toEqual({ path: 'venues.alpha.treasury', words: 'Got -1, expected 0.' })
    workshop.change('steps', (world) => ({ ...world, steps: 11 }))
    expect(workshop.problem).toBeNull()
  })

  it('begins from nothing or as a situation, and takes over what the place changes, as changes to take back', async () => {
    await workshop.begin('chain-of-claims')
    workshop.follow()
    expect(workshop.world?.venues).toHaveProperty('north')
    await workshop.begin(null)
    expect(place.world).toEqual(createSmallestWorld())
    expect(workshop.undoable).toBe('beginning from nothing')
    place.world = { ...createSmallestWorld(), seed: 'other' }
    workshop.follow()
    expect(workshop.world?.seed).toBe('other')
    workshop.undo()
    workshop.undo()
    expect(workshop.world?.venues).toHaveProperty('north')
    // It does not come back by itself.
    workshop.follow()
    expect(workshop.world?.venues).toHaveProperty('north')
  })
})
