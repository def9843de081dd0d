/**
 * How fair value moves (docs/model.md sections 3 and 10): an explicit path, a seeded process, or a replayed history. The same in
 * both versions of the document. Each process is its numbers beside volatility and drift; their limits are rows of the table.
 */
import * as v from 'valibot'
import { choice, hasField, number, numberWithin, object } from './fields.ts'
import { MAX_STEPS, steps } from './row.ts'
import { fieldsOf, type Fields } from './tableFields.ts'

export const SECONDS_A_YEAR = 31_536_000

const AT = 'market.fairValue'

type Name = keyof Fields<typeof AT>

const all = fieldsOf(AT)

function pick<const N extends Name>(names: readonly N[]): Pick<Fields<typeof AT>, N> {
  return Object.fromEntries(names.map((name) => [name, all[name]])) as Pick<Fields<typeof AT>, N>
}

/** What drawn processes share. */
const WALK = ['annualVolatility', 'annualDrift'] as const

/**
 * The numbers of each process, in the order in which a link writes them. With none of them drawn, `history` says how long its
 * blocks are; without `blockSteps` it is replayed once, from its beginning.
 */
export const PROCESS_FIELDS = {
  gbm: WALK,
  studentT: [...WALK, 'degreesOfFreedom'],
  jumps: [...WALK, 'perYear', 'meanLog', 'sdLog'],
  garch: [...WALK, 'alpha', 'beta'],
} as const satisfies Record<string, readonly Name[]>

export type DrawnProcess = keyof typeof PROCESS_FIELDS
export const DRAWN_PROCESSES = Object.keys(PROCESS_FIELDS) as DrawnProcess[]

const gbm = object({ process: choice(['gbm']), ...pick(PROCESS_FIELDS.gbm) })
const studentT = object({ process: choice(['studentT']), ...pick(PROCESS_FIELDS.studentT) })
const jumps = object({ process: choice(['jumps']), ...pick(PROCESS_FIELDS.jumps) })
const garch = v.pipe(
  object({ process: choice(['garch']), ...pick(PROCESS_FIELDS.garch) }),
  v.forward(
    v.check(({ alpha, beta }) => alpha + beta < 1, 'alpha + beta below 1'),
    ['beta'],
  ),
)

const prices = (least: number, words: string) =>
  v.pipe(
    v.array(number('market.startPrice'), 'a list of prices'),
    v.minLength(least, words),
    v.maxLength(MAX_STEPS + 1, `at most ${MAX_STEPS + 1} values`),
  )

const history = object({
  process: choice(['history']),
  prices: prices(2, 'at least two prices'),
  blockSteps: v.exactOptional(numberWithin({ ...steps, min: 1 })),
})
const path = object({ path: prices(1, 'at least one price') })
const unknown = object({ process: choice([...DRAWN_PROCESSES, 'history']) })

const PROCESSES = { gbm, studentT, jumps, garch, history } as const

export type FairValueDocument =
  | v.InferOutput<typeof path>
  | { [P in keyof typeof PROCESSES]: v.InferOutput<(typeof PROCESSES)[P]> }[keyof typeof PROCESSES]

/** Chosen by its shape, so that an error speaks of the process that was meant. */
export const fairValue = v.lazy((input) => {
  if (!hasField(input, 'process')) return path
  const { process } = input
  return typeof process === 'string' && Object.hasOwn(PROCESSES, process)
    ? PROCESSES[process as keyof typeof PROCESSES]
    : unknown
}) as v.GenericSchema<unknown, FairValueDocument>

/** Another process with the volatility and the drift of the one before, where it had them; the rest at its defaults. */
export function createProcess(process: DrawnProcess, from: FairValueDocument): FairValueDocument {
  const walk = 'annualVolatility' in from ? from : null
  const { annualVolatility, annualDrift } = walk ?? {}
  return v.parse(fairValue, { process, ...(walk && { annualVolatility, annualDrift }) })
}
