/** The reviewed runs of the golden worlds, with the hash of the last state, which Node computes anew. */
import { readFileSync } from 'node:fs'
import { goldenWorlds, playWorldByName, type GoldenWorldRun } from '../golden/playWorld.ts'

export const worldNames = goldenWorlds.map(({ name }) => name)

export function readReviewedWorld(name: string): { run: GoldenWorldRun; stateHash: string } {
  const file = new URL('../golden/goldenWorlds.json', import.meta.url)
  const runs = JSON.parse(readFileSync(file, 'utf8')) as Record<string, GoldenWorldRun>
  return { run: runs[name], stateHash: playWorldByName(name).stateHash }
}
