/**
 * What a dial is: one number by which someone outside watches a whole world, with the line at which it warns. It is put together
 * from readings, as data (situations/situation.ts, `Measure`), so it is read in the same way in Node, in a worker and on the page.
 */
import type { Measure, MeasuredPlace } from '../situations/situation.ts'
import type { DialName } from '../schema/dialIds.ts'
import type { ReadingRule } from '../schema/reading.ts'
import type { WorldDocument } from '../schema/world.ts'

export type DialId = DialName

/** What a world does not tell by itself. */
export interface DialGiven {
  /** Of each venue by its id, in cents: the loss beyond deposits that one future in twenty exceeds. */
  readonly losses?: Readonly<Record<string, number>>
}

/** The dial of one place: the first over the second, where there is one. */
export interface DialPart {
  /** What it is of; nothing where it is of everything at once. */
  readonly place: MeasuredPlace
  readonly top: Measure
  /** At 0 or below, anything above it is beyond every line. */
  readonly bottom?: Measure | number
}

export interface Dial {
  readonly id: DialId
  readonly label: string
  /** The field's own word, where the label is plainer. */
  readonly term?: string
  /** Within a sentence. */
  readonly said: string
  /** What it tells, in one sentence. */
  readonly sentence: string
  /** For “show the rule”. */
  readonly rule: ReadingRule
  readonly unit: 'share' | 'times' | 'number'
  /** Which way is worse. */
  readonly worse: 'higher' | 'lower'
  /** It warns beyond this, on the worse side. */
  readonly line: number
  /** Its places in a world, the worst of which counts; or why the world has none: a sentence. */
  readonly find: (document: WorldDocument, given: DialGiven) => readonly DialPart[] | string
}

/** A dial as one world has it. */
export type PlacedDial =
  | { readonly dial: Dial; readonly parts: readonly DialPart[] }
  /** Not here, and why. */
  | { readonly dial: Dial; readonly parts: null; readonly why: string }

/** Of which place the value is: the worst one. */
export interface DialValue {
  /** NaN where there is no such number at the moment. */
  readonly value: number
  readonly place: MeasuredPlace
}
