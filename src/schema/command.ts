/** A wish, applied at the next step boundary. The run stays equal to its scenario with the shock added. */
import type { Shock } from './scenario.ts'

export interface Command {
  readonly kind: 'shock'
  readonly shock: Shock
}
