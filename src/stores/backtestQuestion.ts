/** What is asked of a history of prices, as an address carries it: `b=sp500-normal-0.99-fit-1004-1611-1862`. */
import { MARGIN_RULES, type MarginRule, type Memory } from '../risk/backtest/marginRules.ts'

/** Histories that come with the site (public/data/README.md), each with a stretch on which it is first asked about. */
export const HISTORIES = {
  sp500: {
    name: 'S&P 500',
    file: 'sp500-daily.csv',
    source:
      'S&P 500, daily closes 2000 to 2020, from the package vega-datasets (BSD-3), which names Yahoo Finance.',
    // Two calm years, and a third.
    stretch: { fitFrom: 1_004, testFrom: 1_611, testUntil: 1_862 },
  },
  bitcoin: {
    name: 'Bitcoin',
    file: 'btc-usd-daily.csv',
    source:
      'Bitcoin in dollars, daily closes 2014 to 2021, from parsabe/Open-data (CC BY 4.0), which names Yahoo Finance.',
    // A year, and the one with 12 March 2020.
    stretch: { fitFrom: 1_445, testFrom: 1_810, testUntil: 2_083 },
  },
} as const
export type HistoryName = keyof typeof HISTORIES
export const HISTORY_NAMES = Object.keys(HISTORIES) as HistoryName[]

export const CONFIDENCES = [0.95, 0.975, 0.99, 0.995, 0.999] as const
export const MEMORIES: readonly Memory[] = ['fit', 100, 250, 500, 1_000, 'past']

/** Of days that are counted like returns, from 0. */
export interface Stretch {
  readonly fitFrom: number
  readonly testFrom: number
  readonly testUntil: number
}

export interface BacktestSettings extends Stretch {
  readonly rule: MarginRule
  readonly confidence: number
  readonly memory: Memory
}

export const FEWEST_FITTED = 60
export const FEWEST_TRIED = 20
const MOST_TRIED = 20_000
const USUAL_FIT = 500
const USUAL_TEST = 250

export const USUAL = {
  rule: 'normal',
  confidence: 0.99,
  memory: 'fit',
} as const satisfies Partial<BacktestSettings>

/** The middle of a history that nobody knows yet. */
export function guessStretch(days: number): Stretch {
  const testFrom = Math.max(FEWEST_FITTED, Math.min(Math.floor(days / 2), days - FEWEST_TRIED))
  return {
    fitFrom: Math.max(0, testFrom - USUAL_FIT),
    testFrom,
    testUntil: Math.min(days, testFrom + USUAL_TEST),
  }
}

/** As near to what is wished as the history allows: enough days to fit on, enough to try on. */
export function keepWithin({ fitFrom, testFrom, testUntil }: Stretch, days: number): Stretch {
  const test = Math.max(FEWEST_FITTED, Math.min(testFrom, days - FEWEST_TRIED))
  return {
    fitFrom: Math.max(0, Math.min(fitFrom, test - FEWEST_FITTED)),
    testFrom: test,
    testUntil: Math.min(days, test + MOST_TRIED, Math.max(testUntil, test + FEWEST_TRIED)),
  }
}

export function writeQuestion(history: HistoryName, settings: BacktestSettings): string {
  const { rule, confidence, memory, fitFrom, testFrom, testUntil } = settings
  return `b=${[history, rule, confidence, memory, fitFrom, testFrom, testUntil].join('-')}`
}

/** @returns null where an address says something else */
export function readQuestion(
  query: string,
): { readonly history: HistoryName; readonly settings: BacktestSettings } | null {
  const match =
    /^b=([a-z0-9]+)-([a-zA-Z]+)-(0\.\d{1,4})-([a-z]+|\d{1,5})-(\d{1,7})-(\d{1,7})-(\d{1,7})$/.exec(query)
  if (!match) return null
  const history = HISTORY_NAMES.find((name) => name === match[1])
  const rule = MARGIN_RULES.find((name) => name === match[2])
  const confidence = CONFIDENCES.find((one) => one === Number(match[3]))
  const memory = MEMORIES.find((one) => String(one) === match[4])
  if (!history || !rule || confidence === undefined || memory === undefined) return null
  const [fitFrom, testFrom, testUntil] = match.slice(5).map(Number)
  return { history, settings: { rule, confidence, memory, fitFrom, testFrom, testUntil } }
}
