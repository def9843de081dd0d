/**
 * Pixi's WebGL renderer with only the parts that three lists of points and triangles need: the context and its recovery,
 * buffers, programs, uniforms and blending. The ready-made `WebGLRenderer` also brings sprites, masks, filters, textures and
 * a scene graph; the picture has none of these, and a page that carries them loads a third more before it shows a thing. For the
 * same reason the canvas, its size and its ground are parts of our own: Pixi's treat the screen as one texture among many.
 */
import 'pixi.js/unsafe-eval'
import {
  AbstractRenderer,
  GlBufferSystem,
  GlContextSystem,
  GlEncoderSystem,
  GlGeometrySystem,
  GlShaderSystem,
  GlStateSystem,
  GlUniformGroupSystem,
  RendererType,
  type Geometry,
  type Shader,
  type SharedRendererOptions,
  type State,
} from 'pixi.js'

/** What one call draws. */
export type Piece = Readonly<{ geometry: Geometry; shader: Shader; state: State }>

type Options = SharedRendererOptions &
  Readonly<{ canvas: HTMLCanvasElement; context: WebGL2RenderingContext }>

/** The canvas in the page's own pixels, and how many of the screen's lie along one of them. */
class Canvas {
  canvas!: HTMLCanvasElement
  resolution = 1

  init({ canvas }: Options): void {
    this.canvas = canvas
  }

  resize(width: number, height: number, resolution: number): void {
    const { canvas } = this
    const [pixelWidth, pixelHeight] = [Math.round(width * resolution), Math.round(height * resolution)]
    this.resolution = resolution
    canvas.style.width = `${pixelWidth / resolution}px`
    canvas.style.height = `${pixelHeight / resolution}px`
    // To set a size empties the canvas, even where it is the same.
    if (canvas.width !== pixelWidth) canvas.width = pixelWidth
    if (canvas.height !== pixelHeight) canvas.height = pixelHeight
  }

  destroy(): void {
    // The canvas belongs to who brought it.
  }
}

/** The screen is the only target, so nobody has to be told of another. */
class Screen {
  gl!: WebGL2RenderingContext
  readonly onRenderTargetChange = {
    add(): void {
      // It never changes.
    },
  }

  contextChange(gl: WebGL2RenderingContext): void {
    this.gl = gl
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

/** The pieces are few and stay as long as the stage: nothing of theirs is ever unused. */
class NoCollector {
  readonly now = 0

  addResourceHash(): void {
    // Pixi's own would look through it from time to time.
  }

  destroy(): void {
    // Nothing was kept.
  }
}

/** In the order in which Pixi starts them: a part may ask only for those before it. */
const PARTS = {
  view: Canvas,
  gc: NoCollector,
  context: GlContextSystem,
  limits: NoLimits,
  buffer: GlBufferSystem,
  renderTarget: Screen,
  geometry: GlGeometrySystem,
  uniformGroup: GlUniformGroupSystem,
  shader: GlShaderSystem,
  encoder: GlEncoderSystem,
  state: GlStateSystem,
}

type Config = ConstructorParameters<typeof AbstractRenderer>[0]

export class PieceRenderer extends AbstractRenderer<object, Options> {
  declare readonly encoder: GlEncoderSystem
  declare readonly renderTarget: Screen
  /** Red, green and blue of what lies beneath all pieces, each from 0 to 1. */
  ground: readonly [number, number, number] = [0, 0, 0]

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

  override resize(width: number, height: number, resolution: number): void {
    this.view.resize(width, height, resolution)
  }

  /** Clears the screen and draws the pieces, the first one lowest. */
  draw(pieces: readonly Piece[]): void {
    const { gl } = this.renderTarget
    gl.viewport(0, 0, this.canvas.width, this.canvas.height)
    gl.clearColor(...this.ground, 1)
    gl.clear(gl.COLOR_BUFFER_BIT)
    for (const piece of pieces) this.encoder.draw(piece)
  }
}
