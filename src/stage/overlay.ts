/**
 * The words of the picture: plain elements over the canvas, so that they stay sharp, follow the page's type and can be
 * restyled. Nothing touches the document unless a text or a place has changed.
 */
import type { Placed } from './placement.ts'

interface Label {
  readonly element: HTMLElement
  text: string
  place: string
  isVisible: boolean
}

const SHIFT = { left: '0', middle: '-50%', right: '-100%' }

export class Overlay {
  readonly #root: HTMLElement
  readonly #labels = new Map<string, Label>()
  #touched = new Set<string>()

  constructor(root: HTMLElement) {
    this.#root = root
  }

  /** Shows a label; its anchored side keeps its place where the text is a little wider or narrower than thought. */
  show({ key, kind, text, anchor, left, top, right, bottom }: Placed): void {
    const x = anchor === 'left' ? left : anchor === 'right' ? right : (left + right) / 2
    const y = (top + bottom) / 2
    this.#touched.add(key)
    let label = this.#labels.get(key)
    if (!label) {
      const element = document.createElement('span')
      element.className = `stage-label stage-${kind}`
      this.#root.append(element)
      label = { element, text: '', place: '', isVisible: true }
      this.#labels.set(key, label)
    }
    if (label.text !== text) label.element.textContent = label.text = text
    const place = `translate(${Math.round(x)}px, ${Math.round(y * 2) / 2}px) translate(${SHIFT[anchor]}, -50%)`
    if (label.place !== place) label.element.style.transform = label.place = place
    if (!label.isVisible) label.element.hidden = false
    label.isVisible = true
  }

  /** Hides a label at once; the next turn may show it again. */
  hide(key: string): void {
    const label = this.#labels.get(key)
    if (!label?.isVisible) return
    label.element.hidden = true
    label.isVisible = false
  }

  /** Hides every label that was not shown since the last call. */
  settle(): void {
    for (const [key, label] of this.#labels) {
      if (this.#touched.has(key) || !label.isVisible) continue
      label.element.hidden = true
      label.isVisible = false
    }
    this.#touched = new Set()
  }

  clear(): void {
    for (const { element } of this.#labels.values()) element.remove()
    this.#labels.clear()
  }
}
