/** The processes of fair value in plain words, with the field's name in brackets. */
import type { DrawnProcess } from '../../schema/fairValue.ts'

export const PROCESS_NAMES: Readonly<Record<DrawnProcess, string>> = {
  gbm: 'drawn, steady (Brownian motion)',
  studentT: 'drawn, fat tails (Student-t)',
  jumps: 'drawn, with jumps (Merton)',
  garch: 'drawn, storms cluster (GARCH)',
}
