/**
 * Goal: whatever is built in the workshop, whole parts come and go without leaving a reference to nothing, and a world that cannot be
 * opened says where.
 * Method: random sequences of edits on the smallest world, the world of everything, all situations and random worlds; and edits by hand.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Simulation } from '../../../src/engine/simulation.ts'
import { readAt, writeAt } from '../../../src/schema/documentPath.ts'
import { parseWorld } from '../../../src/schema/parseDocument.ts'
import { addPart, createSmallestWorld, refuseAddition } from '../../../src/stores/world/workshopAdditions.ts'
import {
  duplicatePart,
  findProblem,
  partOf,
  refuseId,
  removePart,
  renamePart,
} from '../../../src/stores/world/workshopEdits.ts'
import { listParts } from '../../../src/stores/world/workshopParts.ts'
import { runs } from '../../support/arbitraries.ts'
import { createWorld } from '../../support/worldDocuments.ts'
import { listWorkshopWorlds } from '../../support/workshopWorlds.ts'
import { ADDABLE, editAt, FULL } from '../../support/workshopActs.ts'

const worlds = await listWorkshopWorlds()

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
