/**
 * How a trader stands: the states of an account (docs/model.md section 8), and the two more that a mark in the picture can have.
 * Codes of both are places in CROWD_STATES, so that the state of an account is the state of its mark unless one of the two
 * says more.
 */
import { codesOf } from './codes.ts'

export const ACCOUNT_STATES = ['open', 'liquidated', 'deleveraged', 'closed'] as const
export type AccountState = (typeof ACCOUNT_STATES)[number]

/** `queued` waits for the liquidation engine; `stopped` is closed by the trader's own stop-loss. */
export const CROWD_STATES = [...ACCOUNT_STATES, 'queued', 'stopped'] as const
export type CrowdState = (typeof CROWD_STATES)[number]

export const STATE_CODE = codesOf(CROWD_STATES)

/** The state of an account behind a code: a stop-loss is one way to be closed. */
export function toAccountState(code: number): AccountState {
  return code === STATE_CODE.stopped ? 'closed' : ACCOUNT_STATES[code]
}
