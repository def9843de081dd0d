/** What one row of the table of readings holds (readingTable.ts has the rows, readings.ts what follows from them). */

/** What a reading is of; a world has one run, and lists of the others. The crowd is that of a venue. */
export type PlaceKind = 'run' | 'asset' | 'market' | 'venue' | 'crowd' | 'account'

/** A flag is 1 or 0. */
export type ReadingUnit =
  'cents' | 'dollars' | 'contracts' | 'steps' | 'share' | 'times' | 'count' | 'number' | 'flag'

/**
 * `step`: after every step, so in every row of the series and in every frame. `sample`: the same, but it looks at everyone,
 * so its row of the series has it now and then (src/worker/sampling.worker.ts) and NaN else. `asked`: with every frame.
 * `end`: of a run from its opening to its end, by whoever followed it.
 */
type Occasion = 'step' | 'sample' | 'asked' | 'end'

/** A reading that a run does not have, as amplification where fair value never fell, is NaN. */
export interface Reading {
  readonly of: PlaceKind
  readonly unit: ReadingUnit
  readonly when: Occasion
  /** Of a venue or its crowd: the running total that it gives back as it is, by its name in src/engine/world.ts. */
  readonly total?: string
  /** In tables and legends. */
  readonly label: string
  /** The field's own word, where the label is plainer. */
  readonly term?: string
  /** Within a sentence. */
  readonly said: string
  /**
   * The rule of this reading, as that of most totals, or the id of the reading whose rule explains this one too. Without it, the
   * rule has this reading's id and stands in src/course/rules: it is of more than one number, or long.
   */
  readonly rule?: string | ReadingRule
}

/** What stands behind a reading. */
export interface ReadingRule {
  /** Plain sentences: what the number says and what it leaves out. */
  readonly words: string
  /** Lines for src/ui/rules/formula.ts. */
  readonly formula: readonly string[]
  /** What the letters of the formula stand for. */
  readonly symbols?: Readonly<Record<string, string>>
  /** Files from the root of the repository, and a function or a row in each. */
  readonly code: readonly (readonly [path: string, name: string])[]
}

/** A market by the names of its document. Where none is named, the first one is meant. */
export interface MarketName {
  readonly venue: string
  readonly asset: string
}
