/**
 * What a row of the parameter table holds. There are four kinds: a number, a choice of one name, a list of layers, and an
 * optional part, which opens the rows beneath it. Keys are the paths of a scenario document (docs/model.md section 10).
 */
export type Unit =
  | 'steps'
  | 'seconds'
  | 'dollars'
  | 'dollars a coin'
  | 'contracts'
  | 'times'
  | 'share'
  | 'share of open interest'
  | 'share of traders'
  | 'accounts a step'
  | 'traders'
  | 'probability a step'
  | 'traders a step'
  | 'a year'
  | 'number'

/** The groups of the full list of controls. */
export type GroupId =
  'run' | 'market' | 'liquidity' | 'engine' | 'mark' | 'losses' | 'breaker' | 'crowd' | 'behavior'

/** How many looks at each trader a number adds to a run of so many steps, where it does so by itself. */
type WorkEstimate = (value: number, steps: number) => number

/** An event is written, kept and sent to the page: as much as this many looks at one trader. */
export const VISITS_PER_EVENT = 25

interface Written {
  readonly key: string
  readonly label: string
  readonly group: GroupId
  /**
   * The two letters before the text in a link. Rows with the same ones are written as one text: the numbers of a part in
   * the order of the table, or a quantity and its share. A promise to links that exist: never use a key for another thing,
   * and give a row that joins an older part a key of its own.
   */
  readonly link: string
  /** Whether a run takes longer, or may, the more of it there is: then the estimate in workload.ts has to know it. */
  readonly makesWork: boolean | WorkEstimate
  /** One sentence: what it does when it grows, or what is chosen. */
  readonly explain: string
}

/**
 * A number. A row beneath another row, as `liquidity.depth.shareOfOpenInterest` is, is the same quantity as a share: a
 * document holds either of them.
 */
export interface Parameter extends Written {
  readonly kind?: undefined
  readonly unit: Unit
  /** The value where a document is silent, and where a part is switched on. */
  readonly default: number
  /** The document has to say it. */
  readonly required?: true
  /** Of a quantity and its share: where a document is silent, it is this share. */
  readonly whenSilent?: true
  /** The document may say null: no limit. */
  readonly orNull?: true
  /** The smallest valid value; `above` means that the value itself is not valid. */
  readonly min: number
  readonly above?: true
  /** The largest valid value; `below` means that the value itself is not valid. */
  readonly max: number
  readonly below?: true
  readonly integer?: true
  /** Money has at most two decimals. */
  readonly money?: true
  /** The range and step of the slider; the typed entry takes everything valid. */
  readonly slider: { readonly from: number; readonly to: number; readonly step: number; readonly log?: true }
}

type Options = readonly (readonly [value: string, name: string])[]

/** One of a few names, each with what it means in plain words. */
export interface Choice extends Written {
  readonly kind: 'choice'
  readonly options: Options
  readonly default: string
}

/** Any of a few names in any order, each at most once. */
export interface Layers extends Written {
  readonly kind: 'layers'
  readonly options: Options
  readonly default: readonly string[]
}

/** A part that a document may do without. The rows whose keys begin with its key are there only with it. */
export interface OptionalPart {
  readonly kind: 'part'
  readonly key: string
  readonly group: GroupId
  /** Beside the switch in the full list of controls; without one, the part comes with the first of its rows that is set. */
  readonly label?: string
  /** How a document says that it does without. */
  readonly off: 'left out' | 'null'
}

/** What a document sets. */
export type Setting = Parameter | Choice | Layers
export type Row = Setting | OptionalPart

/** Largest value of a whole-number field that counts steps. */
export const MAX_STEPS = 1_000_000

export const steps = { unit: 'steps', integer: true, max: MAX_STEPS } as const
export const share = { unit: 'share', min: 0, max: 1 } as const
