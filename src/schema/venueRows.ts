/**
 * Rows of the parameter table: the rules and the money of the venue, in the order of the document.
 * See row.ts for what a row holds; parameterTable.ts puts all rows into one table.
 */
import { share, steps, type Row } from './row.ts'

// One row takes a few lines; the usual layout would take twenty.
// prettier-ignore
export const venueRows = [
  // --- the liquidation engine
  {
    key: 'venue.maxLeverage', label: 'Max leverage', group: 'crowd', unit: 'times', default: 25, min: 0, above: true, max: 1000,
    link: 'ml', makesWork: false, slider: { from: 2, to: 125, step: 1, log: true },
    explain: 'The highest leverage that the venue allows.',
  },
  {
    key: 'venue.maintenanceMargin', label: 'Maintenance margin', group: 'engine', ...share, default: 0.005, below: true,
    link: 'mm', makesWork: false, slider: { from: 0, to: 0.05, step: 0.001 },
    explain: 'The share of the position below which the engine sells the trader out.',
  },
  {
    key: 'venue.liquidationFee', label: 'Liquidation fee', group: 'engine', ...share, default: 0.005,
    link: 'lf', makesWork: false, slider: { from: 0, to: 0.02, step: 0.0005 },
    explain: 'The share of a forced order that goes to the insurance fund, if anything is left.',
  },
  {
    key: 'venue.liquidation.closeFactor', label: 'Close factor', group: 'engine', ...share, default: 1, above: true,
    link: 'cf', makesWork: true, slider: { from: 0.1, to: 1, step: 0.05 },
    explain: 'The share of a position that one liquidation closes.',
  },
  {
    key: 'venue.liquidation.capacityPerStep', label: 'Capacity', group: 'engine', unit: 'accounts a step', default: 50, min: 0, max: 1e9, integer: true,
    link: 'ca', makesWork: true, orNull: true, slider: { from: 1, to: 1000, step: 1, log: true },
    explain: 'How many liquidations the engine handles in a step.',
  },
  {
    key: 'venue.liquidation.capacityPerStep.shareOfTraders', label: 'Capacity', group: 'engine', unit: 'share of traders', default: 0.005, min: 0, above: true, max: 1,
    link: 'ca', makesWork: true, whenSilent: true, slider: { from: 0.0005, to: 0.1, step: 0.0005, log: true },
    explain: 'The share of the traders that the engine can handle in a step.',
  },
  {
    key: 'venue.liquidation.latencySteps', label: 'Latency', group: 'engine', ...steps, default: 0, min: 0,
    link: 'la', makesWork: false, slider: { from: 0, to: 120, step: 1 },
    explain: 'How long an account waits in the queue before the engine may act.',
  },
  {
    kind: 'choice', key: 'venue.liquidation.surplus', link: 'su', label: 'What is left of a deposit goes to', group: 'engine', default: 'trader', makesWork: false,
    options: [
      ['trader', 'the trader'],
      ['fund', 'the insurance fund'],
    ],
    explain: 'After a forced sale that did not use up the deposit.',
  },
  // --- the mark
  {
    key: 'venue.mark.indexWeight', label: 'Index weight', group: 'mark', ...share, default: 0,
    link: 'iw', makesWork: false, slider: { from: 0, to: 1, step: 0.05 },
    explain: 'How much of the mark price comes from an outside index instead of the venue’s own trades.',
  },
  {
    key: 'venue.mark.lagSteps', label: 'Index lag', group: 'mark', ...steps, default: 0, min: 0,
    link: 'il', makesWork: false, slider: { from: 0, to: 60, step: 1 },
    explain: 'How old the index is when it arrives.',
  },
  // --- who pays
  {
    kind: 'layers', key: 'venue.waterfall', link: 'wf', label: 'Who pays, in this order', group: 'losses', default: ['insuranceFund', 'socializedLoss'], makesWork: true,
    options: [
      ['insuranceFund', 'Insurance fund'],
      ['venueEquity', 'Exchange’s own money'],
      ['adl', 'Close winners early (ADL)'],
      ['socializedLoss', 'Share among the winners (socialized loss)'],
    ],
    explain: 'What a deposit cannot pay goes to these, one after the other; the rest is unpaid.',
  },
  {
    key: 'venue.insuranceFund', label: 'Insurance fund', group: 'losses', unit: 'dollars', default: 0.005, min: 0, max: 1e12, money: true,
    link: 'if', makesWork: false, slider: { from: 0, to: 10_000_000, step: 1000 },
    explain: 'Money set aside to pay what bankrupt traders cannot.',
  },
  {
    key: 'venue.insuranceFund.shareOfOpenInterest', label: 'Insurance fund', group: 'losses', unit: 'share of open interest', default: 0.005, min: 0, max: 1000,
    link: 'if', makesWork: false, whenSilent: true, slider: { from: 0, to: 0.1, step: 0.001 },
    explain: 'Money set aside to pay what bankrupt traders cannot, as a share of open interest.',
  },
  {
    key: 'venue.venueEquity', label: 'Exchange’s own money', group: 'losses', unit: 'dollars', default: 0, min: 0, max: 1e12, money: true,
    link: 've', makesWork: false, slider: { from: 0, to: 10_000_000, step: 1000 },
    explain: 'What the exchange itself can pay.',
  },
  {
    key: 'venue.venueEquity.shareOfOpenInterest', label: 'Exchange’s own money', group: 'losses', unit: 'share of open interest', default: 0, min: 0, max: 1000,
    link: 've', makesWork: false, slider: { from: 0, to: 0.1, step: 0.001 },
    explain: 'What the exchange itself can pay, as a share of open interest.',
  },
  {
    kind: 'choice', key: 'venue.adl.ranking', link: 'ar', label: 'Who is closed early first (ADL ranking)', group: 'losses', default: 'profitLeverage', makesWork: true,
    options: [
      ['profitLeverage', 'most profit and leverage first'],
      ['entryValue', 'most profit on what they bought first'],
      ['proRata', 'everyone in proportion (pro rata)'],
    ],
    explain: 'Counts only where “Close winners early” is a layer.',
  },
  {
    kind: 'choice', key: 'venue.socializedLoss.base', link: 'sb', label: 'Shared losses go by', group: 'losses', default: 'profit', makesWork: false,
    options: [
      ['profit', 'profit: only winners pay'],
      ['openInterest', 'size of the position: everyone pays'],
    ],
    explain: 'Counts only where “Share among the winners” is a layer.',
  },
  // --- the circuit breaker
  { kind: 'part', key: 'venue.circuitBreaker', label: 'A large move halts trading', group: 'breaker', off: 'null' },
  {
    key: 'venue.circuitBreaker.move', label: 'Breaker move', group: 'breaker', unit: 'share', default: 0.05, min: 0, above: true, max: 1000,
    link: 'cb', makesWork: false, slider: { from: 0.01, to: 0.3, step: 0.005 },
    explain: 'The move of the price that halts the venue.',
  },
  {
    key: 'venue.circuitBreaker.windowSteps', label: 'Breaker window', group: 'breaker', ...steps, default: 30, min: 1,
    link: 'cb', makesWork: false, slider: { from: 1, to: 300, step: 1 },
    explain: 'How far back the breaker looks.',
  },
  {
    key: 'venue.circuitBreaker.haltSteps', label: 'Halt', group: 'breaker', ...steps, default: 60, min: 1,
    link: 'cb', makesWork: false, slider: { from: 1, to: 600, step: 1 },
    explain: 'How long a halt lasts.',
  },
] as const satisfies readonly Row[]
