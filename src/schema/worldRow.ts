/** What a row of the world's table holds (worldTable.ts has the rows): a number as row.ts has them, of one kind of part. */
import type { Parameter, Unit } from './row.ts'

export interface WorldParameter extends Omit<
  Parameter,
  'kind' | 'unit' | 'group' | 'link' | 'makesWork' | 'required' | 'whenSilent' | 'orNull'
> {
  /** The part of the world that has this number. */
  readonly of: 'asset' | 'desk' | 'chain' | 'venue' | 'market' | 'treasury' | 'crowd' | 'shock'
  readonly unit: Unit | 'liquidations a step' | 'dollars a liquidation' | 'accounts'
}
