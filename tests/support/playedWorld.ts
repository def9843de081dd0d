/** A run of a world on a session in the same thread, as the page plays it. */
import { createSessionClient, type SessionClient } from './sessionClient.ts'
import { WorldRun } from '../../src/stores/world/worldRun.svelte.ts'

export interface PlayedWorld extends SessionClient {
  readonly run: WorldRun
}

/** Opened, and gone on to its end where nothing else is wished. */
export async function playWorld(document: unknown, step = Infinity): Promise<PlayedWorld> {
  const session = createSessionClient()
  const run = new WorldRun(session.client)
  await run.open(document)
  if (run.error) throw new Error(run.error.message)
  await run.seek(Math.min(step, run.steps))
  return { ...session, run }
}
