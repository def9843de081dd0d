/**
 * Rows of the parameter table: the run, the market and its liquidity, in the order of the document.
 * See row.ts for what a row holds; parameterTable.ts puts all rows into one table.
 */
import { share, steps, type Row } from './row.ts'

const HALF_LIFE_30_STEPS = 0.02284003156575409

// One row takes a few lines; the usual layout would take twenty.
// prettier-ignore
export const marketRows = [
  // --- the run
  {
    key: 'steps', label: 'Length of the run', group: 'run', ...steps, default: 900, min: 1,
    link: 'ns', makesWork: true, required: true, slider: { from: 60, to: 3600, step: 60 },
    explain: 'How many steps the run lasts.',
  },
  {
    key: 'stepSeconds', label: 'Length of a step', group: 'run', unit: 'seconds', default: 1, min: 0, above: true, max: 31_536_000,
    link: 'ss', makesWork: false, slider: { from: 1, to: 3600, step: 1, log: true },
    explain: 'How much time one step stands for; it scales the volatility of the news.',
  },
  // --- the market
  {
    key: 'market.startPrice', label: 'Start price', group: 'market', unit: 'dollars a coin', default: 100, min: 1e-6, max: 1e9,
    link: 'sp', makesWork: false, required: true, slider: { from: 1, to: 100_000, step: 1, log: true },
    explain: 'The price at which the run opens.',
  },
  {
    key: 'market.fairValue.annualVolatility', label: 'Volatility of the news', group: 'market', unit: 'a year', default: 0.6, min: 0, max: 10,
    link: 'fv', makesWork: false, slider: { from: 0, to: 2, step: 0.05 },
    explain: 'How much fair value moves by itself in a year.',
  },
  {
    key: 'market.fairValue.annualDrift', label: 'Drift of the news', group: 'market', unit: 'a year', default: 0, min: -10, max: 1000,
    link: 'fv', makesWork: false, slider: { from: -2, to: 2, step: 0.1 },
    explain: 'How fast the expected fair value grows in a year.',
  },
  {
    key: 'market.fairValue.degreesOfFreedom', label: 'Degrees of freedom', group: 'market', unit: 'number', default: 4, min: 2, above: true, max: 1000,
    link: 'fv', makesWork: false, slider: { from: 2.5, to: 30, step: 0.5, log: true },
    explain: 'How fat the tails of the news are: the fewer, the more often news is far larger than usual, at the same volatility.',
  },
  {
    key: 'market.fairValue.perYear', label: 'Jumps a year', group: 'market', unit: 'number', default: 12, min: 0, max: 1_000_000,
    link: 'fv', makesWork: false, slider: { from: 0, to: 365, step: 1 },
    explain: 'How often fair value jumps in a year, beside what its volatility does.',
  },
  {
    key: 'market.fairValue.meanLog', label: 'Mean jump', group: 'market', unit: 'number', default: -0.05, min: -5, max: 5,
    link: 'fv', makesWork: false, slider: { from: -0.3, to: 0.3, step: 0.01 },
    explain: 'The mean jump in log price; below 0 they go down.',
  },
  {
    key: 'market.fairValue.sdLog', label: 'Spread of jumps', group: 'market', unit: 'number', default: 0.05, min: 0, max: 5,
    link: 'fv', makesWork: false, slider: { from: 0, to: 0.3, step: 0.01 },
    explain: 'How much jumps differ in log price.',
  },
  {
    key: 'market.fairValue.alpha', label: 'Weight of the last shock', group: 'market', ...share, default: 0.1,
    link: 'fv', makesWork: false, slider: { from: 0, to: 0.5, step: 0.01 },
    explain: 'How much the last move raises the variance of the next one (alpha).',
  },
  {
    key: 'market.fairValue.beta', label: 'Memory of variance', group: 'market', ...share, default: 0.85,
    link: 'fv', makesWork: false, slider: { from: 0, to: 0.99, step: 0.01 },
    explain: 'How much of the variance stays for the next step (beta); with the weight of the last shock it stays below 1.',
  },
  // --- liquidity
  {
    kind: 'choice', key: 'liquidity.curve', link: 'cu', label: 'Shape of the book', group: 'liquidity', default: 'exponential', makesWork: false,
    options: [
      ['exponential', 'every 1% costs the same (exponential)'],
      ['squareRoot', 'large orders cost less per contract (square root)'],
      ['constantProduct', 'a pool that always quotes (constant product)'],
    ],
    explain: 'How the price moves as an order grows.',
  },
  {
    key: 'liquidity.depth', label: 'Depth', group: 'liquidity', unit: 'contracts', default: 0.03, min: 0, above: true, max: 1e15,
    link: 'de', makesWork: false, slider: { from: 1_000, to: 100_000_000, step: 1000, log: true },
    explain: 'How many contracts can be sold before the price moves 1 %.',
  },
  {
    key: 'liquidity.depth.shareOfOpenInterest', label: 'Depth', group: 'liquidity', unit: 'share of open interest', default: 0.03, min: 0, above: true, max: 1000,
    link: 'de', makesWork: false, whenSilent: true, slider: { from: 0.005, to: 0.5, step: 0.005, log: true },
    explain: 'The share of open interest that can be sold before the price moves 1 %.',
  },
  {
    key: 'liquidity.resilience', label: 'Resilience', group: 'liquidity', ...share, default: HALF_LIFE_30_STEPS,
    link: 're', makesWork: false, slider: { from: 0, to: 0.2, step: 0.005 },
    explain: 'The share of the displacement that heals in each step.',
  },
  { kind: 'part', key: 'liquidity.stress', label: 'The book thins out in a storm (stress)', group: 'liquidity', off: 'left out' },
  {
    key: 'liquidity.stress.sensitivity', label: 'Stress sensitivity', group: 'liquidity', unit: 'number', default: 0.01, min: 0, max: 1000,
    link: 'st', makesWork: false, slider: { from: 0, to: 0.1, step: 0.005 },
    explain: 'How fast the book thins out when the price swings more than on a calm day.',
  },
  {
    key: 'liquidity.stress.memorySteps', label: 'Stress memory', group: 'liquidity', ...steps, default: 30, min: 1,
    link: 'st', makesWork: false, slider: { from: 1, to: 300, step: 1 },
    explain: 'How long the book remembers a swing.',
  },
  {
    key: 'liquidity.stress.calmReturn', label: 'Calm return', group: 'liquidity', ...share, default: 0.0003, above: true,
    link: 'st', makesWork: false, slider: { from: 0.0001, to: 0.01, step: 0.0001, log: true },
    explain: 'The move in one step that counts as calm.',
  },
  { kind: 'part', key: 'liquidity.makers', label: 'Market makers withdraw as they lose', group: 'liquidity', off: 'left out' },
  {
    key: 'liquidity.makers.capital', label: 'Makers’ capital', group: 'liquidity', unit: 'dollars', default: 0, min: 0, max: 1e12, money: true,
    link: 'mk', makesWork: false, slider: { from: 0, to: 100_000_000, step: 1000 },
    explain: 'What market makers can lose before they withdraw; 0 means that they never do.',
  },
  {
    key: 'liquidity.makers.capital.shareOfOpenInterest', label: 'Makers’ capital', group: 'liquidity', unit: 'share of open interest', default: 0.2, min: 0, max: 1000,
    link: 'mk', makesWork: false, slider: { from: 0.02, to: 1, step: 0.01 },
    explain: 'What market makers can lose before they withdraw, as a share of open interest.',
  },
] as const satisfies readonly Row[]
