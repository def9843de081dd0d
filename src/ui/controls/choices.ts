/** Choices of the model that are not numbers: where they stand in a scenario, and what each option means in plain words. */
export interface Choice {
  readonly path: string
  readonly label: string
  readonly options: readonly (readonly [value: string, name: string])[]
  readonly explain: string
}

export const curveChoice: Choice = {
  path: 'liquidity.curve',
  label: 'Shape of the book',
  options: [
    ['exponential', 'every 1% costs the same (exponential)'],
    ['squareRoot', 'large orders cost less per contract (square root)'],
    ['constantProduct', 'a pool that always quotes (constant product)'],
  ],
  explain: 'How the price moves as an order grows.',
}

export const surplusChoice: Choice = {
  path: 'venue.liquidation.surplus',
  label: 'What is left of a deposit goes to',
  options: [
    ['trader', 'the trader'],
    ['fund', 'the insurance fund'],
  ],
  explain: 'After a forced sale that did not use up the deposit.',
}

export const rankingChoice: Choice = {
  path: 'venue.adl.ranking',
  label: 'Who is closed early first (ADL ranking)',
  options: [
    ['profitLeverage', 'most profit and leverage first'],
    ['proRata', 'everyone in proportion (pro rata)'],
  ],
  explain: 'Counts only where “Close winners early” is a layer.',
}

export const baseChoice: Choice = {
  path: 'venue.socializedLoss.base',
  label: 'Shared losses go by',
  options: [
    ['profit', 'profit: only winners pay'],
    ['openInterest', 'size of the position: everyone pays'],
  ],
  explain: 'Counts only where “Share among the winners” is a layer.',
}
