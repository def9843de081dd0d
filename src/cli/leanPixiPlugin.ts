/**
 * Leaves out of the build what the stage can never reach in Pixi: its own events and accessibility tree (the page has both in
 * HTML; src/stage/webglStage.ts starts the renderer with `manageImports: false`, so Pixi does not ask for them) and sprite
 * sheets. Pixi's index pulls them in although nothing uses them.
 */
import type { Plugin } from 'vite'

const UNUSED = /\/(browserAll|webworkerAll|spritesheet\/init)\.mjs$/
const EMPTY = '\0pixi-left-out'

export function leanPixi(): Plugin {
  return {
    name: 'lean-pixi',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source, importer) =>
      UNUSED.test(source) && importer?.includes('/pixi.js/')
        ? { id: EMPTY, moduleSideEffects: false }
        : undefined,
    load: (id) => (id === EMPTY ? 'export {}' : undefined),
  }
}
