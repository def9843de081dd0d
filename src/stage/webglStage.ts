/** The stage in WebGL, through Pixi: three pieces, drawn only when asked. */
import { readResolution } from './layout.ts'
import { CrowdPiece, ShapePiece } from './pieces.ts'
import { Picture } from './picture.ts'
import { PieceRenderer } from './pieceRenderer.ts'
import type { Redraw } from './redraw.ts'
import type { Scene } from './scene.ts'
import type { Stage, StageOptions } from './stage.ts'
import type { StageWords } from './words.ts'

const MOTION_SECONDS = 0.42
const INSTANT = 1e-4

class WebglStage extends Picture {
  readonly kind = 'webgl'
  readonly #renderer = new PieceRenderer()
  readonly #ground = new ShapePiece()
  readonly #crowd = new CrowdPiece()
  readonly #top = new ShapePiece()
  readonly #callbacks: ((lost: boolean) => void)[] = []
  readonly #gl: WebGL2RenderingContext
  #isLost = false

  /** Set while the first picture is on its way through the graphics card. */
  #first: WebGLSync | null = null
  #isShown = false

  constructor(
    host: HTMLElement,
    words: StageWords,
    context: WebGL2RenderingContext,
    { isCompact }: StageOptions,
  ) {
    super(host, words, { hasMarks: true, isCompact })
    this.#gl = context
  }

  async start(): Promise<void> {
    await this.#renderer.init({
      canvas: this.#gl.canvas as HTMLCanvasElement,
      context: this.#gl,
      manageImports: false,
    })
    this.paletteChanged()
    const { canvas } = this.#renderer
    canvas.ariaHidden = 'true'
    canvas.addEventListener('webglcontextlost', this.#onLost)
    canvas.addEventListener('webglcontextrestored', this.#onRestored)
    this.resize()
  }

  onContextLost(callback: (lost: boolean) => void): void {
    this.#callbacks.push(callback)
  }

  override render(nowMs: number): void {
    if (!this.#isUnderWay()) super.render(nowMs)
  }

  override destroy(): void {
    const { canvas } = this.#renderer
    canvas.removeEventListener('webglcontextlost', this.#onLost)
    canvas.removeEventListener('webglcontextrestored', this.#onRestored)
    this.#renderer.destroy()
    super.destroy()
  }

  protected draw(scene: Scene, { ground, marks, nowMs }: Redraw): void {
    if (this.#isLost) return
    const { width, height } = scene.layout
    if (ground) {
      this.#ground.painter.clear()
      this.paintGround(this.#ground.painter, scene)
      this.#ground.upload(width, height)
    }
    this.#top.painter.clear()
    this.paintTop(this.#top.painter, scene, nowMs)
    this.#top.upload(width, height)
    this.#crowd.upload(scene.crowd, marks)
    const motion = this.reducedMotion ? INSTANT : MOTION_SECONDS
    this.#crowd.aim(scene, nowMs / 1000, motion, this.#renderer.resolution)
    this.#renderer.draw([this.#ground, this.#crowd, this.#top])
    if (!this.#isShown && !this.#first) this.#follow()
  }

  protected fitCanvas(width: number, height: number): void {
    this.#renderer.resize(Math.max(1, width), Math.max(1, height), this.#resolution)
    this.#ground.painter.pixel = this.#top.painter.pixel = 1 / this.#resolution
  }

  protected paletteChanged(): void {
    const { r, g, b } = this.palette.ground
    this.#renderer.ground = [r / 255, g / 255, b / 255]
  }

  /**
   * The canvas joins the page when the first picture is done. The graphics card prepares its programs for it, and a page
   * that already shows the canvas stands still meanwhile, where the card is the processor for a tenth of a second and more.
   */
  #follow(): void {
    this.#first = this.#gl.fenceSync(this.#gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
    this.#gl.flush()
  }

  #isUnderWay(): boolean {
    const gl = this.#gl
    if (!this.#first) return false
    if (gl.clientWaitSync(this.#first, 0, 0) === gl.TIMEOUT_EXPIRED) return true
    gl.deleteSync(this.#first)
    this.#first = null
    this.#isShown = true
    this.root.prepend(this.#renderer.canvas)
    return false
  }

  get #resolution(): number {
    return readResolution()
  }

  readonly #onLost = (): void => {
    this.#isLost = true
    for (const callback of this.#callbacks) callback(true)
  }

  readonly #onRestored = (): void => {
    this.#isLost = false
    this.invalidate()
    for (const callback of this.#callbacks) callback(false)
  }
}

export async function createWebglStage(
  host: HTMLElement,
  words: StageWords,
  context: WebGL2RenderingContext,
  options: StageOptions,
): Promise<Stage> {
  const stage = new WebglStage(host, words, context, options)
  await stage.start()
  return stage
}
