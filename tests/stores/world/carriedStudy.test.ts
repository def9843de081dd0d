/**
 * Goal: what carried it is told as it comes in, can be stopped, and a newer question takes the place of the one before.
 * Method: a pool whose batches wait for a gate.
 */
import { expect, it } from 'vitest'
import { HeldPool } from '../../support/heldPool.ts'
import { inProcessPool } from '../../support/inProcessPool.ts'
import { createContagion } from '../../support/riskDocuments.ts'
import { until } from '../../support/until.ts'
import { findCarried } from '../../../src/risk/carried.ts'
import type { WorldDocument } from '../../../src/schema/world.ts'
import { CarriedStudy } from '../../../src/stores/world/carried.svelte.ts'

const world = createContagion() as WorldDocument

/** The first batch is done, and no other ever is. */
class SlowPool extends HeldPool {
  override perform(...batch: Parameters<HeldPool['perform']>): ReturnType<HeldPool['perform']> {
    if (this.batches > 0) this.gate = new Promise(() => {})
    return super.perform(...batch)
  }
}

it('is the answer of the same question without a page, from the first seed on', async () => {
  const study = new CarriedStudy(new HeldPool())
  expect([study.now, study.progress]).toEqual([null, null])
  await study.ask(world, 'alpha')
  expect(study.now).toEqual(
    await findCarried({ document: world, pushed: 'alpha', from: 1, runs: 20 }, inProcessPool()),
  )
  expect(study.progress).toBeNull()
})

it('tells how far it is, stops, and keeps what is known until it is forgotten', async () => {
  const pool = new SlowPool()
  const study = new CarriedStudy(pool)
  const asked = study.ask(world, null, 40)
  expect(study.progress).toBe(0)
  await until(() => study.progress !== 0)
  expect(study.progress).toBe(0.5)
  study.cancel()
  await asked
  expect([study.progress, study.asked.problem]).toEqual([null, null])
  expect(study.now?.rows[0].runs).toBeGreaterThan(0)
  study.clear()
  expect(study.now).toBeNull()
})

it('gives a newer question its place', async () => {
  const pool = new HeldPool()
  const study = new CarriedStudy(pool)
  const first = study.ask(world, null, 40)
  const second = study.ask(world, 'bank', 5)
  await Promise.all([first, second])
  expect([study.now?.question.pushed, study.now?.rows[0].runs]).toEqual(['bank', 5])
})
