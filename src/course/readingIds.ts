/** The closed list of what checks, claims and texts can read from a run's outcome. What each one is stands in readings.ts. */
export const READING_IDS = [
  'priceFall', // 1 − lowest price ÷ start price
  'fairFall',
  'lowestPrice',
  'finalPrice',
  'amplification',
  'rAheadStart',
  'rAheadEnd',
  'rAheadPeak',
  'liquidations',
  'liquidatedShare', // of the traders
  'bankruptPositions',
  'closedAboveBankruptcy', // share of the liquidations that did not end below zero
  'ownPaid',
  'fundPaid',
  'fundLeft',
  'fundLeftShare', // of what it began with
  'fundStart',
  'venuePaid',
  'fees',
  'socializedLoss',
  'badDebt',
  'losses',
  'shortfall', // fund, exchange, winners and nobody: what the bankrupt could not pay
  'uncovered', // winners and nobody: what money set aside did not cover
  'adlContracts',
  'adlShare', // of the open interest at the opening
  'adlAccounts',
  'adlAgainstMark',
  'haltedShare', // of the steps
  'halts',
  'lowestDepthShare', // of the depth at the opening
  'tradersSolvent', // share of the traders
  'openInterestKept', // end ÷ opening
  'openInterestPeak', // largest ÷ opening
  'nearDepthPeak', // largest contracts near liquidation ÷ depth at the opening
  'saleCost', // share of the price before the sale that an outside seller lost
  'exposure', // value of all positions ÷ deposits, at the opening
  'youSurvive', // 1 or 0: trader 0 was not sold out
  'youLeverage',
  'youEquityShare', // of the deposit, at the end
  'youLiquidationMove', // share below (for a short: above) the start price at which trader 0 is sold out
  'youBankruptcyMove',
] as const
export type ReadingId = (typeof READING_IDS)[number]
