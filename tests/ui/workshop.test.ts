/**
 * Goal: each number of a world has a field with its words in the form of some part; a field gives a world that can be opened, or an
 * error that the form shows at a field; and what a form offers is always valid to choose.
 * Method: all fields of all parts of all worlds, set to the ends of their sliders and to each of their options.
 */
import { describe, expect, it } from 'vitest'
import { writeAt } from '../../src/schema/documentPath.ts'
import { RULE_KINDS } from '../../src/schema/event.ts'
import { settings } from '../../src/schema/parameterTable.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { worldParameters } from '../../src/schema/worldTable.ts'
import { findProblem, partOf, toPlainPath } from '../../src/stores/world/workshopEdits.ts'
import { listParts, type WorkshopPart } from '../../src/stores/world/workshopParts.ts'
import type { WorkshopField } from '../../src/ui/contagion/workshop/field.ts'
import { findField, listGroups } from '../../src/ui/contagion/workshop/forms.ts'
import { createRule } from '../../src/ui/contagion/workshop/ruleFields.ts'
import { listWorkshopWorlds } from '../support/workshopWorlds.ts'
import { createWorld } from '../support/worldDocuments.ts'

const worlds = await listWorkshopWorlds()
const everything = parseWorld(createWorld())

function listFields(world: WorldDocument): WorkshopField[] {
  return listParts(world).flatMap((part) => listGroups(world, part).flatMap(({ fields }) => fields))
}

/** One field of each name and kind of part. */
function listDifferent(world: WorldDocument): (readonly [part: WorkshopPart, field: WorkshopField])[] {
  const fields = listParts(world).flatMap((part) =>
    listGroups(world, part).flatMap(({ fields: own }) =>
      own.map((field): [string, [WorkshopPart, WorkshopField]] => [
        `${part.kind} ${field.label}`,
        [part, field],
      ]),
    ),
  )
  return [...new Map(fields).values()]
}

/** Worlds that differ from another by one use of one field. */
function* useField(world: WorldDocument, field: WorkshopField): Generator<WorldDocument> {
  switch (field.kind) {
    case 'number':
      for (const value of [field.row.slider.from, field.row.slider.to, field.row.default])
        yield field.apply(world, value)
      break
    case 'pair':
      yield field.apply(world, { [field.pair.field]: field.pair.share.slider.to })
      yield field.apply(world, field.pair.plain.slider.to)
      break
    case 'choice':
      for (const [option] of field.options) yield field.apply(world, option)
      break
    case 'switch':
      yield field.apply(world, !field.isOn)
      yield field.apply(field.apply(world, !field.isOn), field.isOn)
      break
    case 'layers':
      yield field.apply(world, [])
      break
    case 'text':
      yield field.apply(world, 'x')
  }
}

function keysOf(field: WorkshopField): string[] {
  if (field.kind === 'number') return [field.row.key]
  if (field.kind === 'pair') return [field.pair.key, field.pair.shareKey]
  return []
}

describe('the forms of the workshop', () => {
  it('have a field for each number of both tables', () => {
    const processes = ['studentT', 'jumps', 'garch'].map((process) =>
      parseWorld(writeAt(everything, 'assets.eth.fairValue', { process })),
    )
    const on = [
      writeAt(everything, 'venues.beta.circuitBreaker', { move: 0.1, windowSteps: 1, haltSteps: 1 }),
      writeAt(everything, 'venues.alpha.markets.eth.hedge', { pool: 'beta', share: 1, everySteps: 1 }),
    ]
    const rules = RULE_KINDS.map((rule) => {
      const set = createRule(everything, { step: 1, kind: 'rule', venue: 'alpha' }, rule)
      return writeAt(everything, 'shocks.0', set)
    })
    const found = new Set([everything, ...processes, ...on, ...rules].flatMap(listFields).flatMap(keysOf))
    // A market has them from its asset.
    const elsewhere = ['market.startPrice']
    // In a world they are rows of its own, with other limits.
    const replaced = ['venue.maintenanceMargin']
    const numbers = [...settings.filter(({ kind }) => kind === undefined), ...worldParameters]
    const missing = numbers.map(({ key }) => key).filter((key) => !found.has(key))
    expect(missing.toSorted()).toEqual([...elsewhere, ...replaced].toSorted())
  })

  it('have a field for each choice and each list of the table', () => {
    const fields = listFields(everything)
    for (const row of settings) {
      if (row.kind === undefined) continue
      expect(
        fields.some(({ label }) => label === row.label),
        row.key,
      ).toBe(true)
    }
  })

  it('tell each field from the others by its place', () => {
    for (const world of worlds)
      for (const part of listParts(world)) {
        const groups = listGroups(world, part)
        const paths = groups.flatMap(({ fields }) => fields.map(({ path }) => path))
        expect(new Set(paths).size, part.path).toBe(paths.length)
        expect(new Set(groups.map(({ title }) => title)).size, part.path).toBe(groups.length)
      }
  })

  it('give a world that can be opened, or an error at one of the fields of its part', () => {
    for (const world of worlds)
      for (const [, field] of listDifferent(world)) {
        const before = JSON.stringify(world)
        for (const changed of useField(world, field)) {
          const problem = findProblem(changed)
          if (problem === null) continue
          // An account that has no place in the form is spoken of above it.
          if (Number(/accounts\[(\d+)\]/.exec(problem.path)?.[1]) >= 20) continue
          const part = partOf(changed, toPlainPath(problem.path))
          expect(findField(listGroups(changed, part), problem), problem.message).not.toBeNull()
        }
        expect(JSON.stringify(world)).toBe(before)
      }
  })

  it('offer nothing in a choice that cannot be chosen', () => {
    for (const world of worlds)
      for (const [part, field] of listDifferent(world)) {
        if (field.kind !== 'choice') continue
        expect(field.options.map(([option]) => option)).toContain(field.value)
        for (const [option] of field.options) {
          const changed = field.apply(world, option)
          const problem = findProblem(changed)
          // Another part may have relied on it, and is named then.
          if (problem !== null && partOf(changed, toPlainPath(problem.path)).path === part.path)
            expect.unreachable(`${field.path}, ${option}: ${problem.message}`)
        }
      }
  })

  it('take what a group offers, and give a valid world', () => {
    for (const world of worlds)
      for (const part of listParts(world))
        for (const { acts = [] } of listGroups(world, part))
          for (const { label, apply } of acts)
            expect(findProblem(apply(world))?.message, `${part.path}: ${label}`).toBeUndefined()
  })

  it('speak of an exchange only where there is one, and say of an asset that nobody trades it', () => {
    const wordsOf = (field: WorkshopField) => [
      field.label,
      field.kind === 'pair' ? field.pair.plain.explain + field.pair.share.explain : '',
      field.kind === 'number' ? field.row.explain : '',
    ]
    for (const part of listParts(everything).filter(({ kind }) => kind === 'venue')) {
      if (everything.venues[part.path.split('.')[1]].kind === 'exchange') continue
      const fields = listGroups(everything, part).flatMap((group) => group.fields)
      expect(fields.map(({ label }) => label)).toContain('Own money')
      expect(fields.flatMap(wordsOf).join(' ')).not.toMatch(/exchange/i)
    }
    const idle = { startPrice: 1, fairValue: { path: [1] } }
    const world = parseWorld({ ...everything, assets: { ...everything.assets, idle } })
    const notes = listParts(world)
      .filter(({ kind }) => kind === 'asset')
      .map((part) => listGroups(world, part)[0].note)
    expect(notes.at(-1)).toMatch(/^Nobody trades it yet\. /)
    expect(notes.slice(0, -1).every((note) => note === undefined)).toBe(true)
  })
})
