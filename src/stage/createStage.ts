/**
 * Makes the stage that the browser can draw: with WebGL, or without it the plain one, which shows the chart and the crowd's
 * density on a 2D canvas, and says so.
 */
import type { Stage, StageOptions } from './stage.ts'
import type { StageWords } from './words.ts'

/** Lines and marks have soft edges of their own; Pixi warns of a context without a stencil. */
const CONTEXT: WebGLContextAttributes = { alpha: false, antialias: false, depth: false, stencil: true }

const ALONE: StageOptions = { isCompact: false, isPlain: false }

/** Loads the drawing library only here, and only where it can be of use. */
export async function createStage(
  host: HTMLElement,
  words: StageWords,
  options: StageOptions = ALONE,
): Promise<Stage> {
  // Asked for once: a second context, for a look whether there is one, takes as long to make as the first.
  const canvas = document.createElement('canvas')
  const context = options.isPlain ? null : canvas.getContext('webgl2', CONTEXT)
  if (context) {
    try {
      const { createWebglStage } = await import('./webglStage.ts')
      return await createWebglStage(host, words, context, options)
    } catch {
      // A library that could not be loaded: the plain picture still tells the run.
      host.replaceChildren()
    }
  }
  const { PlainStage } = await import('./plainStage.ts')
  return new PlainStage(host, words, options)
}
