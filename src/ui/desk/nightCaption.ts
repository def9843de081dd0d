/**
 * What happens in a night, in a headline and a sentence, the most pressing first: who cannot pay, what was voted, an alarm, how far the
 * price fell. Reads facts of one moment. What is published is told as what it is: some steps old.
 */
import type { Proposed } from '../../stores/desk/proposals.ts'
import {
  formatChange,
  formatDuration,
  formatNumbered,
  formatPercent,
  formatShortDollars,
} from '../../schema/words.ts'
import type { Caption } from '../stage/caption.ts'
import { sayClock } from './deskWords.ts'

export interface NightFacts {
  readonly step: number
  readonly steps: number
  readonly stepSeconds: number
  /** Loans, where the house lends. */
  readonly traders: number
  readonly isLender: boolean
  /** How old the figures are that are out, and how often new ones come. */
  readonly old: number
  readonly every: number
  /** As in "price", or "price of the token". */
  readonly priced: string
  /** Since the opening. */
  readonly priceChange: number
  readonly fairChange: number
  readonly soldOut: number
  readonly waiting: number
  readonly unpaidCents: number
  readonly isInsolvent: boolean
  readonly isIlliquid: boolean
  /** Another house that the night must keep and that cannot pay; null while there is none. */
  readonly broken: string | null
  /** Of what depositors left, what they have taken out; 0 where nobody runs. */
  readonly withdrawnShare: number
  readonly isHalted: boolean
  /** The newest, where it is still news. */
  readonly proposal: Proposed | null
  readonly proposed: string
  /** Whether it is put to the vote; else the house decides alone. */
  readonly isVoted: boolean
  /** Alarms that have just gone off, in words, the newest last. */
  readonly alarms: readonly string[]
  readonly isOver: boolean
}

const nameOne = (isLender: boolean) => (isLender ? 'loan' : 'trader')
const saySold = (isLender: boolean) => (isLender ? 'sold' : 'sold out')

/** So long something is news. */
const FRESH_STEPS = 12
const LEAST_TOLD_MOVE = 0.01

export function composeNightCaption(facts: NightFacts): Caption {
  return (
    tellFailure(facts) ?? tellVote(facts) ?? tellAlarm(facts) ?? tellRun(facts) ?? tellHalt(facts) ?? tellFall(facts) ?? tellCalm(facts)
  )
} // prettier-ignore

function tellFailure({ isInsolvent, isIlliquid, broken, unpaidCents, isOver }: NightFacts): Caption | null {
  if (!isInsolvent && !isIlliquid && broken === null) return null
  const own = isInsolvent ? 'The house cannot pay.' : 'The house cannot pay all who ask for their money.'
  const what = isInsolvent || isIlliquid ? own : `The ${broken ?? ''} cannot pay.`
  const sum = unpaidCents > 0 ? `${formatShortDollars(unpaidCents)} stayed unpaid.` : ''
  const after = isOver ? '' : 'What comes now cannot change that.'
  return { headline: what, detail: [sum, after].filter((one) => one !== '').join(' ') }
}

function tellVote({ proposal, proposed, isVoted, step, stepSeconds }: NightFacts): Caption | null {
  if (!proposal) return null
  const { votes, state, startsAt } = proposal
  const isNews = step - proposal.step <= FRESH_STEPS
  const share = votes ? votes.yes / (votes.yes + votes.no) : 0
  if (state === 'asked')
    return { headline: 'You ask for a change.', detail: `${proposed}. It ${isVoted ? 'is put to the vote' : 'counts'} in the next step.` }
  if (state === 'failed')
    return isNews
      ? { headline: 'Your proposal failed.', detail: `Only ${formatPercent(share, 0)} were for it: ${proposed}.` }
      : null
  if (state === 'waiting' && startsAt !== null) {
    const left = formatDuration((startsAt - step) * stepSeconds)
    return {
      headline: `Your rule passed. It starts in ${left}.`,
      detail: `${proposed}. The price will not wait.`,
    }
  }
  if (startsAt !== null && step - startsAt <= FRESH_STEPS)
    return { headline: 'Your rule is in force.', detail: `${proposed}, for everyone, from now on.` }
  return null
} // prettier-ignore

function tellAlarm({ alarms }: NightFacts): Caption | null {
  const alarm = alarms.at(-1)
  return alarm === undefined ? null : { headline: `Alarm: ${alarm}.`, detail: 'The figure is old by now, and alarms can be false.' }
} // prettier-ignore

function tellRun({ withdrawnShare, priced, priceChange }: NightFacts): Caption | null {
  if (withdrawnShare <= 0) return null
  return {
    headline: `Depositors run: ${formatPercent(withdrawnShare, 0)} of their money is out.`,
    detail: `The ${priced}: ${formatChange(priceChange)}.`,
  }
}

function tellHalt({ isHalted, waiting, isLender }: NightFacts): Caption | null {
  if (!isHalted) return null
  const held = waiting > 0 ? `${formatNumbered(waiting, nameOne(isLender))} ${waiting === 1 ? 'waits' : 'wait'} to be ${saySold(isLender)}.` : 'Nobody is sold out meanwhile.'
  return { headline: 'Trading is halted.', detail: held }
} // prettier-ignore

function tellFall({
  priced,
  priceChange,
  fairChange,
  soldOut,
  waiting,
  isLender,
}: NightFacts): Caption | null {
  if (Math.abs(priceChange) < LEAST_TOLD_MOVE) return null
  const way = priceChange < 0 ? 'fallen' : 'risen'
  const sold =
    soldOut > 0
      ? `${formatNumbered(soldOut, nameOne(isLender))} ${saySold(isLender)} so far.`
      : `${isLender ? 'No loan' : 'Nobody'} is ${saySold(isLender)} yet.`
  const more = waiting > 0 ? ` ${formatNumbered(waiting, 'more waits', 'more wait')}.` : ''
  return {
    headline: `The ${priced} has ${way} by ${formatChange(Math.abs(priceChange)).replace('+', '')}.`,
    detail: `The news: ${formatChange(fairChange)}. ${sold}${more}`,
  }
}

function tellCalm({ step, traders, isLender, old, every, stepSeconds, isOver }: NightFacts): Caption {
  if (isOver) return { headline: 'The night is over.', detail: 'It was a quiet one here.' }
  const late = `What you see of the crowd is ${formatDuration(old * stepSeconds)} old, and new every ${formatDuration(every * stepSeconds)}.`
  if (step === 0)
    return { headline: 'Open for business.', detail: `${isLender ? `${formatNumbered(traders, 'loan')} against collateral` : `${formatNumbered(traders, 'trader')} with borrowed money`}. ${late}` }
  return { headline: 'Quiet so far.', detail: `Something may come, or not. ${late}` }
} // prettier-ignore

/** Of a moment, what nobody may miss, each in one short sentence; it stays the same as long as it is news. */
export function listNews(facts: NightFacts): string[] {
  const { proposal, step, alarms, isHalted } = facts
  const isFresh = (since: number | null) => since !== null && step - since <= FRESH_STEPS
  const failure = tellFailure(facts)
  return [
    ...(failure ? [failure.headline] : []),
    ...(proposal?.state === 'failed' && isFresh(proposal.step) ? ['Your proposal failed.'] : []),
    ...(proposal?.state === 'waiting' && isFresh(proposal.step) ? ['Your rule passed.'] : []),
    ...(proposal?.state === 'inForce' && isFresh(proposal.startsAt) ? ['Your rule is in force.'] : []),
    ...(facts.withdrawnShare > 0 ? ['Depositors run.'] : []),
    ...(isHalted ? ['Trading is halted.'] : []),
    ...alarms.map((alarm) => `Alarm: ${alarm}.`),
  ]
}

/** What the panel says, to be heard. */
export function readPanel(
  rows: readonly { readonly label: string; readonly shown: string; readonly isBeyond: boolean }[],
  step: number | null,
  stepSeconds: number,
): string {
  if (step === null) return 'No figures are published yet.'
  const figures = rows.map(({ label, shown, isBeyond }) => `${label} ${shown}${isBeyond ? ', beyond its line' : ''}`)
  return `Published, as of ${sayClock(step, stepSeconds)}: ${figures.join('; ')}.`
} // prettier-ignore
