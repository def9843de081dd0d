/**
 * Goal: files of prices are read as exchanges and data sites export them, and one line says what was read.
 * Method: a few rows of each export as it is written, the cases that once failed, and the bitcoin file of the site.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/prices/decodeText.ts'
import { readPrices } from '../../src/prices/readPrices.ts'

const YAHOO = 'Date,Open,High,Low,Close,Adj Close,Volume\n'
const KLINE = (time: string, close: string, end: string) =>
  `${time},42283.58,42554.57,42261.02,${close},1271.68108,${end},53957248.97,47134,682.57,28957416.81,0\n`
const HEADS =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n'

/** Name, file, the line that it gives, prices from the oldest on, seconds a step. */
const FORMATS: readonly [string, string, string, number[], number | null][] = [
  [
    'CoinGecko',
    'snapped_at,price,market_cap,total_volume\n2024-03-01 00:00:00 UTC,61168.06,1201577423458.22,41280390518.1\n2024-03-02 00:00:00 UTC,62397.66,1225828182917.4,33178302310.6\n',
    '2 prices, 61,168.06 to 62,397.66, daily, oldest first, no gaps',
    [61168.06, 62397.66],
    86_400,
  ],
  [
    'CoinMarketCap',
    '\uFEFFtimeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;circulatingSupply;timestamp\n"2024-03-05T00:00:00.000Z";"2024-03-05T23:59:59.999Z";"2024-03-05T15:09:00.000Z";"2024-03-05T20:10:00.000Z";"2781";68341.05;69170.6;59323.91;63801.19;102802940877.7;1252866137211.4;19643750;"2024-03-05T23:59:59.999Z"\n"2024-03-04T00:00:00.000Z";"2024-03-04T23:59:59.999Z";"2024-03-04T23:26:00.000Z";"2024-03-04T04:10:00.000Z";"2781";63135.8;68537.02;62386.5;68330.4;70670471105.1;1341721456338.9;19642500;"2024-03-04T23:59:59.999Z"\n',
    '2 prices, 68,330.4 to 63,801.19, daily, newest first, no gaps',
    [68330.4, 63801.19],
    86_400,
  ],
  [
    'Yahoo with nulls',
    `${YAHOO}2021-05-10,0.569687,0.60,0.42,0.449964,0.449964,16514521828\n2021-05-11,0.450488,0.546651,0.445034,0.495231,0.495231,14566975476\n2021-05-12,null,null,null,null,null,null\n2021-05-13,0.392176,0.519461,0.357175,0.490374,0.490374,18663174069\n`,
    '3 prices, 0.449964 to 0.490374, daily, oldest first, 1 gap',
    [0.449964, 0.495231, 0.490374],
    86_400,
  ],
  [
    'Yahoo as the page shows it',
    'Date\tOpen\tHigh\tLow\tClose*\tAdj Close**\tVolume\nMar 06, 2024\t63,776.05\t67,637.93\t62,848.67\t66,106.80\t66,106.80\t68,750,229,073\nMar 05, 2024\t68,341.05\t69,170.63\t59,323.91\t63,801.20\t63,801.20\t102,802,940,877\n',
    '2 prices, 63,801.2 to 66,106.8, daily, newest first, no gaps',
    [63801.2, 66106.8],
    86_400,
  ],
  [
    'Binance klines without heads, in ms',
    KLINE('1704067200000', '42475.23', '1704070799999') + KLINE('1704070800000', '42613.56', '1704074399999'),
    '2 prices, 42,475.23 to 42,613.56, hourly, oldest first, no gaps',
    [42475.23, 42613.56],
    3600,
  ],
  [
    'Binance klines without heads, in µs',
    KLINE('1735689600000000', '93548.8', '1735693199999999') + KLINE('1735693200000000', '94396.39', '1735696799999999'),
    '2 prices, 93,548.8 to 94,396.39, hourly, oldest first, no gaps',
    [93548.8, 94396.39],
    3600,
  ],
  [
    'Binance klines with heads',
    HEADS + KLINE('1704067200000', '42475.23', '1704067499999') + KLINE('1704067500000', '42613.56', '1704067799999'),
    '2 prices, 42,475.23 to 42,613.56, every 5 min, oldest first, no gaps',
    [42475.23, 42613.56],
    300,
  ],
  [
    'CryptoDataDownload',
    'https://www.CryptoDataDownload.com\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USD\n1646092800,2022-03-01 00:00:00,BTC/USD,43221.71,43626.49,43185.48,43185.48,49.00628,2116360.10\n1646006400,2022-02-28 00:00:00,BTC/USD,37717.10,44256.08,37468.99,43178.98,3160.61807,136472265.56\n',
    '2 prices, 43,178.98 to 43,185.48, daily, newest first, no gaps',
    [43178.98, 43185.48],
    86_400,
  ],
  [
    'CryptoDataDownload, older, by the hour',
    'https://www.CryptoDataDownload.com\r\nDate,Symbol,Open,High,Low,Close,Volume BTC,Volume USD\r\n2019-10-17 01-PM,BTCUSD,8051,8064,8044,8062.5,78.2,630104.4\r\n2019-10-17 12-PM,BTCUSD,8025.6,8051,8018.1,8051.0,93.1,748203.2\r\n2019-10-17 11-AM,BTCUSD,8001,8030,7990,8025.6,11.1,88203.2\r\n',
    '3 prices, 8,025.6 to 8,062.5, hourly, newest first, no gaps',
    [8025.6, 8051, 8062.5],
    3600,
  ],
  [
    'Investing.com',
    '\uFEFF"Date","Price","Open","High","Low","Vol.","Change %"\n"03/14/2024","71,387.1","73,066.7","73,740.9","68,717.2","109.43K","-2.29%"\n"03/13/2024","73,066.3","71,461.9","73,623.5","71,338.4","70.95K","2.24%"\n"03/11/2024","71,461.9","72,099.1","72,916.7","68,845.4","105.09K","-0.88%"\n',
    '3 prices, 71,461.9 to 71,387.1, daily, newest first, 1 gap',
    [71461.9, 73066.3, 71387.1],
    86_400,
  ],
  [
    'Investing.com in German',
    '"Datum","Zuletzt","Eröffn.","Hoch","Tief","Vol.","+/- %"\n"04.03.2024","71.387","73.066,7","73.740,9","68.717,2","109,43K","-2,29%"\n"03.03.2024","73.066","71.461,9","73.623,5","71.338,4","70,95K","2,24%"\n',
    '2 prices, 73,066 to 71,387, daily, newest first, no gaps',
    [73066, 71387],
    86_400,
  ],
  [
    'Stooq',
    'Date,Open,High,Low,Close,Volume\n2024-03-04,63100.1,64000,62000,63900.5,100\n2024-03-05,63900.5,64100,60000,61000.25,100\n',
    '2 prices, 63,900.5 to 61,000.25, daily, oldest first, no gaps',
    [63900.5, 61000.25],
    86_400,
  ],
  [
    'Bloomberg, with what it is about above',
    'Security,XBTUSD BGN Curncy,,\nStart Date,01/03/2024,,\nCurrency,USD,,\n,,,\nDate,PX_LAST,PX_VOLUME,\n13/03/2024,73097.77,100,\n12/03/2024,71481.29,120,\n',
    '2 prices, 71,481.29 to 73,097.77, daily, newest first, no gaps',
    [71481.29, 73097.77],
    86_400,
  ],
  [
    'a German bank, by the closing rate',
    'Datum;Eröffnung;Schluß\n13.03.2024;71.481,10 €;73.097,77 €\n14.03.2024;73.097,80 €;71.396,59 €\n',
    '2 prices, 73,097.77 to 71,396.59, daily, oldest first, no gaps',
    [73097.77, 71396.59],
    86_400,
  ],
  [
    'Stooq by the hour',
    '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\nBTC.V,60,20240301,120000,61,62,60,61.5,0,0\nBTC.V,60,20240301,130000,61.5,63,61,62.5,0,0\n',
    '2 prices, 61.5 to 62.5, hourly, oldest first, no gaps',
    [61.5, 62.5],
    3600,
  ],
  [
    'Nasdaq',
    'Date,Close/Last,Volume,Open,High,Low\n03/14/2024,$173.00,72913510,$172.91,$174.31,$172.05\n03/13/2024,$171.13,52488690,$172.77,$173.19,$170.76\n',
    '2 prices, 171.13 to 173, daily, newest first, no gaps',
    [171.13, 173],
    86_400,
  ],
  [
    'FRED, with a point where there is none',
    'observation_date,SP500\n2024-02-29,5096.27\n2024-03-01,5137.08\n2024-03-04,5130.95\n2024-03-05,.\n2024-03-06,5104.76\n',
    '4 prices, 5,096.27 to 5,104.76, daily on weekdays, oldest first, 1 gap',
    [5096.27, 5137.08, 5130.95, 5104.76],
    86_400,
  ],
  [
    'the series of a run of this site',
    'step,seconds,price (dollars),fairValue (dollars),depth (contracts),engineVersion,seed\r\n0,0,100,100,5,1.0.0,crash\r\n1,0.5,99.5,99,5,1.0.0,crash\r\n2,1,98.75,99,5,1.0.0,crash\r\n',
    '3 prices, 100 to 98.75, every 0.5 s, oldest first, no gaps',
    [100, 99.5, 98.75],
    0.5,
  ],
  [
    'the same for a spreadsheet with decimal commas',
    'step;seconds;price (dollars);fairValue (dollars);depth (contracts);engineVersion;seed\r\n0;0;100;100;5;1.0.0;crash\r\n1;0,5;99,5;99;5;1.0.0;crash\r\n2;1;98,75;99;5;1.0.0;crash\r\n',
    '3 prices, 100 to 98.75, every 0.5 s, oldest first, no gaps',
    [100, 99.5, 98.75],
    0.5,
  ],
  ['one bare column', '100\n99.5\n98\n', '3 prices, 100 to 98, without dates, in the order of the file', [100, 99.5, 98], null],
  ['one column with a name and decimal commas', 'Preis\n100,5\n99,25', '2 prices, 100.5 to 99.25, without dates, in the order of the file', [100.5, 99.25], null],
  ['steps beside prices', '0,100\n1,99.5\n3,98', '3 prices, 100 to 98, without dates, oldest first, 1 gap', [100, 99.5, 98], null],
  ['months', 'Date;Close\n2024-01;5,5\n2024-02;6,25\n2024-04;7\n', '3 prices, 5.5 to 7, monthly, oldest first, 1 gap', [5.5, 6.25, 7], (365.2425 * 86_400) / 12],
  ['spaces between thousands', 'Date;Close\n2024-01-01;61 200,5\n2024-01-02;62\u202f050,25\n', '2 prices, 61,200.5 to 62,050.25, daily, oldest first, no gaps', [61200.5, 62050.25], 86_400],
  ['a currency behind each price', 'Date,Close\n2024-01-01,61200.5 USD\n2024-01-02,62050.25 USD\n', '2 prices, 61,200.5 to 62,050.25, daily, oldest first, no gaps', [61200.5, 62050.25], 86_400],
  ['days before months, since the thirteenth is a day', 'Date,Close\n12/03/2024,5\n13/03/2024,6\n', '2 prices, 5 to 6, daily, oldest first, no gaps', [5, 6], 86_400],
] // prettier-ignore

describe('the reader of prices', () => {
  it.each(FORMATS)('reads %s', (_name, text, line, prices, stepSeconds) => {
    expect(readPrices(text)).toMatchObject({ line, prices, stepSeconds })
  })

  it('reads each in UTF-16 of both orders, in UTF-8 and in the code of Western Windows', () => {
    const [, text, line] = FORMATS.find(([name]) => name === 'Investing.com in German') ?? ['', '', '']
    const low = Buffer.from(text, 'utf16le')
    const high = Buffer.from(low).swap16()
    const codes = [
      low,
      high,
      Buffer.concat([Buffer.from([0xff, 0xfe]), low]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), high]),
      Buffer.from(text, 'latin1'),
      Buffer.from(`\uFEFF${text}`, 'utf8'),
    ]
    for (const code of codes) {
      expect(decodeText(code).replace('\uFEFF', '')).toBe(text)
      expect(readPrices(decodeText(code)).line).toBe(line)
    }
  })

  it('takes a `sep=` line, whatever parts the columns', () => {
    for (const sign of [';', ',', '\t', '|'])
      expect(readPrices(`sep=${sign}\r\ntime${sign}price\r\n1${sign}100\r\n2${sign}99.5\r\n`).prices).toEqual(
        [100, 99.5],
      )
  })

  it('names the other columns where there are any, and reads the one that is chosen', () => {
    const { options, chosen, notes } = readPrices(
      `${YAHOO}2021-05-10,1,4,0.5,2,1.5,16\n2021-05-11,2,5,1,3,2.5,14\n`,
    )
    expect(options.map(({ words }) => words)).toEqual([
      'Open: 1 to 2',
      'High: 4 to 5',
      'Low: 0.5 to 1',
      'Close: 2 to 3',
      'Adj Close: 1.5 to 2.5',
    ])
    expect([chosen, notes]).toEqual([3, ['They are from the column “Close”.']])
    const text = `${YAHOO}2021-05-10,1,4,0.5,2,1.5,16\n2021-05-11,2,5,1,3,2.5,14\n`
    expect(readPrices(text, options[4].choice).prices).toEqual([1.5, 2.5])
  })

  it('says how it reads a sign before three digits that other columns, or quotes, decide', () => {
    const whole = '"Datum","Zuletzt"\n"02.01.2024","61.234"\n"01.01.2024","61.220"\n'
    expect(readPrices(whole).notes).toEqual(['“61.234” is read as 61.234.'])
    const beside = 'Date;Close;Volume\n2024-01-01;61.200;1.000,5\n2024-01-02;62.050;2.000,5\n'
    expect(readPrices(beside)).toMatchObject({
      prices: [61200, 62050],
      notes: ['“61.200” is read as 61200.'],
    })
  })

  it('names the column where its name is none of a price, and no exchange rate is a change', () => {
    const read = (name: string) => readPrices(`date,${name}\n2024-01-01,100\n2024-01-02,99\n`).notes
    expect(read('BTC/USD')).toEqual(['They are from the column “BTC/USD”.'])
    expect(read('exchange rate')).toEqual(['They are from the column “exchange rate”.'])
    expect(read('close')).toEqual([])
  })

  it('says what it left out, what is missing at length, and what moves too far', () => {
    expect(readPrices('date,close\n2024-01-01,1\n2024-01-02,\n2024-01-03,30\n').notes).toEqual([
      '1 row had no price and is left out.',
      'From 1 to 30 is 30 times in one step: see that its unit is right.',
    ])
  })
})

const readCase = (name: string) => decodeText(readFileSync(new URL(`cases/prices-${name}`, import.meta.url)))

describe('files that once failed', () => {
  it.each([
    ['below-a-cent.csv', '4 prices, 80.1 to 0.0052, daily, oldest first, no gaps', [80.1, 30.5, 1.05, 0.0052]],
    ['binance-klines.csv', '3 prices, 0.316 to 0.30601, every second, oldest first, no gaps', [0.316, 0.31501, 0.30601]],
    ['coingecko.csv', '3 prices, 61,200.5 to 58,010.75, daily, oldest first, no gaps', [61200.5, 62050.25, 58010.75]],
    ['gap-three-months.csv', '3 prices, 100 to 59, daily, oldest first, 1 gap', [100, 60, 59]],
    ['sep-line.csv', '2 prices, 100 to 99, without dates, oldest first, no gaps', [100, 99]],
    ['stooq.csv', '2 prices, 63,900.5 to 61,000.25, daily, oldest first, no gaps', [63900.5, 61000.25]],
    ['tab-thousands-comma.tsv', '3 prices, 1,250 to 998, daily, oldest first, no gaps', [1250, 1100, 998]],
    ['yahoo.csv', '3 prices, 0.449964 to 0.490374, daily, oldest first, 1 gap', [0.449964, 0.495231, 0.490374]],
  ])('%s is read', (name, line, prices) => {
    expect(readPrices(readCase(name))).toMatchObject({ line, prices })
  }) // prettier-ignore

  it('a long gap is said with its length', () => {
    expect(readPrices(readCase('gap-three-months.csv')).notes).toEqual([
      '91 of 94 moments are missing; a gap is one step.',
    ])
  })

  it('a mean below a column without dates is said', () => {
    expect(readPrices('Close\n100\n102\n98\n104\n101\n').notes).toEqual([
      'The last, 101, is the mean of all above: see that it is a price.',
    ])
    expect(readPrices('Close\n100\n100\n100\n100\n').notes).toEqual([])
  })

  it('an unclear comma that the other rows settle is said', () => {
    expect(readPrices(readCase('tab-thousands-comma.tsv')).notes).toEqual(['“1,250” is read as 1250.'])
  })

  it('a path by the minute brings the length of its step', () => {
    const read = readPrices(readCase('open-after-a-lever-from-61200.csv'))
    expect(read.line).toBe('60 prices, 61,200 to 54,712.8, every minute, oldest first, no gaps')
    expect(read.stepSeconds).toBe(60)
  })
})

it('the bitcoin file of the site is read with its three gaps', () => {
  const read = readPrices(readFileSync('public/data/btc-usd-daily.csv', 'utf8'))
  expect(read.line).toBe('2,530 prices, 457.33 to 48,531.83, daily, oldest first, 3 gaps')
  const falls = read.prices.slice(1).map((price, i) => price / read.prices[i] - 1)
  const worst = falls.indexOf(Math.min(...falls))
  expect(falls[worst]).toBeCloseTo(-0.3717, 4)
  expect(new Date((read.moments?.[worst + 1] ?? 0) * 1000).toISOString()).toMatch(/^2020-03-12/)
})
