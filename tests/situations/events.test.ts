// What was reported of events lies beside what the model gives.
import { expect, test } from 'vitest'
import { all, proveAll } from '../support/situationProofs.ts'

proveAll('event')

test('events come after situations, each with figures that were reported', () => {
  const kinds = all.map(({ kind }) => kind)
  expect(kinds).toEqual(kinds.toSorted().toReversed())
  for (const { kind, situation } of all) {
    if (kind === 'event') expect(situation.reported.length, situation.id).toBeGreaterThan(0)
    if (kind === 'event') expect(situation.leftOut.length, situation.id).toBeGreaterThan(0)
  }
})
