/**
 * What a figure is: a description as data (its traces, with color, shape, dashes and texture) and one pure function from a
 * run to its content. Picture, legend, table, keyboard reading and both files are all made from that content, so they
 * cannot disagree.
 */
import type { ChartInput } from './input.ts'

/** A ratio is a plain number: a leverage, R. */
export type Quantity = 'dollars' | 'contracts' | 'traders' | 'ratio'

/** Names of colors in charts.css; those of the payers are the same as on the page. */
export const INKS = ['own', 'fund', 'venue', 'shared', 'unpaid', 'long', 'short', 'strong', 'quiet'] as const
export type Ink = (typeof INKS)[number]

export type Texture = 'solid' | 'stripes' | 'backstripes' | 'dots' | 'grid' | 'hollow'

/** One line, area or set of bars. Color is never alone: lines have dashes and marks, areas and bars have textures. */
export interface Trace {
  readonly key: string
  /** In legend and table. */
  readonly name: string
  /** In the reading of one point: "fund $12,300". */
  readonly said: string
  /** Money comes in whole cents. */
  readonly quantity: Quantity
  /** Null: only in legend, table and files. */
  readonly drawn: 'line' | 'area' | 'bar' | null
  readonly ink: Ink
  readonly dash?: readonly number[]
  readonly mark?: 'circle' | 'triangle' | 'rect' | 'rectRot' | 'crossRot'
  readonly texture?: Texture
  /** Measured on a scale of its own, on the right. */
  readonly side?: 'right'
  /** Drawn below the zero line. */
  readonly mirrored?: true
}

export interface Column {
  readonly trace: Trace
  /** At least `count` values. */
  readonly values: ArrayLike<number>
}

/** Points are moments of the run: point i is step i. */
export interface TimeAxis {
  readonly kind: 'time'
  readonly stepSeconds: number
  /** Steps that the picture spans. */
  readonly window: number
}

/** Points are classes of a distribution: point i lies between edges i and i + 1. */
export interface ClassAxis {
  readonly kind: 'classes'
  readonly name: string
  readonly edges: readonly number[]
  /** An edge as text: "5×", "−10%". */
  formatEdge(edge: number): string
  /** A label at every so many edges. */
  readonly labelEvery: number
}

export interface Content {
  readonly columns: readonly Column[]
  readonly count: number
  readonly axis: TimeAxis | ClassAxis
  /** One sentence: what the figure shows. */
  readonly sentence: string
  /** Where reading by keyboard begins. */
  readonly restIndex: number
}

export interface Figure {
  readonly id: string
  readonly title: string
  /** Above the vertical axis. */
  readonly unit: string
  /** Takes more room where there is some. */
  readonly wide?: true
  compute(input: ChartInput): Content
}
