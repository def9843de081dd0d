/**
 * What is published of a dial: it is read every so many steps, comes out some steps later, and is off by a share that is drawn
 * from a seed. So whoever watches sees what was, roughly. The same history and seed always give the same.
 */
import { Stream } from '../engine/random.ts'
import type { DialId } from './dial.ts'

export interface Publishing {
  /** Read at the opening and then in every so many steps. */
  readonly everySteps: number
  /** Between reading and publishing. */
  readonly delaySteps: number
  /** Half of the width of the share by which a figure is off, to either side: at 0.1 it is up to a tenth too high or too low. */
  readonly blur: number
}

export interface Published {
  /** NaN before the first figure is out, or where there was no such number. */
  readonly value: number
  /** Of which step it is; −1 before the first one. */
  readonly ofStep: number
}

/**
 * What is published at a step.
 * @param valueAt what the dial said at the end of a step, exactly
 */
export function published(
  id: DialId,
  { everySteps, delaySteps, blur }: Publishing,
  seed: string,
  step: number,
  valueAt: (step: number) => number,
): Published {
  const latest = step - delaySteps
  if (latest < 0) return { value: NaN, ofStep: -1 }
  const ofStep = latest - (latest % everySteps)
  return { value: valueAt(ofStep) * errorOf(id, blur, seed, ofStep), ofStep }
}

/** Of each figure its own, however many were published before. */
function errorOf(id: DialId, blur: number, seed: string, step: number): number {
  if (blur === 0) return 1
  return 1 + blur * (2 * new Stream(seed, `published ${id} ${step}`).uniform() - 1)
}
