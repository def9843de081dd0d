/**
 * What a situation is: a world that shows one way in which a failure travels, or an event (events/), what one sees in it, and what
 * is claimed of it. Data only. Each claim is proven over seeds (tests/situations), each figure of the model is computed from a run, never typed.
 */
import type { ReadingUnit } from '../schema/reading.ts'
import type { FrameReading, SeriesReading } from '../schema/readings.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { ChannelId } from '../schema/worldChannels.ts'
import type { MomentReading, WorldPlaceOf, WorldStepReading } from '../schema/worldReadings.ts'

/** As it is written: what is left out has its default, which the validator fills in. */
type Written<T> = T extends readonly (infer Item)[]
  ? readonly Written<Item>[]
  : T extends object
    ? { readonly [Field in keyof T]?: Written<T[Field]> }
    : T

/** A document of version 2 in its input form. */
export type WorldInput = Written<WorldDocument>

type PairReading = {
  [Id in MomentReading]: WorldPlaceOf<Id> extends 'markets' | 'venues' ? Id : never
}[MomentReading]
/** A reading of one place, at any moment. */
export type PlacedReading = FrameReading | Exclude<MomentReading, PairReading>
/** A reading that the series has, so at every step. */
export type SteppedReading = SeriesReading | WorldStepReading

/** By the ids of the document: both of a market, one of a venue or an asset, none of the run. */
export interface MeasuredPlace {
  readonly venue?: string
  readonly asset?: string
}

interface Now extends MeasuredPlace {
  readonly reading: PlacedReading
}

interface Stepped extends MeasuredPlace {
  readonly reading: SteppedReading
  /**
   * Over all steps so far, the opening included: its lowest or highest value, the mean or the sum of its values, or the number of the
   * first step after which it is above 0; or its value at the end of that step.
   */
  readonly at: 'lowest' | 'highest' | 'mean' | 'total' | 'firstStep' | number
}

/** A number of a run, as data: a reading at the run's present moment or at another, or what follows from some. */
export type Measure =
  /** A number that no run changes: 1 less the share of the time that was halted is the share that was open. */
  | number
  | Now
  | Stepped
  | { readonly sum: readonly Measure[] }
  | { readonly product: readonly [Measure, Measure] }
  | { readonly ratio: readonly [Measure, Measure] }
  /** The first less the second. */
  | { readonly difference: readonly [Measure, Measure] }

/** Holds of a run at its end. */
export interface Claim {
  readonly measure: Measure
  readonly is: 'above' | 'below'
  readonly than: number | Measure
}

/**
 * What a channel does: with it switched off on the same seed, the measure is higher or lower by at least a tenth, or there is
 * nothing left of it.
 */
export interface ChannelChange {
  readonly measure: Measure
  readonly off: 'higher' | 'lower' | 'zero'
}

/** One sentence, and what proves it; a channel that carries nothing here says so. */
type ChannelClaim =
  | { readonly sentence: string; readonly changes: readonly ChannelChange[] }
  | { readonly sentence: string; readonly carries: 'nothing' }

/** Where a figure is from: a primary source, a computation from such, the press or a copy of one, memory. */
type Grade = 'P' | 'C' | 'S' | 'M'

/** A figure of the event, beside that of the model. */
interface ReportedFigure {
  readonly what: string
  /** As the source says it, in words and numbers. */
  readonly reported: string
  /** The range of the reports, in the unit; the model's figure lies within it. Without one it stands beside, and `leftOut` says why. */
  readonly low?: number
  readonly high?: number
  /** The world was given this figure, and it shows that; otherwise the model found it. */
  readonly isGiven?: true
  readonly unit: ReadingUnit
  readonly grade: Grade
  readonly source: string
  readonly here: Measure
}

export interface Situation {
  readonly id: string
  readonly title: string
  /** What one sees within ten seconds. */
  readonly sentence: string
  readonly world: WorldInput
  /** The venue or the asset where it begins. */
  readonly pushed: string
  /** Every channel that is there. */
  readonly channels: Readonly<Partial<Record<ChannelId, ChannelClaim>>>
  /** Together they are the sentence. */
  readonly claims: readonly Claim[]
  readonly reported: readonly ReportedFigure[]
  /** Where none is reported: that no figure exists, and of what. */
  readonly noFigure?: string
  /** Of the event, what the model does not have. */
  readonly leftOut: readonly string[]
}
