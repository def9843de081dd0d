/**
 * The place that is pointed at: a line (or a band over a class) with a dot on each trace, as elements above the canvas, so that
 * moving it over all figures at once draws none of them anew.
 */
import type { Chart } from 'chart.js'
import { RIGHT } from './datasets.ts'
import type { Content } from './figure.ts'

export class Cursor {
  readonly #host: HTMLElement
  readonly #line = document.createElement('div')
  readonly #dots: HTMLElement[] = []

  constructor(host: HTMLElement) {
    this.#host = host
    this.#line.className = 'chart-cursor'
    this.#line.hidden = true
    host.append(this.#line)
  }

  place(chart: Chart, content: Content, index: number | null): void {
    const isShown = index !== null && index >= 0 && index < content.count
    this.#line.hidden = !isShown
    for (const dot of this.#dots) dot.hidden = true
    if (!isShown) return
    const isClass = content.axis.kind === 'classes'
    const { x } = chart.scales
    const left = x.getPixelForValue(index)
    const right = isClass ? x.getPixelForValue(index + 1) : left + 1
    const { top, bottom } = chart.chartArea
    this.#line.classList.toggle('is-class', isClass)
    this.#line.style.width = `${Math.max(1, right - left)}px`
    this.#line.style.height = `${bottom - top}px`
    this.#line.style.transform = `translate(${left}px, ${top}px)`
    if (isClass) return
    listHeights(content, index).forEach(({ value, scale }, i) => {
      const dot = this.#readDot(i)
      dot.hidden = false
      dot.style.transform = `translate(${left}px, ${chart.scales[scale].getPixelForValue(value)}px)`
    })
  }

  remove(): void {
    this.#line.remove()
    for (const dot of this.#dots) dot.remove()
  }

  #readDot(i: number): HTMLElement {
    let dot = this.#dots.at(i)
    if (!dot) {
      dot = document.createElement('div')
      dot.className = 'chart-dot'
      this.#dots.push(dot)
      this.#host.append(dot)
    }
    return dot
  }
}

/** Where each trace is drawn at a point, and on which scale: areas stand on those below them. */
function listHeights({ columns }: Content, index: number): { value: number; scale: string }[] {
  let below = 0
  return columns
    .filter(({ trace }) => trace.drawn !== null)
    .map(({ trace, values }) => {
      const scale = trace.side === 'right' ? RIGHT : 'y'
      if (trace.drawn !== 'area') return { value: values[index], scale }
      below += values[index]
      return { value: below, scale }
    })
}
