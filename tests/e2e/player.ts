/** Builds the engine and the golden runs as the site is built, for a page that is no part of the site. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type * as player from '../golden/player.ts'

/** What the script puts into the page. */
export type Player = typeof player

/** A script that makes a player, under the name `golden`. */
export async function buildPlayer(): Promise<string> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('../../', import.meta.url)),
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'tests/golden/player.ts', formats: ['iife'], name: 'golden' },
    },
  })
  const [first] = [built].flat()
  if (!('output' in first)) throw new Error('The player was not built.')
  return first.output[0].code
}
