/**
 * Leaves out of the build what the stage can never reach in Pixi: its own events and accessibility tree (the page has both in
 * HTML; src/stage/webglStage.ts starts the renderer with `manageImports: false`, so Pixi does not ask for them), the scene graph,
 * textures and colors (src/stage/pieceRenderer.ts draws lists of triangles on the screen and clears it by itself), sprite sheets,
 * masks and video, programs for WebGPU, what `pixi.js/unsafe-eval` puts its own in the place of, and its parts for particles and
 * blocks of uniforms, uniforms that are objects of Pixi's own, and warnings of what is old. Pixi's index pulls them in although
 * nothing uses them. Each stands here with what its importers name. Pixi would also open a second context to ask how precise a
 * fragment program can be; WebGL 2, which the programs of the stage need, promises "highp".
 */
import type { Plugin } from 'vite'

const MODULES_LEFT_OUT: Readonly<Record<string, string>> = {
  '/browserExt.mjs': 'export const browserExt = { type: [] }',
  '/webworkerExt.mjs': 'export const webworkerExt = { type: [] }',
  '/deprecation.mjs':
    "export const deprecation = () => {}, v8_0_0 = '', v8_3_4 = '', v8_21_0 = '', v8_22_0 = ''",
  '/uniformParsers.mjs': 'export const uniformParsers = []',
  '/spritesheet/init.mjs': 'export {}',
  '/rendering/init.mjs': 'export {}',
  '/container/Container.mjs':
    'export class Container {} export const UPDATE_BLEND = 0, UPDATE_COLOR = 0, UPDATE_TRANSFORM = 0, UPDATE_VISIBLE = 0',
  '/bounds/Bounds.mjs': 'export class Bounds {}',
  '/getGeometryBounds.mjs': 'export const getGeometryBounds = undefined',
  '/color/Color.mjs': 'export class Color {}',
  '/textureFrom.mjs':
    'export const autoDetectSource = undefined, resourceToTexture = undefined, textureFrom = undefined',
  '/sources/TextureSource.mjs': 'export class TextureSource {}',
  '/TextureStyle.mjs': 'export class TextureStyle {}',
  '/TextureView.mjs': 'export class TextureView {}',
  '/GpuProgram.mjs': 'export class GpuProgram {}',
  '/GenerateShaderSyncCode.mjs': 'export const generateShaderSyncCode = undefined',
  '/utils/generateUniformsSync.mjs': 'export const generateUniformsSync = undefined',
  '/particle-container/shared/ParticleBuffer.mjs': 'export class ParticleBuffer {}',
  '/particle/generateParticleUpdatePolyfill.mjs': 'export const generateParticleUpdatePolyfill = undefined',
  '/GlUboSystem.mjs': 'export class GlUboSystem {}',
  '/GpuUboSystem.mjs': 'export class GpuUboSystem {}',
  '/UboSystem.mjs': 'export class UboSystem {}',
  '/getMaxFragmentPrecision.mjs': "export const getMaxFragmentPrecision = () => 'highp'",
  '/ubo/generateUboSyncPolyfill.mjs':
    'export const generateUboSyncPolyfillSTD40 = undefined, generateUboSyncPolyfillWGSL = undefined',
}
const PREFIX = '\0pixi-left-out:'

export function leanPixi(): Plugin {
  return {
    name: 'lean-pixi',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer?.includes('/pixi.js/')) return undefined
      const ending = Object.keys(MODULES_LEFT_OUT).find((name) => source.endsWith(name))
      return ending === undefined ? undefined : { id: PREFIX + ending, moduleSideEffects: false }
    },
    load: (id) => (id.startsWith(PREFIX) ? MODULES_LEFT_OUT[id.slice(PREFIX.length)] : undefined),
  }
}
