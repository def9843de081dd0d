/** What differs from seed to seed of a night: each number drawn from the seed by its own name, so that one more moves no other. */
import { Stream } from '../../engine/random.ts'
import type { Draw } from '../../nights/night.ts'

/** Endless nights never get to where a document is not valid. */
const MOST_FALL = -0.9

export interface Drawn {
  readonly writes: readonly { readonly path: string; readonly value: number }[]
  /** Draws that have a calm in their place and came all the same. */
  readonly came: readonly string[]
}

/** @param level how often it has grown */
export function drawAll(draws: Readonly<Record<string, Draw>>, seed: string, level = 0): Drawn {
  const writes: Drawn['writes'][number][] = []
  const came: string[] = []
  for (const [name, draw] of Object.entries(draws)) {
    const stream = new Stream(seed, `night ${name}`)
    const comes = stream.uniform() < draw.in && !(draw.unless !== undefined && came.includes(draw.unless))
    const value = drawOne(draw, stream.uniform(), level)
    if (comes && draw.else !== undefined) came.push(name)
    for (const path of draw.writes) writes.push({ path, value: comes ? value : (draw.else ?? value) })
  }
  return { writes, came }
}

function drawOne({ from, to, whole, grows }: Draw, u: number, level: number): number {
  if (whole) return from + Math.floor(u * (to - from + 1))
  let value = from + u * (to - from)
  for (let i = 0; i < level; i++) value *= 1 + grows
  // As short as a person would write it: so a document with it is.
  return Math.max(MOST_FALL, Math.round(value * 1e6) / 1e6)
}
