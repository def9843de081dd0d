/**
 * The colors of the picture come from the style sheet, so that themes and forced colors stay in one place. A hidden probe
 * resolves each custom property, also where it names a color of the system.
 */
import type { Ink } from './painter.ts'

const NAMES = [
  'ground',
  'grid',
  'axis',
  'price',
  'fair',
  'ghost',
  'long',
  'short',
  'out',
  'forced',
  'bought',
  'queued',
  'outline',
  'focus',
] as const
type InkName = (typeof NAMES)[number]

export type Palette = Readonly<Record<InkName, Ink>>

export function readPalette(root: HTMLElement): Palette {
  const probe = document.createElement('span')
  probe.className = 'stage-probe'
  root.append(probe)
  const entries = NAMES.map((name) => {
    probe.style.color = `var(--stage-${name})`
    return [name, parseColor(getComputedStyle(probe).color)] as const
  })
  probe.remove()
  return Object.fromEntries(entries) as Record<InkName, Ink>
}

/** The computed form of a color: `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`. */
function parseColor(text: string): Ink {
  const [r = 0, g = 0, b = 0] = (text.match(/[\d.]+/g) ?? []).map(Number)
  return { r, g, b }
}
