/**
 * Which files of the built site hold which modules. What is asked for together comes together: many small files compress badly and
 * take many requests. Shared parts stand before the places that need them, and no place takes from another one
 * (tests/e2e/site.spec.ts), so that whoever opens one does not load them all.
 */

/**
 * Beginnings of paths within src, `npm:` before packages. The longest beginning that fits a module has it; what none fits goes with the
 * one that needs it, and null means that on purpose.
 */
const CHUNKS: readonly (readonly [name: string | null, begin: readonly string[]])[] = [
  ['shell', ['npm:svelte', 'npm:esm-env', 'npm:clsx', 'course/readContent', 'schema/mendAddress']],
  ['shell', ['ui/course/locks', 'ui/course/catalog', 'ui/teach/planPlace']],
  ['shell', ['animationLoop', 'app.css', 'App.', 'ErrorPage', 'Header', 'nearest', 'Notice', 'Place.', 'routes'].map((one) => `app/${one}`)], // prettier-ignore
  ['shell', ['embed', 'notice', 'storage', 'update', 'settings', 'outlive', 'past.'].map((one) => `stores/${one}`)], // prettier-ignore
  ['shell', ['Later', 'ThemeSelect', 'keyboard', 'animationFrames', 'announcer', 'NoticeLine'].map((one) => `ui/parts/${one}`)], // prettier-ignore

  // What views and workers need. Parts of it in several chunks would wait for each other in a circle.
  ['schema', ['npm:valibot', 'schema/', 'engine/arithmetic', 'prices/decodeText', 'stage/pathRecord', 'stage/priceRange']], // prettier-ignore
  ['schema', ['worker/superseded', 'worker/liveness', 'situations/measure']],
  // What is drawn from a seed without an engine: nights, and what is published of them.
  ['schema', ['npm:seedrandom', 'engine/random', 'schema/linkText']],
  ['engine', ['engine/', 'worker/accountTable']],

  // The sandbox, which most begin with, and what other places take from it.
  ['sandbox', ['app/Sandbox.', 'app/print.css', 'stores/', 'ui/', 'worker/client', 'worker/port', 'worker/pool.']], // prettier-ignore
  ['sandbox', ['schema/presets', 'schema/livingPresets', 'schema/liveFigures', 'ui/course/lineScale', 'ui/course/figures/axis']], // prettier-ignore
  ['sandbox', ['charts/saveFile', 'charts/pictureParts', 'ui/charts/CsvChoice']],
  // Opened over the stage or beside it, and what other places take from there.
  ['panels', ['ui/controls/', 'ui/compare/', 'ui/events/', 'ui/files/', 'ui/traders/', 'ui/rules/', 'ui/pushes/']], // prettier-ignore
  ['sandbox', ['ui/rules/RuleName', 'ui/pushes/PushMenu', 'ui/pushes/PushPanel', 'ui/pushes/pushRow']],
  [
    'panels',
    ['Changes', 'FirstCard', 'Incoming', 'PrintedSource', 'LongWay', 'Stills'].map(
      (one) => `ui/sandbox/${one}`,
    ),
  ],
  ['panels', ['ui/dials/', 'ui/lab/ScrollTable', 'stores/monitoring']],
  ['panels', ['ui/readings/MoreReadings', 'ui/readings/SpringReadings', 'ui/readings/TextReading']],
  ['panels', ['ui/parts/HelpSheet', 'ui/parts/HeavyQuestion', 'schema/link']],
  ['panels', ['compar', 'keptComparison', 'accountBook', 'bookC', 'yourBet', 'fileInput', 'files', 'sharing', 'runAddress', 'runExport', 'runSaving', 'asked'].map((one) => `stores/${one}`)], // prettier-ignore
  ['panels', ['flow.', 'failureOrder', 'worldRun', 'worldStory', 'measuredRun'].map((one) => `stores/world/${one}`)], // prettier-ignore
  ['panels', ['ui/contagion/shownWorld']],
  ['picture', ['stage/']],
  [null, ['stage/webglStage', 'stage/piece', 'stage/shaders', 'stage/createStage']],
  ['charts', ['charts/', 'ui/charts/']],
  [null, ['charts/chartParts']],
  ['glossary', ['app/Glossary', 'ui/glossary/', 'ui/live/', 'ui/rules/formula', 'ui/rules/MathNode', 'ui/rules/placePanel']], // prettier-ignore
  ['houses', ['ui/contagion/', 'stores/world/', 'stores/world/flows']],
  [
    'presenter',
    [
      'app/PresenterBar',
      'ui/teach/PlanBar',
      'ui/teach/ScreenSteps',
      'ui/teach/planWays',
      'ui/teach/planLinks',
    ],
  ],

  // What the page itself does with answers of the lab; the workers have the rest.
  ['risk', ['badLoss', 'carried.', 'compare', 'distribution', 'estimate', 'event.', 'fates', 'fundSizing', 'intervals', 'jointFailures', 'moving', 'paired', 'performAll', 'pushed', 'reverse', 'sharpening', 'sweep', 'tornado', 'variants', 'volatility', 'warnings', 'backtest/'].map((one) => `risk/${one}`)], // prettier-ignore
  ['study', ['risk/', 'worker/risk', 'risk/backtest/backtest', 'risk/backtest/replay.', 'risk/backtest/coverage']], // prettier-ignore
  ['study', ['dials/watchedRun', 'dials/dialBoard']],
  ['risk', ['dials/']],
  ['nights', ['nights/']],
  ['nights', ['games', 'nightWorld', 'score', 'storm'].map((one) => `risk/nights/${one}`)],

  // Who learns here, and words with their terms: of the lessons and of the risk desk.
  ['learner', ['stores/progress', 'stores/learners', 'stores/deskRecord', 'StepText', 'openTerm', 'showRule'].map((one) => (one.startsWith('stores/') ? one : `ui/course/${one}`))], // prettier-ignore
  ['learner', ['ui/parts/ProblemLine']],
  ['desk', ['app/Desk', 'ui/desk/', 'stores/desk/']],
  ['panels', ['charts/svgPicture']],
  ['lab', ['app/RiskLab', 'app/Meaning', 'ui/lab/', 'worker/pricesPool']],
  ['lab', ['rarity', 'matters', 'tails', 'volatility', 'breaks', 'better', 'openedFuture', 'backtest', 'outcomes', 'lab', 'futures', 'channels'].map((one) => `stores/${one}`)], // prettier-ignore
  ['contagion', ['app/Contagion', 'situations/', 'ui/contagion/workshop/', 'ui/contagion/World']],
  ['contagion', ['carried', 'contagion', 'openSituation', 'startRun', 'workshop', 'worldExport', 'worldFile', 'worldLink', 'worldSaving', 'worldSharing', 'worldTraders', 'worldWish'].map((one) => `stores/world/${one}`)], // prettier-ignore
  ['contagion', ['Carried', 'ContagionView', 'Failure', 'HouseLevers', 'HouseTrader', 'leversOf', 'Matrix', 'Reported', 'SituationPicker', 'worldPushes', 'worldText'].map((one) => `ui/contagion/${one}`)], // prettier-ignore
  ['teach', ['app/Teach', 'ui/teach/', 'stores/classCodes']],
  ['course', ['app/Lesson', 'course/', 'ui/course/', 'schema/lessonLocks', 'stores/world/placedNow']], // prettier-ignore
  ['course', ['lesson', 'study', 'review', 'handCount', 'goal', 'liveGoals', 'seedPaths', 'stepNumbers'].map((one) => `stores/${one}`)], // prettier-ignore
  // These load what only some need: charts, and the houses of some lessons.
  [null, ['ui/contagion/WorldCharts', 'ui/course/LessonHouses', 'stores/world/lessonTown']],
]

const BEGINNINGS = CHUNKS.flatMap(([name, list]) => list.map((begin) => ({ name, begin }))).sort(
  (a, b) => b.begin.length - a.begin.length,
)

/** A module as the list names it: its path within src, or its package. */
function nameModule(id: string): string | null {
  const packaged = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(id)
  if (packaged) return `npm:${packaged[1]}`
  return /\/src\/(.*)$/.exec(id)?.[1] ?? null
}

/** The chunk of a module; null where it goes with whoever needs it. */
export function chunkOf(id: string): string | null {
  const module = nameModule(id)
  if (module === null) return null
  return BEGINNINGS.find(({ begin }) => module.startsWith(begin))?.name ?? null
}
