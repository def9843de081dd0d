/** The order in which Vitest takes the files: what is long begins first, so that no processor waits for it at the end. */
import type { TestSequencer, TestSpecification } from 'vitest/node'

/**
 * Each takes some seconds of a processor and more.
 * @internal
 */
export const SLOW =
  /\/(lessons\/proof|risk\/(intervals|splitting|estimate|reverse)|validation\/(firstPassage|probabilities)|engine\/(showcase|triggerIndex)|conformance\/(oracle|worlds)|properties\/(worlds|channels)|stores\/backtestStudy|borders\/borders)\./

export class SlowFirst implements TestSequencer {
  sort(files: TestSpecification[]): TestSpecification[] {
    return files.toSorted((a, b) => +SLOW.test(b.moduleId) - +SLOW.test(a.moduleId))
  }

  shard(files: TestSpecification[]): TestSpecification[] {
    return files
  }
}
