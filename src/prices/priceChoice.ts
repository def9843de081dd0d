/**
 * What a table of prices leaves open, and what a person answers. A doubt is an error that names the line and the reason, with
 * the answers that there are; whoever reads the same text again with one of them gets on.
 */
import { FieldError } from '../schema/fieldError.ts'
import type { DateOrder } from './dates.ts'
import type { Decimal } from './decimals.ts'

export interface PriceChoice {
  /** The place of the column of prices, from 0. */
  readonly column?: number
  readonly decimal?: Decimal
  readonly dates?: DateOrder
  /** Nothing parts the columns: each line is one price. */
  readonly isOneColumn?: boolean
}

export interface PriceOption {
  /** As a person reads it in a list. */
  readonly words: string
  readonly choice: PriceChoice
}

export class PriceDoubt extends FieldError {
  readonly options: readonly PriceOption[]

  constructor(path: string, value: unknown, expected: string, options: readonly PriceOption[]) {
    super(path, value, expected)
    this.options = options
  }
}

/** The place in an error, counted from 1 as in an editor. */
export function toPlace(line: number, column: number): string {
  return `line ${line}, column ${column + 1}`
}
