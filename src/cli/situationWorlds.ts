/** The worlds of the situations by their ids, for lessons that lay something over one of them. */
import type { WorldInput } from '../situations/situation.ts'
import { situationList } from '../situations/situationList.ts'

/** Lessons are read in one go, so that the worlds are there before. */
export const situationWorlds: ReadonlyMap<string, WorldInput> = new Map(
  await Promise.all(situationList.map(async ({ id, load }) => [id, (await load()).situation.world] as const)),
)
