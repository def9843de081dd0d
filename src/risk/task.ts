/**
 * Pieces of work that a pool of workers shares out. An answer depends on its task alone, so that it does not matter who does it, when
 * and beside whom.
 */
import { runBacktest, type Backtest, type BacktestTask } from './backtest/backtest.ts'
import { playReplays, type Replay, type ReplayTask } from './backtest/replay.ts'
import { countFutures, type CountAnswer, type CountTask } from './counting.ts'
import { followPath, type PathAnswer, type PathTask } from './path.ts'
import { playFutures, type FuturesAnswer, type FuturesTask } from './futures.ts'
import {
  choosePilot,
  splitOnce,
  type PilotAnswer,
  type PilotTask,
  type SplitAnswer,
  type SplitTask,
} from './splitting.ts'

export type RiskTask = BacktestTask | CountTask | FuturesTask | PathTask | PilotTask | ReplayTask | SplitTask
export type RiskAnswer =
  Backtest | CountAnswer | FuturesAnswer | PathAnswer | PilotAnswer | Replay[] | SplitAnswer
type AnswerOf<T extends RiskTask> = T extends BacktestTask
  ? Backtest
  : T extends CountTask
    ? CountAnswer
    : T extends FuturesTask
      ? FuturesAnswer
      : T extends PathTask
        ? PathAnswer
        : T extends PilotTask
          ? PilotAnswer
          : T extends ReplayTask
            ? Replay[]
            : SplitAnswer

/** @throws FieldError where a document cannot be opened */
export function perform<T extends RiskTask>(task: T): AnswerOf<T> {
  switch (task.kind) {
    case 'backtest':
      return runBacktest(task) as AnswerOf<T>
    case 'count':
      return countFutures(task) as AnswerOf<T>
    case 'futures':
      return playFutures(task) as AnswerOf<T>
    case 'path':
      return followPath(task) as AnswerOf<T>
    case 'pilot':
      return choosePilot(task) as AnswerOf<T>
    case 'replay':
      return playReplays(task) as AnswerOf<T>
    case 'split':
      return splitOnce(task) as AnswerOf<T>
  }
}

/** Whoever performs tasks: processes, workers of the page, or this thread. */
export interface Pool {
  /** Answers in the order of the tasks. */
  perform(tasks: readonly RiskTask[]): Promise<RiskAnswer[]>
}

export async function performAll<T extends RiskTask>(
  pool: Pool,
  tasks: readonly T[],
): Promise<AnswerOf<T>[]> {
  return (await pool.perform(tasks)) as AnswerOf<T>[]
}
