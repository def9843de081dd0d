/** A run at work: what it was told to do, its state, and its places. */
import type { Places } from './derive.ts'
import type { Program } from './program.ts'
import type { World } from './world.ts'

export interface Run {
  readonly program: Program
  readonly world: World
  readonly places: Places
}
