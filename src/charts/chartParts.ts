/** The parts of Chart.js that the figures use, and no more; loaded when the first figure is drawn. */
import {
  BarController,
  BarElement,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js'

Chart.register(BarController, BarElement, Filler, LinearScale, LineController, LineElement, PointElement)

export { Chart }
