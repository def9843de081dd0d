/**
 * Every word that the picture shows. The stage knows no language: who shows it says what things are called and how numbers
 * read. Functions get plain numbers; changes are fractions (−0.12 for a fall of 12 %).
 */
export interface StageWords {
  /** The name of the picture for readers who do not see it; what happens in it is told elsewhere. */
  readonly picture: string
  price(value: number, decimals: number): string
  /** A moment of the run, for the time axis. */
  time(seconds: number): string
  /** A moment that is pointed at, with its prices; without fair value where there is little room. */
  moment(seconds: number, price: number, fair: number | null): string
  /** The dashed line. */
  readonly fair: string
  readonly fairShort: string
  /** The area between price and fair value where the price is lower; `change` is the deepest so far. */
  forcedSelling(change: number): string
  /** Where orders from outside, or the traders' own wishes, moved the price more than force did. */
  orders(change: number): string
  /** The same where the price is higher. */
  forcedBuying(change: number): string
  /** Any of these where there is room for the number alone. */
  change(change: number): string
  /** The strip beneath the chart. */
  readonly forcedOrders: string
  readonly forcedOrdersShort: string
  readonly forcedPurchases: string
  /** The highest price that forced buying made. */
  peak(price: number): string
  /** The hatched time in which nobody can trade; the share of the time so far. */
  halted(share: number): string
  /** The gray line of the run before. */
  readonly before: string
  /** The dashed line of the price that a lever would make, where it is now; of a sample of the crowd, or exactly. */
  sketch(isPart: boolean): string
  /** The two sides, in full and where there is little room; empty where a crowd has no such side. */
  readonly longs: string
  readonly shorts: string
  readonly longsShort: string
  readonly shortsShort: string
  readonly out: string
  readonly outShort: string
  readonly deleveraged: string
  readonly deleveragedShort: string
  readonly closed: string
  readonly closedShort: string
  /** Closed by the trader's own stop-loss: the mark, and the part of the strip. */
  readonly stopped: string
  readonly stoppedShort: string
  readonly stops: string
  readonly queued: string
  readonly queuedShort: string
  /** The shaded prices where R is 1 or more at this moment. */
  readonly band: string
  /** The same in the legend. */
  readonly bandShort: string
  readonly bandShortest: string
  /** The outline of the profile as the run opened. */
  readonly atStart: string
  /** The same in the legend, where it does not stand beside its line. */
  readonly crowdAtStart: string
  /** The pinned trader, and one that is only looked at. */
  readonly you: string
  trader(id: number): string
  /** Marks beyond the shown prices, `count` of them on one side. */
  beyond(count: number, side: 'above' | 'below'): string
  /** The crowd is too big for one mark a trader. */
  sample(shown: number, total: number): string
  sampleShort(shown: number, total: number): string
  /** Marks move since their traders' deposits pay for the losses of others. */
  readonly sharing: string
  readonly sharingShort: string
  /** This browser draws the plain picture: no single marks. */
  readonly plain: string
}
