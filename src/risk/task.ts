/**
 * Pieces of work that a pool of workers shares out. An answer depends on its task alone, so that it does not matter who does it, when
 * and beside whom.
 */
import { runBacktest, type Backtest, type BacktestTask } from './backtest/backtest.ts'
import { playReplays, type Replay, type ReplayTask } from './backtest/replay.ts'
import { playCarried, type CarriedAnswer, type CarriedTask } from './carriedRuns.ts'
import {
  holdUnder,
  playSeeds,
  type HoldAnswer,
  type HoldTask,
  type VariantsAnswer,
  type VariantsTask,
} from './commonSeeds.ts'
import { countFutures, type CountAnswer, type CountTask } from './counting.ts'
import { followPath, type PathAnswer, type PathTask } from './path.ts'
import { playFutures, type FuturesAnswer, type FuturesTask } from './futures.ts'
import { playShown, type ShownNight, type ShownTask } from './nights/playNight.ts'
import { playSeedsOf } from './nights/playSeeds.ts'
import { playSample, type SampleAnswer, type SampleTask } from './nights/sample.ts'
import type { NightAnswer, NightTask } from './nights/score.ts'
import { playReturns, type ReturnsAnswer, type ReturnsTask } from './returns.ts'
import {
  choosePilot,
  splitOnce,
  type PilotAnswer,
  type PilotTask,
  type SplitAnswer,
  type SplitTask,
} from './splitting.ts'
import { readTails, type TailsAnswer, type TailsTask } from './tails.ts'
import { watchRuns, type WatchedSeed, type WatchedTask } from './watchedRuns.ts'

/** Each kind of task with its answer. */
interface Work {
  readonly backtest: readonly [BacktestTask, Backtest]
  readonly carried: readonly [CarriedTask, CarriedAnswer]
  readonly count: readonly [CountTask, CountAnswer]
  readonly futures: readonly [FuturesTask, FuturesAnswer]
  readonly hold: readonly [HoldTask, HoldAnswer]
  readonly night: readonly [NightTask, NightAnswer]
  readonly nightSample: readonly [SampleTask, SampleAnswer]
  readonly nightShown: readonly [ShownTask, ShownNight]
  readonly path: readonly [PathTask, PathAnswer]
  readonly pilot: readonly [PilotTask, PilotAnswer]
  readonly replay: readonly [ReplayTask, Replay[]]
  readonly returns: readonly [ReturnsTask, ReturnsAnswer]
  readonly split: readonly [SplitTask, SplitAnswer]
  readonly tails: readonly [TailsTask, TailsAnswer]
  readonly variants: readonly [VariantsTask, VariantsAnswer]
  readonly watched: readonly [WatchedTask, WatchedSeed[]]
}

export type RiskTask = Work[keyof Work][0]
export type RiskAnswer = Work[keyof Work][1]
export type AnswerOf<T extends RiskTask> = Work[T['kind']][1]

/** @throws FieldError where a document cannot be opened */
export function perform<T extends RiskTask>(task: T): AnswerOf<T> {
  switch (task.kind) {
    case 'backtest':
      return runBacktest(task) as AnswerOf<T>
    case 'carried':
      return playCarried(task) as AnswerOf<T>
    case 'count':
      return countFutures(task) as AnswerOf<T>
    case 'futures':
      return playFutures(task) as AnswerOf<T>
    case 'hold':
      return holdUnder(task) as AnswerOf<T>
    case 'night':
      return playSeedsOf(task) as AnswerOf<T>
    case 'nightSample':
      return playSample(task) as AnswerOf<T>
    case 'nightShown':
      return playShown(task) as AnswerOf<T>
    case 'path':
      return followPath(task) as AnswerOf<T>
    case 'pilot':
      return choosePilot(task) as AnswerOf<T>
    case 'replay':
      return playReplays(task) as AnswerOf<T>
    case 'returns':
      return playReturns(task) as AnswerOf<T>
    case 'split':
      return splitOnce(task) as AnswerOf<T>
    case 'tails':
      return readTails(task) as AnswerOf<T>
    case 'variants':
      return playSeeds(task) as AnswerOf<T>
    case 'watched':
      return watchRuns(task) as AnswerOf<T>
  }
}

/** What of an answer can be handed over instead of copied. */
export function listBuffers(answer: RiskAnswer): ArrayBufferLike[] {
  if (!('runs' in answer) || typeof answer.runs === 'number') return []
  return answer.runs.flatMap(({ price, fair }) => [price.buffer, fair.buffer])
}

/** How far a study is: so many of so many are done; of these, so many were known when it began. */
export interface Progress {
  readonly done: number
  readonly all: number
  readonly before?: number
}

/** Whoever performs tasks: processes, workers of the page, or this thread. */
export interface Pool {
  /**
   * Answers in the order of the tasks.
   * @param onAnswer where the pool can: called with how many are answered so far
   */
  perform(tasks: readonly RiskTask[], onAnswer?: (answered: number) => void): Promise<RiskAnswer[]>
}
