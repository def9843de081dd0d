/**
 * The stage without WebGL: the same chart, and the crowd as a density instead of single marks, on a 2D canvas. A label says so.
 */
import { readResolution } from './layout.ts'
import { CanvasPainter } from './canvasPainter.ts'
import { Picture } from './picture.ts'
import type { Redraw } from './redraw.ts'
import type { Scene } from './scene.ts'
import type { StageOptions } from './stage.ts'
import type { StageWords } from './words.ts'

export class PlainStage extends Picture {
  readonly kind = 'plain'
  readonly #canvas = document.createElement('canvas')
  readonly #context: CanvasRenderingContext2D
  readonly #painter: CanvasPainter

  constructor(host: HTMLElement, words: StageWords, { isCompact }: StageOptions) {
    super(host, words, { hasMarks: false, isCompact })
    const context = this.#canvas.getContext('2d')
    if (!context) throw new Error('This browser has no canvas to draw on.')
    this.#context = context
    this.#painter = new CanvasPainter(context)
    this.#canvas.ariaHidden = 'true'
    this.root.prepend(this.#canvas)
    this.resize()
  }

  /** A plain canvas is never lost. */
  onContextLost(): void {}

  protected draw(scene: Scene, { nowMs }: Redraw): void {
    const { width, height } = scene.layout
    this.#painter.rect(0, 0, width, height, this.palette.ground, 1)
    this.paintGround(this.#painter, scene)
    this.paintTop(this.#painter, scene, nowMs)
  }

  protected fitCanvas(width: number, height: number): void {
    const resolution = readResolution()
    this.#canvas.width = Math.max(1, Math.round(width * resolution))
    this.#canvas.height = Math.max(1, Math.round(height * resolution))
    this.#canvas.style.width = `${width}px`
    this.#canvas.style.height = `${height}px`
    this.#context.setTransform(resolution, 0, 0, resolution, 0, 0)
  }

  protected paletteChanged(): void {
    // Colors are read anew with every drawing.
  }
}
