/**
 * The rows of the lab's list of questions. To add one: its id in `stores/labQuestions.ts`, what it knows in `stores/labStudy.svelte.ts`,
 * and a row here with the component that answers it. Each is loaded when it is asked.
 */
import type { Component } from 'svelte'
import { formatCount, formatFew, formatShortDollars } from '../../schema/words.ts'
import type { LabQuestion } from '../../stores/labQuestions.ts'
import type { LabStudy } from '../../stores/labStudy.svelte.ts'
import { parameter } from '../../schema/parameters.ts'
import { CROWDS } from '../../stores/backtestStudy.svelte.ts'
import { answerInWords, backtestNumbers } from './backtestWords.ts'
import {
  betterNumbers,
  breakNumbers,
  failureNumbers,
  futureNumbers,
  matterNumbers,
  rareNumbers,
  type LabNumbers,
} from './labNumbers.ts'
import { sayPush } from './pushWords.ts'
import { digitsOf, sayMore, sayMoreBetween } from './shares.ts'
import { tailNumbers } from './tailNumbers.ts'

interface QuestionRow {
  readonly name: string
  /** The answer so far, in a few words. */
  readonly answer: (study: LabStudy) => string
  /** What "Save CSV" saves; null before there is an answer. */
  readonly numbers: (study: LabStudy) => LabNumbers | null
  /** What the answer rests on, and what the link repeats. */
  readonly basis: (study: LabStudy) => string
  /** The address that asks again, where it is not about the scenario; null where no link can carry it. */
  readonly link?: (study: LabStudy) => string | null
  /** What it takes from the field, in the glossary. */
  readonly terms: readonly (readonly [id: string, name: string])[]
  readonly load: () => Promise<{ default: Component<{ study: LabStudy }> }>
}

const INTERVAL = ['confidence-interval', 'confidence interval'] as const
const REPEATS = 'the link repeats it.'
const per = (share: number) => Math.round(share * 100)
const sayRuns = (runs: number) => (runs === 0 ? '' : `seeds 1–${formatCount(runs)}, `)
const ofFutures = {
  numbers: ({ futures, lab, channels }: LabStudy) => {
    if (futures.list.length === 0) return null
    return lab.world
      ? failureNumbers(futures, Object.keys(lab.world.venues), channels.sweep.now)
      : futureNumbers(futures)
  },
  basis: ({ futures }: LabStudy) =>
    `seeds 1–${formatCount(futures.list.length)} · Wilson 95% intervals · ${REPEATS}`,
}

export const questionRows: Readonly<Record<LabQuestion, QuestionRow>> = {
  likely: {
    name: 'How likely?',
    answer: (study) => {
      const { futures } = study
      if (futures.list.length === 0) return 'not asked'
      const { share, low, high } = futures.share('insolvent')
      const what = study.lab.world ? 'a venue fails' : 'exchange bankrupt'
      return `${what} in ${per(share)} of 100 (${per(low)}–${per(high)})`
    },
    ...ofFutures,
    terms: [INTERVAL, ['quantile', 'quantile'], ['expected-shortfall', 'expected shortfall']],
    load: () => import('./HowLikely.svelte'),
  },
  fund: {
    name: 'How big a fund?',
    answer: ({ lab, futures }) => {
      if (lab.world) return 'asks about one exchange'
      if (!lab.isPathFree) return 'each size played anew'
      const size = futures.sizeFund()?.targets[0].size
      return size ? `${formatShortDollars(size.value)} for 5 in 100` : 'not asked'
    },
    numbers: (study) => (study.lab.isPathFree ? ofFutures.numbers(study) : matterNumbers(study.fundAnew)),
    basis: (study) =>
      study.lab.isPathFree
        ? ofFutures.basis(study)
        : `${sayRuns(study.fundAnew.sweep.now?.question.runs ?? 0)}common seeds · Wilson 95% intervals · ${REPEATS}`,
    terms: [INTERVAL, ['insurance-fund', 'insurance fund'], ['quantile', 'quantile']],
    load: () => import('./FundSize.svelte'),
  },
  rare: {
    name: 'How rare?',
    answer: ({ rarity: { answer } }) => {
      const now = answer.now?.estimate
      if (!now) return 'down to one in a million'
      const { probability: p } = now
      if (p === 0) return 'not seen'
      return p >= 0.01 ? `${per(p)} of 100` : `1 in ${formatCount(Number((1 / p).toPrecision(2)))}`
    },
    numbers: ({ rarity: { answer } }) => {
      if (!answer.now) return null
      const { estimate, counted } = answer.now
      return rareNumbers(counted && counted !== estimate ? [estimate, counted] : [estimate])
    },
    basis: ({ rarity: { answer } }) =>
      `${sayRuns(answer.now?.counted?.runs ?? 0)}counted first, then by splitting where that is better · ${REPEATS}`,
    terms: [INTERVAL, ['splitting', 'splitting']],
    load: () => import('./HowRare.svelte'),
  },
  matters: {
    name: 'What matters?',
    answer: ({ matters: { tornado } }) => {
      const first = tornado.now?.bars.at(0)
      return first && first.reach > 0 ? `${parameter(first.key).label} most` : 'sweeps, and all controls'
    },
    numbers: ({ matters }) => matterNumbers(matters),
    basis: ({ matters: { sweep, tornado } }) =>
      `${sayRuns(Math.max(sweep.now?.question.runs ?? 0, tornado.now?.seeds ?? 0))}common seeds · Wilson 95% intervals, of differences Bonett and Price’s · ${REPEATS}`,
    terms: [INTERVAL, ['spiral-number', 'R']],
    load: () => import('./WhatMatters.svelte'),
  },
  breaks: {
    name: 'What breaks it?',
    answer: ({ breaks: { reverse, depth } }) => {
      const { bracket, question } = reverse.now ?? {}
      return bracket && question
        ? `${sayPush(question.kind, bracket.high, depth)} in half of the seeds`
        : 'the smallest push that is enough'
    },
    numbers: ({ breaks }) => breakNumbers(breaks),
    basis: ({ breaks: { reverse } }) =>
      `${sayRuns(reverse.now?.question.runs ?? 0)}common seeds · Wilson 95% intervals, of the push by order statistics · ${REPEATS}`,
    terms: [INTERVAL, ['extreme-event-modeling', 'stress test']],
    load: () => import('./WhatBreaks.svelte'),
  },
  better: {
    name: 'Better or lucky?',
    answer: ({ better: { comparison } }) => {
      const { now } = comparison
      if (!now || now.paired.runs === 0) return 'two scenarios, the same seeds'
      const digits = digitsOf(now.a.share, now.b.share, now.paired.difference)
      return `${sayMore(now.paired.difference, digits)} of 100 (${sayMoreBetween(now.paired, digits)})`
    },
    numbers: ({ better }) => betterNumbers(better),
    basis: ({ better: { comparison } }) =>
      `${sayRuns(comparison.now?.paired.runs ?? 0)}common seeds · 95% intervals, of the difference Bonett and Price’s · ${REPEATS}`,
    terms: [INTERVAL],
    load: () => import('./BetterOrLucky.svelte'),
  },
  tails: {
    name: 'How fat is the tail?',
    answer: ({ tails: { answer } }) => {
      const { now } = answer
      if (!now) return 'moves against a normal'
      const { kurtosis } = now.price
      return `kurtosis ${formatFew(kurtosis.value)}, a normal has 3`
    },
    numbers: tailNumbers,
    basis: ({ tails: { runs } }) =>
      `seeds 1–${formatCount(runs)} · 95% intervals, whole runs drawn anew · ${REPEATS}`,
    terms: [
      INTERVAL,
      ['extreme-event-modeling', 'fat tails'],
      ['volatility-sensitivity', 'volatility sensitivity'],
    ],
    load: () => import('./HowFat.svelte'),
  },
  backtest: {
    name: 'Would your model have known?',
    answer: ({ backtest }) => answerInWords(backtest),
    numbers: ({ backtest }) => backtestNumbers(backtest),
    basis: ({ backtest: { query } }) =>
      query === null
        ? `crowds 1–${CROWDS} · your own prices stay on this device, and no link carries them.`
        : `crowds 1–${CROWDS} · ${REPEATS}`,
    link: ({ backtest: { query } }) => (query === null ? null : `#/lab/backtest?${query}`),
    terms: [
      ['backtesting', 'backtesting'],
      ['initial-margin', 'margin'],
      ['confidence-interval', 'confidence interval'],
    ],
    load: () => import('./Backtest.svelte'),
  },
}
