/**
 * Goal: a snapshot is plain data, and nothing that anybody writes can reach from it into a run or back (docs/model.md section 9).
 * Method: everything that can be reached from state and snapshots is walked; then each is written over and the other is looked at.
 */
import { describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { goldenScenarios } from '../golden/scenarios.ts'

const NAMES = [
  'a living crowd, news and halts',
  'deleveraging pro rata',
  'latency, part closes and a late index',
]
const documents = goldenScenarios.filter(({ name }) => NAMES.includes(name))

function runHalfway(document: unknown): Simulation {
  const simulation = Simulation.create(parseScenario(document))
  simulation.advance(Math.floor(simulation.program.document.steps / 2))
  return simulation
}

/** Every object and every piece of memory that can be reached, itself included. */
function collectParts(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  if (ArrayBuffer.isView(value)) found.add(value.buffer)
  else for (const inner of Object.values(value)) collectParts(inner, found)
  return found
}

const PLAIN = new Set<unknown>([
  Object.prototype,
  Array.prototype,
  ...[Float64Array, Float32Array, Int32Array, Uint16Array, Uint8Array].map(
    ({ prototype }) => prototype as object,
  ),
])

/** Paths of what is neither a number, a text, a truth value, nothing, a typed array, nor a list or an object of these. */
function listOdd(value: unknown, path = 'snapshot'): string[] {
  if (['number', 'string', 'boolean'].includes(typeof value) || value === null) return []
  if (typeof value !== 'object' || !PLAIN.has(Object.getPrototypeOf(value))) return [path]
  if (ArrayBuffer.isView(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => listOdd(inner, `${path}.${key}`))
}

/** Writes over every number that can be reached. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value))
    if (typeof inner === 'number') (value as Record<string, number>)[key] = 77
    else spoil(inner)
}

test('the walk and the list see what they are there for', () => {
  const memory = new Float64Array(2)
  expect(collectParts({ a: [memory] }).has(memory.buffer)).toBe(true)
  expect(listOdd({ a: [new Map()], b: { c: undefined, d: () => 1 }, e: [memory, 'x', null] })).toEqual([
    'snapshot.a.0',
    'snapshot.b.c',
    'snapshot.b.d',
  ])
})

describe.each(documents)('a snapshot of $name', ({ document }) => {
  test('holds plain data only', () => {
    expect(documents).toHaveLength(NAMES.length)
    const snapshot = runHalfway(document).snapshot()
    expect(listOdd(snapshot)).toEqual([])
    expect(structuredClone(snapshot)).toEqual(snapshot)
  })

  test('shares nothing with the run, with another snapshot, or with a run that goes on from it', () => {
    const simulation = runHalfway(document)
    const snapshot = simulation.snapshot()
    const restored = Simulation.restore(simulation.program, snapshot)
    const parts = collectParts(snapshot)
    expect(parts.size).toBeGreaterThan(30)
    for (const other of [simulation.world, simulation.program, simulation.snapshot(), restored.world])
      expect([...collectParts(other)].filter((part) => parts.has(part))).toEqual([])
  })

  test('changes nothing when it is written over, and is not changed when the run goes on', () => {
    const simulation = runHalfway(document)
    const whole = runHalfway(document)
    whole.advance(20)
    const snapshot = simulation.snapshot()
    const kept = structuredClone(snapshot)
    const restored = Simulation.restore(simulation.program, snapshot)
    for (const run of [simulation, restored]) run.advance(20)
    expect(snapshot).toEqual(kept)
    expect([simulation.hash(), restored.hash()]).toEqual([whole.hash(), whole.hash()])
    spoil(snapshot)
    expect(snapshot).not.toEqual(kept)
    expect([simulation.hash(), restored.hash()]).toEqual([whole.hash(), whole.hash()])
  })
})
