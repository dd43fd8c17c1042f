import { setAttribute } from './element.js';
import { counted } from './format.js';
import { BUCKETS, total, type Trend } from './history.js';

const SVG = 'http://www.w3.org/2000/svg';
const BAR = 2;
const WIDTH = BUCKETS * BAR;
const HEIGHT = 24;
/** A single failure among thousands of deliveries has to be seen, too. */
const LEAST_HEIGHT = 1.5;

/** A small chart of the last five minutes: deliveries as bars, those that failed before them. */
export class Sparkline {
  readonly element = document.createElementNS(SVG, 'svg');
  private readonly deliveries = this.path('spark-deliveries');
  private readonly failures = this.path('spark-failures');

  constructor() {
    this.element.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
    this.element.setAttribute('preserveAspectRatio', 'none');
    this.element.setAttribute('role', 'img');
    this.element.setAttribute('class', 'spark');
  }

  /** Both on one scale, the plugin's own: rates of different plugins stand as numbers beside it. */
  draw(trend: Trend): void {
    const { deliveries, failures } = trend;
    const highest = Math.max(1, ...deliveries);
    this.deliveries.setAttribute('d', bars(deliveries, highest));
    this.failures.setAttribute('d', bars(failures, highest));
    this.describe(trend);
  }

  /** Says in words what there would be to see. */
  describe({ deliveries, failures }: Trend): void {
    setAttribute(this.element, 'aria-label', inWords(total(deliveries), total(failures)));
  }

  private path(className: string): SVGPathElement {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', className);
    this.element.append(path);
    return path;
  }
}

function inWords(deliveries: number, failures: number): string {
  const failed = failures === 0 ? 'none failed' : `${counted(failures, 'failure')}`;
  return `In the last five minutes: ${deliveries === 0 ? 'no deliveries' : `${counted(deliveries, 'delivery', 'deliveries')}, ${failed}`}`;
}

function bars(counts: readonly number[], highest: number): string {
  let path = '';
  for (const [at, count] of counts.entries()) {
    if (count === 0) continue;
    const height = Math.max(LEAST_HEIGHT, (Math.min(count, highest) / highest) * HEIGHT);
    path += `M${at * BAR} ${HEIGHT}v${-Number(height.toFixed(1))}h${BAR}V${HEIGHT}z`;
  }
  return path;
}
