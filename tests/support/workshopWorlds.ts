/** Worlds to build on: the smallest one, the world of everything, every situation, and random ones. */
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { situationList } from '../../src/situations/situationList.ts'
import { createSmallestWorld } from '../../src/stores/world/workshopAdditions.ts'
import { randomWorld } from './randomWorld.ts'
import { createWorld } from './worldDocuments.ts'

const RANDOM = 3

export async function listWorkshopWorlds(): Promise<WorldDocument[]> {
  const situations = await Promise.all(situationList.map(({ load }) => load()))
  return [
    createSmallestWorld(),
    parseWorld(createWorld()),
    ...situations.map(({ situation }) => parseWorld(situation.world)),
    ...Array.from({ length: RANDOM }, (_, seed) => parseWorld(randomWorld(seed))),
  ]
}
