// How high the bars of a plot reach. One first import would make every later bar a line: bars far above all others are cut.

export interface Series {
  key: string;
  name: string;
}

export interface Bar {
  key: string;
  /** Short, below the bar. */
  label: string;
  values: Record<string, number>;
}

export interface Scale {
  /** The number at the end of the axis. */
  top: number;
  /** Bars above this are cut; infinite where none is. */
  cutAbove: number;
}

/** How many times as high as the next lower bar a bar must be before it is cut. */
const FAR = 4;
/** Of so many bars one may be cut: what is frequent is no exception, and its height is what the plot is about. */
const ONE_OF = 5;
/** An axis that ends below this would make a mountain of a single change. */
const TOP_MIN = 10;

/** The axis for these bars: to the highest of them, or to the highest of those that are not far above the others. */
export function scaleOf(rows: readonly Bar[], series: readonly Series[]): Scale {
  const totals = rows.map((row) => total(row, series)).sort((one, other) => other - one);
  const most = Math.max(1, Math.floor(totals.length / ONE_OF));
  for (let cut = Math.min(most, totals.length - 1); cut > 0; cut -= 1) {
    const next = totals[cut] ?? 0;
    const top = Math.max(TOP_MIN, ceiling(next));
    if (next > 0 && (totals[cut - 1] ?? 0) >= FAR * next && (totals[cut - 1] ?? 0) > top) return { top, cutAbove: next };
  }
  return { top: ceiling(totals[0] ?? 0), cutAbove: Infinity };
}

export function total(row: Bar, series: readonly Series[]): number {
  return series.reduce((sum, { key }) => sum + (row.values[key] ?? 0), 0);
}

/** The next round number: 1, 2 or 5 with noughts. */
export function ceiling(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
}
