/** Every word of the picture. Plain words first; the field's terms stand in the details beside it. */
import type { StageWords } from '../../stage/words.ts'
import {
  formatChange,
  formatCount,
  formatDuration,
  formatNumbered,
  formatPart,
  formatPrice,
} from '../../schema/words.ts'

/** A whole percent: the picture is no place for decimals. */
const toWhole = (change: number) => formatChange(Math.round(change * 100) / 100)

export const stageWords: StageWords = {
  picture:
    'The price through time, and every trader at the price that sells them out. Described in words below.',
  price: (value, decimals) => formatPrice(value, decimals),
  time: (seconds) => formatDuration(seconds),
  moment: (seconds, price, fair) => {
    const told = `${formatDuration(seconds)}: price ${formatPrice(price, 2)}`
    return fair === null ? told : `${told}, fair value ${formatPrice(fair, 2)}`
  },
  fair: 'fair value: the news',
  fairShort: 'fair value',
  forcedSelling: (change) => `forced selling ${toWhole(change)}`,
  orders: (change) => `${change < 0 ? 'selling' : 'buying'} ${toWhole(change)}`,
  forcedBuying: (change) => `forced buying ${toWhole(change)}`,
  change: toWhole,
  forcedOrders: 'forced sales each step',
  forcedOrdersShort: 'forced sales',
  forcedPurchases: 'forced purchases',
  peak: (price) => `peak ${formatPrice(price)}`,
  halted: (share) => `closed ${formatPart(share)} of the time`,
  before: 'the run before',
  sketch: (isPart) => (isPart ? 'about, while you drag' : 'while you drag'),
  longs: 'bet on a rise: sold out if the price falls to here',
  longsShort: 'bet on a rise',
  shorts: 'bet on a fall: sold out if the price rises to here',
  shortsShort: 'bet on a fall',
  out: 'already sold out',
  outShort: 'sold out',
  deleveraged: 'closed early to cover others',
  deleveragedShort: 'closed early',
  closed: 'closed by themselves',
  closedShort: 'by themselves',
  stopped: 'closed by their own stop',
  stoppedShort: 'own stop',
  stops: 'own stops',
  queued: 'waiting to be sold',
  queuedShort: 'waiting',
  band: 'here each sale forces a bigger one',
  bandShort: 'each forces a bigger one',
  bandShortest: 'R above 1',
  atStart: 'at the start',
  crowdAtStart: 'the crowd at the start',
  you: 'you',
  trader: (id) => `trader ${formatCount(id)}`,
  beyond: (count, side) => `${formatNumbered(count, 'more')} ${side}`.replace('mores', 'more'),
  sample: (shown, total) =>
    `${formatCount(shown)} of ${formatCount(total)} traders are drawn; the shape counts all`,
  sampleShort: (shown, total) => `${formatCount(shown)} of ${formatCount(total)} drawn`,
  sharing: 'winners share losses: sold out sooner',
  sharingShort: 'winners share losses',
  plain: 'This browser draws the plain picture: the shape of the crowd, without single traders.',
}

/** The crowd of a house that lends. */
export const loanWords: StageWords = {
  ...stageWords,
  picture:
    'The price through time, and every loan at the price at which it may be sold. Described in words below.',
  plain: 'This browser draws the plain picture: the shape of all loans, without single ones.',
  longs: 'a loan: may be sold if the price falls to here',
  longsShort: 'a loan',
  shorts: '',
  shortsShort: '',
  trader: (id) => `loan ${formatCount(id)}`,
  sample: (shown, total) =>
    `${formatCount(shown)} of ${formatCount(total)} loans are drawn; the shape counts all`,
}
