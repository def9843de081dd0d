/**
 * The colors and the type of a figure, read from the style sheet when it is drawn, so that themes, forced colors and larger
 * type stay in one place.
 */
import { type Ink, INKS } from './figure.ts'

const GROUNDS = ['ground', 'grid', 'line', 'text'] as const
type Name = Ink | (typeof GROUNDS)[number]

export interface Palette {
  readonly colors: Readonly<Record<Name, string>>
  readonly fontFamily: string
  /** In CSS pixels. */
  readonly fontSize: number
}

export function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement('span')
  probe.className = 'chart-probe'
  host.append(probe)
  const style = getComputedStyle(probe)
  const entries = [...INKS, ...GROUNDS].map((name) => {
    probe.style.color = `var(--chart-${name})`
    return [name, style.color] as const
  })
  const palette = {
    colors: Object.fromEntries(entries) as Record<Name, string>,
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
  }
  probe.remove()
  return palette
}
