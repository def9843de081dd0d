/** A world in the worker's session, beside the same one in the engine alone. */
import { createSessionClient } from './sessionClient.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { CrowdFrame, Frame } from '../../src/schema/frame.ts'
import type { OpenedWorld } from '../../src/schema/message.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

export const runId = 1

export const create = (document: unknown) => Simulation.create(parseWorld(document), { events: true })

export async function openWorld(document: unknown) {
  const { client } = createSessionClient()
  const opened: OpenedWorld = await client.request('openWorld', { runId, document })
  return { client, opened }
}

/** Crowds as the page has them: the last that came, of each market. */
export function keep(seen: readonly CrowdFrame[], frame: Frame): CrowdFrame[] {
  return frame.crowds.map((crowd, place) => crowd ?? seen[place])
}
