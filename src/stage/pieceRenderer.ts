/**
 * Pixi's WebGL renderer with only the parts that three lists of points and triangles need: the context and its recovery,
 * buffers, programs, uniforms and blending. The ready-made `WebGLRenderer` also brings sprites, masks, filters, textures and
 * a scene graph; the picture has none of these, and a page that carries them loads a third more before it shows a thing.
 */
import 'pixi.js/unsafe-eval'
import {
  AbstractRenderer,
  BackgroundSystem,
  CLEAR,
  GCSystem,
  GlBufferSystem,
  GlContextSystem,
  GlEncoderSystem,
  GlGeometrySystem,
  GlRenderTargetSystem,
  GlShaderSystem,
  GlStateSystem,
  GlUniformGroupSystem,
  RendererType,
  ViewSystem,
  type Geometry,
  type Shader,
  type SharedRendererOptions,
  type State,
} from 'pixi.js'

/** What one call draws. */
export type Piece = Readonly<{ geometry: Geometry; shader: Shader; state: State }>

type Options = SharedRendererOptions & Readonly<{ gcActive: boolean; context: WebGL2RenderingContext }>

/** The screen is the only target and nothing reads it back, so there is never a texture to take off it. */
class NoTextures {
  unbind(): void {
    // Nothing was bound.
  }

  destroy(): void {
    // Nothing was made.
  }
}

/** Pixi's own asks the graphics card by compiling programs. Only textures and blocks of uniforms have limits that matter here. */
class NoLimits {
  readonly maxUniformBindings = 0

  destroy(): void {
    // Nothing was made.
  }
}

/** In the order in which Pixi starts them: a part may ask only for those before it. */
const PARTS = {
  background: BackgroundSystem,
  view: ViewSystem,
  gc: GCSystem,
  context: GlContextSystem,
  limits: NoLimits,
  buffer: GlBufferSystem,
  texture: NoTextures,
  renderTarget: GlRenderTargetSystem,
  geometry: GlGeometrySystem,
  uniformGroup: GlUniformGroupSystem,
  shader: GlShaderSystem,
  encoder: GlEncoderSystem,
  state: GlStateSystem,
}

type Config = ConstructorParameters<typeof AbstractRenderer>[0]

export class PieceRenderer extends AbstractRenderer<object, Options> {
  declare readonly encoder: GlEncoderSystem
  declare readonly renderTarget: GlRenderTargetSystem

  constructor() {
    const systems = Object.entries(PARTS).map(([name, value]) => ({ name, value }))
    super({
      name: 'pieces',
      type: RendererType.WEBGL,
      systems: systems as unknown as Config['systems'],
      renderPipes: [],
      renderPipeAdaptors: [],
    })
  }

  /** Clears the screen and draws the pieces, the first one lowest. */
  draw(pieces: readonly Piece[]): void {
    const { colorRgba: clearColor } = this.background
    this.renderTarget.bind({ target: this.view.renderTarget, clear: CLEAR.ALL, clearColor })
    for (const piece of pieces) this.encoder.draw(piece)
  }
}
