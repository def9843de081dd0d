/**
 * Goal: whatever is built in the workshop, whole parts come and go without leaving a reference to nothing, a world that cannot be
 * opened says where, and each change can be taken back and brought again.
 * Method: random sequences of edits on the smallest world, the world of everything, all situations and random worlds; and
 * edits by hand, with a place that opens nothing.
 */
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { Simulation } from '../../../src/engine/simulation.ts'
import { readAt, writeAt } from '../../../src/schema/documentPath.ts'
import { parseWorld } from '../../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../../src/schema/world.ts'
import {
  addCrowd,
  addMarket,
  addPart,
  addTreasury,
  canAddCrowd,
  createSmallestWorld,
  listNewMarkets,
  refuseAddition,
  type Addable,
} from '../../../src/stores/world/workshopAdditions.ts'
import {
  canDuplicate,
  canRemove,
  duplicatePart,
  findProblem,
  partOf,
  refuseId,
  removePart,
  renamePart,
  type Edit,
} from '../../../src/stores/world/workshopEdits.ts'
import { listParts } from '../../../src/stores/world/workshopParts.ts'
import { Workshop, type Workable } from '../../../src/stores/world/workshop.svelte.ts'
import { runs } from '../../support/arbitraries.ts'
import { createWorld } from '../../support/worldDocuments.ts'
import { listWorkshopWorlds } from '../../support/workshopWorlds.ts'

const ADDABLE: readonly Addable[] = [
  'asset',
  'exchange',
  'pool',
  'lending',
  'institution',
  'desk',
  'chain',
  'claim',
  'push',
]
const worlds = await listWorkshopWorlds()

/** One edit of a whole part, chosen by three numbers; null where it is not possible there. */
function editAt(world: WorldDocument, [act, place, detail]: readonly [number, number, number]): Edit | null {
  const parts = listParts(world)
  const part = parts[place % parts.length]
  const [kind, id] = part.path.split('.')
  switch (act) {
    case 0: {
      const added = ADDABLE[detail % ADDABLE.length]
      return refuseAddition(world, added) === null ? addPart(world, added, part.path) : null
    }
    case 1:
      return canRemove(world, part) ? removePart(world, part) : null
    case 2:
      return canDuplicate(part) ? duplicatePart(world, part) : null
    case 3:
      return renamePart(world, part.path, ['constructor', 'x1', 'a', 'toString'][detail % 4])
    default: {
      if (kind !== 'venues' || world.venues[id].kind === 'institution') return null
      const markets = listNewMarkets(world, id)
      if (act === 4 && markets.length > 0) return addMarket(world, id, markets[detail % markets.length])
      if (act === 5) return canAddCrowd(world, id) ? addCrowd(world, id) : null
      return act === 6 ? addTreasury(world, id) : null
    }
  }
}

/** Limits that adding runs into, and shares of what the last crowd held. */
const FULL = /at most \d+ (assets|venues|desks|chains|markets|shocks|crowds|traders)|since nobody trades here/

describe('whole parts', () => {
  const acts = fc.array(fc.tuple(fc.nat(6), fc.nat(), fc.nat()), { maxLength: 14 })

  it('leave a valid world behind, whatever comes, goes, doubles or gets another name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...worlds), acts, (start, list) => {
        let world = start
        for (const act of list) {
          const before = structuredClone(world)
          const edit = editAt(world, act)
          expect(world).toEqual(before)
          if (!edit) continue
          const problem = findProblem(edit.world)
          if (problem) {
            expect(problem.message).toMatch(FULL)
            return
          }
          expect(listParts(edit.world).map(({ path }) => path)).toContain(partOf(edit.world, edit.path).path)
          world = edit.world
        }
      }),
      runs(120),
    )
  })

  it('open in the model as they are added, each alone and all together', () => {
    let whole = createSmallestWorld()
    for (const kind of ADDABLE) {
      const alone =
        refuseAddition(createSmallestWorld(), kind) ?? addPart(createSmallestWorld(), kind, '').world
      whole = addPart(whole, kind, '').world
      for (const world of [alone, whole]) {
        if (typeof world === 'string') continue
        const simulation = Simulation.create(parseWorld(world))
        while (simulation.step < 20) simulation.advance()
        expect(simulation.step).toBe(20)
      }
    }
    expect(Object.keys(whole.venues)).toEqual(['alpha', 'beta', 'pool', 'lend', 'bank'])
    expect(refuseAddition(createSmallestWorld(), 'claim')).toMatch(/two venues/)
  })

  it('follow a name wherever it stands, and back again', () => {
    for (const world of worlds)
      for (const { path } of listParts(world)) {
        const there = renamePart(world, path, 'newName')
        const id = path.split('.')[1]
        const back = renamePart(there.world, there.path, id)
        expect(JSON.stringify(back.world)).toBe(JSON.stringify(world))
        if (there.world === world) continue
        expect(findProblem(there.world)).toBeNull()
        expect(readAt(there.world, path)).toBeUndefined()
      }
  })

  it('say what went with them', () => {
    const world = parseWorld(createWorld())
    const beta = listParts(world).find(({ path }) => path === 'venues.beta')
    if (!beta) throw new Error('no beta')
    const { world: without, lost } = removePart(world, beta)
    expect(without.venues).not.toHaveProperty('beta')
    expect(lost).toEqual([
      'A condition of the run on alpha is gone.',
      'A condition of the run on alpha is gone.',
      'beta is no source of the index of btc on lend any more.',
      'The push in step 2 is gone.',
      'The push in step 7 is gone.',
    ])
  })

  it('keep loans where another book sells them, and drop them where none does', () => {
    const world = parseWorld(createWorld())
    const gone = (id: string) => removePart(world, partOf(world, `venues.${id}`))
    expect(gone('gamma').lost).toContain('lend sells btc on alpha now.')
    const only = removePart(gone('alpha').world, partOf(gone('alpha').world, 'venues.beta'))
    expect(only.world.venues['lend']).toMatchObject({ markets: { btc: { soldOn: 'gamma' } } })
    expect(only.lost).toContain('The market of eth on lend is gone.')
  })

  it('refuse a name that is none, or that is taken', () => {
    const world = parseWorld(createWorld())
    expect(refuseId(world, 'venues.beta', 'Two words')).toMatch(/small letter/)
    expect(refuseId(world, 'venues.beta', 'gamma')).toMatch(/already/)
    expect(refuseId(world, 'venues.beta', 'btc')).toBeNull()
    expect(renamePart(world, 'venues.beta', 'gamma').world).toBe(world)
  })

  it('speak of the copy where the first speaks of itself', () => {
    const world = writeAt(parseWorld(createWorld()), 'venues.alpha.treasury.run.after.0', {
      insolvent: 'alpha',
    })
    const copied = duplicatePart(world, partOf(world, 'venues.alpha')).world
    expect(Object.keys(copied.venues).slice(0, 2)).toEqual(['alpha', 'alpha2'])
    expect(readAt(copied, 'venues.alpha2.treasury.run.after.0')).toEqual({ insolvent: 'alpha2' })
    expect(readAt(copied, 'venues.alpha2.treasury.holdings.token.soldOn')).toBe('alpha2')
    expect(readAt(copied, 'venues.alpha2.treasury.placed')).toEqual({ bank: 5000, lend: 100 })
  })
})

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

describe('a share of nothing', () => {
  it('is said at its field as soon as the last crowd goes, and only where a share is', () => {
    const world = parseWorld({
      version: 2,
      seed: '1',
      steps: 10,
      assets: { btc: { startPrice: 100, fairValue: { path: [100] } } },
      venues: {
        alpha: {
          kind: 'exchange',
          insuranceFund: { shareOfOpenInterest: 0.01 },
          markets: { btc: { liquidity: { depth: 1000 } } },
          crowd: [{ traders: 10 }],
        },
      },
    })
    expect(findProblem(world)).toBeNull()
    const { alpha } = world.venues
    const alone = (changes: object) =>
      findProblem({ ...world, venues: { alpha: { ...alpha, crowd: [], ...changes } as typeof alpha } })
    expect(alone({})?.path).toBe('venues.alpha.insuranceFund')
    expect(alone({ insuranceFund: 0 })).toBeNull()
    const deep = { btc: { liquidity: { depth: { shareOfOpenInterest: 0.1 } } } }
    const shared = parseWorld({ ...world, venues: { alpha: { ...alpha, markets: deep } } }).venues['alpha']
    expect(alone({ ...shared, crowd: [], insuranceFund: 0 })?.path).toBe(
      'venues.alpha.markets.btc.liquidity.depth',
    )
  })
})
