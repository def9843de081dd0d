/**
 * One figure on the screen: a canvas that Chart.js draws, and the cursor above it. It is fed with contents and knows no store and
 * no framework. Chart.js is loaded with the first plot.
 */
import type { Chart, Plugin } from 'chart.js'
import './charts.css'
import { Cursor } from './cursor.ts'
import { type Dataset, fillDatasets } from './datasets.ts'
import type { Content } from './figure.ts'
import { readPalette, type Palette } from './palette.ts'
import { PICTURE_FINENESS } from './pictureParts.ts'
import { createConfig, type PlotConfig, spanOf } from './plotConfig.ts'

type ChartClass = typeof Chart
type DrawnChart = Chart<'line' | 'bar', Dataset['data']>

export class Plot {
  readonly #ChartClass: ChartClass
  readonly #host: HTMLElement
  readonly #cursor: Cursor
  #chart: DrawnChart | null = null
  #content: Content
  #index: number | null = null

  private constructor(ChartClass: ChartClass, host: HTMLElement, content: Content) {
    this.#ChartClass = ChartClass
    this.#host = host
    this.#content = content
    this.#cursor = new Cursor(host)
    this.#build()
  }

  /** @param host an element with a size and a position of its own; the plot fills it */
  static async create(host: HTMLElement, content: Content): Promise<Plot> {
    const { Chart } = await import('./chartParts.ts')
    return new Plot(Chart, host, content)
  }

  update(content: Content): void {
    const before = this.#content
    this.#content = content
    if (!this.#chart || !isAlike(before, content)) return this.#build()
    this.#feed(this.#chart)
    this.#chart.update('none')
  }

  /** Reads colors and type anew: after another theme, forced colors or another size of type. */
  restyle(): void {
    this.#build()
  }

  /** Shows the cursor at a point, or none. */
  setCursor(index: number | null): void {
    this.#index = index
    if (this.#chart) this.#cursor.place(this.#chart as Chart, this.#content, index)
  }

  /** The point at a place of the screen, or null outside of the picture's data. */
  indexAt(clientX: number): number | null {
    const { x } = this.#chart?.scales ?? {}
    if (!x) return null
    const value = x.getValueForPixel(clientX - this.#host.getBoundingClientRect().left) ?? -1
    const { axis, count } = this.#content
    const index = axis.kind === 'time' ? Math.round(value) : Math.floor(value)
    if (value < -0.02 * spanOf(this.#content) || index >= count) return null
    return Math.max(0, index)
  }

  destroy(): void {
    this.#drop()
    this.#cursor.remove()
  }

  /** A picture apart from the page, in the present colors. */
  drawApart(
    content: Content,
    width: number,
    height: number,
  ): { canvas: HTMLCanvasElement; palette: Palette } {
    const palette = readPalette(this.#host)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const config = createConfig(content, palette, () => content.axis, width)
    const options = { ...config.options, responsive: false, devicePixelRatio: PICTURE_FINENESS }
    const chart = new this.#ChartClass(canvas, { ...config, options } as PlotConfig)
    const copy = document.createElement('canvas')
    copy.width = canvas.width
    copy.height = canvas.height
    copy.getContext('2d')?.drawImage(canvas, 0, 0)
    chart.destroy()
    return { canvas: copy, palette }
  }

  #drop(): void {
    const canvas = this.#chart?.canvas
    this.#chart?.destroy()
    canvas?.remove()
    this.#chart = null
  }

  #build(): void {
    this.#drop()
    const canvas = document.createElement('canvas')
    // Described by the reading, the table and the keyboard reading.
    canvas.setAttribute('aria-hidden', 'true')
    this.#host.prepend(canvas)
    const palette = readPalette(this.#host)
    const readAxis = () => this.#content.axis
    const config = createConfig(this.#content, palette, readAxis, this.#host.clientWidth)
    const cursor: Plugin<'line' | 'bar'> = {
      id: 'cursor',
      resize: (chart) => this.#fit(chart as DrawnChart, palette),
      afterDraw: (chart) => this.#cursor.place(chart as Chart, this.#content, this.#index),
    }
    this.#chart = new this.#ChartClass(canvas, { ...config, plugins: [cursor] })
  }

  /** After another size: more or fewer points. The type's size is part of the options, so larger type means a new picture. */
  #fit(chart: DrawnChart, palette: Palette): void {
    this.#feed(chart)
    if (readPalette(this.#host).fontSize === palette.fontSize) return
    queueMicrotask(() => {
      if (this.#chart === chart) this.#build()
    })
  }

  #feed(chart: DrawnChart): void {
    fillDatasets(chart.data.datasets as Dataset[], this.#content, this.#host.clientWidth)
    const x = chart.options.scales?.['x']
    if (x) x.max = spanOf(this.#content)
  }
}

/** Whether two contents differ in numbers only. */
function isAlike(a: Content, b: Content): boolean {
  const keys = ({ columns }: Content) => columns.map(({ trace }) => trace.key).join()
  return keys(a) === keys(b) && a.axis.kind === b.axis.kind
}
